import fc from 'fast-check';
import { markdownBody } from '../../../src/content/markdown.ts';
import { sanitize } from '../../../src/content/sanitize.ts';
import { faultsIn, reparse, serialise } from './allowed.ts';
import { generatedBody } from './generated-bodies.ts';

export { purifyEverything } from './purify-everything.ts';

/** What must hold of whatever becomes of any text; each gives the fault, or nothing. */
const INVARIANTS: Readonly<
  Record<string, (html: string, nodes: DocumentFragment, text: string) => string | undefined>
> = {
  'only what is allowed is there': (_html, nodes) => faultsIn(nodes)[0],
  'nothing is named, styled or handled': (_html, nodes) => {
    const names = [...nodes.querySelectorAll('*')].flatMap((element) => element.getAttributeNames());
    return names.find((name) => /^(id|name|style|class|part|slot|is|for|on.*|data-.*)$/i.test(name));
  },
  'it is the same when it is written and read again': (html) => difference(html, reparse(html)),
  'it is the same when it is sanitised again': (html) => difference(html, serialise(sanitize(html))),
  'it is the same each time': (html, _nodes, text) => difference(html, serialise(sanitize(text))),
  'nothing else is there when it is Markdown': (_html, _nodes, text) => faultsIn(markdownBody(text))[0],
};

function difference(html: string, again: string): string | undefined {
  return again === html ? undefined : `it becomes ${again}`;
}

/** Throws with the smallest text of which an invariant does not hold. */
export function checkBodies(runs: number, seed: number, render = sanitize): void {
  fc.assert(
    fc.property(generatedBody, (text) => {
      const nodes = render(text);
      const html = serialise(nodes);
      for (const [name, check] of Object.entries(INVARIANTS)) {
        const fault = check(html, nodes, text);
        if (fault) throw new Error(`"${name}" does not hold: ${fault}\nof ${html}`);
      }
    }),
    { numRuns: runs, seed, includeErrorInReport: true },
  );
}
