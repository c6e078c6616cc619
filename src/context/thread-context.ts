import { createContext } from '@lit/context';
import type { Drafts } from '../core/outbox/drafts.ts';
import type { ThreadStore } from '../core/store/thread-store.ts';

export type Layout = 'modern' | 'classic';

export type PagingStyle = 'more' | 'pages' | 'scroll';

/** What `<colloquy-comments>` provides to the elements in and around it. */
export interface ProvidedThread {
  /** Null while the adapter's code loads, or while the provider has a problem that it shows itself. */
  readonly store: ThreadStore | null;
  readonly drafts: Drafts;
  readonly layout: Layout;
  readonly paging: PagingStyle;
  readonly trackVisits: boolean;
}

/** Registered globally, so that elements from a script tag and from npm on one page find each other. */
export const threadContext = createContext<ProvidedThread>(Symbol.for('colloquy.thread'));
