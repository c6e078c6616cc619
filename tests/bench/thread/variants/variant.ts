import type { BenchThread } from '../thread-data.ts';

/** What the server sends. */
export interface Answer {
  readonly type: 'text/html' | 'application/json' | 'image/svg+xml';
  readonly body: string;
}

/** Called with the body of the request. */
export type Route = (body: string) => Answer;

/** One way to show the thread. */
export interface Variant {
  readonly name: string;
  /** As the report calls it. */
  readonly label: string;
  /** Folder of built files, served at `assets/`. */
  readonly assets?: string;
  /** What a page loads of them to show a thread: scripts and style sheets. */
  readonly files?: readonly string[];
  /** Selectors that lead to the element with all top-level comments, each within the shadow root of the one before. */
  readonly list: readonly string[];
  /** HTML in place of the comments, scripts included; addresses are relative to the variant's folder. */
  readonly body: (thread: BenchThread) => string;
  /** What is answered at which path below the page, apart from the page; made once for a thread. */
  readonly routes?: (thread: BenchThread) => Readonly<Record<string, Route>>;
}

export function json(value: unknown): Answer {
  return { type: 'application/json', body: JSON.stringify(value) };
}

/** A module script that calls a function written here. It must use nothing from around it. */
export function callInPage<T>(run: (options: T) => unknown, options: T): string {
  const argument = JSON.stringify(options).replaceAll('<', '\\u003c');
  return `<script type="module">(${run.toString()})(${argument});</script>`;
}
