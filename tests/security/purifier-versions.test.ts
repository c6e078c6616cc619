import { expect } from '@open-wc/testing';
import type * as Sanitizing from '../../src/content/sanitize.ts';
import { faultsIn, reparse, serialise } from './support/allowed.ts';
import { CORPORA } from './support/corpora.ts';
import { recordExecutions, touchAll, waitForExecutions } from './support/executions.ts';

/** Payloads at once in the page. */
const BATCH = 500;

const UNUSUAL = '<!-- -->';
const LOWEST = '/node_modules/dompurify-lowest/dist/purify.es.mjs';
const NEWEST = '/node_modules/dompurify/dist/purify.es.mjs';

/**
 * Whoever has the package may have any DOMPurify of a range. All bodies go through it here: a comment before
 * them makes them more than everyday HTML, which has a way of its own.
 */
describe('the lowest and the newest DOMPurify that the package takes', function () {
  this.timeout(150_000);
  const calls = recordExecutions();
  let lowest: typeof Sanitizing.sanitize;
  let newest: typeof Sanitizing.sanitize;

  before(async () => {
    // @ts-expect-error -- The address makes it another module, and the test server gives it that version.
    const low = (await import('../../src/content/sanitize.ts?dompurify=lowest')) as typeof Sanitizing;
    // @ts-expect-error -- As above.
    const high = (await import('../../src/content/sanitize.ts?dompurify=newest')) as typeof Sanitizing;
    lowest = low.sanitize;
    newest = high.sanitize;
  });

  it('are two versions, and both are in use', async () => {
    const [low, high] = await Promise.all([versionOf(LOWEST), versionOf(NEWEST)]);
    expect(low).to.match(/^3\.\d+\.\d+$/);
    expect(high).not.to.equal(low);
    const loaded = await Promise.all(
      ['lowest', 'newest'].map(async (version) =>
        (await fetch(`/src/content/sanitize.ts?dompurify=${version}`)).text(),
      ),
    );
    expect(loaded[0]).to.include(LOWEST);
    expect(loaded[1]).to.include(NEWEST);
  });

  for (const { name, read } of CORPORA) {
    it(`${name}: nothing runs, nothing is there that is not allowed, and both give the same`, async function () {
      const payloads = await read(this);
      const faults: string[] = [];
      for (let at = 0; at < payloads.length; at += BATCH) {
        const host = document.body.appendChild(document.createElement('div'));
        const root = host.attachShadow({ mode: 'open' });
        for (const payload of payloads.slice(at, at + BATCH)) {
          const body = `${UNUSUAL}${payload}`;
          const nodes = lowest(body);
          const html = serialise(nodes);
          faults.push(...faultsIn(nodes).map((fault) => `${fault} from ${payload}`));
          if (reparse(html) !== html) faults.push(`another tree of ${html} from ${payload}`);
          const other = serialise(newest(body));
          if (other !== html) faults.push(`${html} or ${other} from ${payload}`);
          root.append(nodes);
        }
        touchAll(root);
        await waitForExecutions();
        host.remove();
      }
      expect(faults.slice(0, 10)).to.deep.equal([]);
      expect(calls).to.deep.equal([]);
    });
  }
});

async function versionOf(address: string): Promise<string | undefined> {
  return /DOMPurify (\d+\.\d+\.\d+)/.exec(await (await fetch(address)).text())?.[1];
}
