import { expect } from '@open-wc/testing';
import { markdownBody } from '../../src/content/markdown.ts';
import { sanitize } from '../../src/content/sanitize.ts';
import { textBody } from '../../src/content/text-body.ts';
import { faultsIn, reparse, serialise } from './support/allowed.ts';
import { CORPORA } from './support/corpora.ts';
import { recordExecutions, touchAll, waitForExecutions } from './support/executions.ts';
import { OWN_PAYLOADS, SELF_STARTING } from './support/own-payloads.ts';

const FORMATS = { html: sanitize, markdown: markdownBody, text: textBody };

/** Payloads at once in the page; what runs is then looked for by halves. */
const BATCH = 500;

describe('bodies of hostile texts', function () {
  this.timeout(150_000);
  const calls = recordExecutions();

  it('are many, and each is there once', () => {
    expect(OWN_PAYLOADS.length).to.be.at.least(500);
  });

  for (const { name, read } of CORPORA) {
    for (const [format, render] of Object.entries(FORMATS)) {
      it(`${name}, as ${format}: nothing runs, nothing loads, nothing is there that is not allowed`, async function () {
        const payloads = await read(this);
        const faults: string[] = [];
        const before = performance.now();
        for (let at = 0; at < payloads.length; at += BATCH) {
          const host = document.body.appendChild(document.createElement('div'));
          const root = host.attachShadow({ mode: 'open' });
          for (const payload of payloads.slice(at, at + BATCH)) {
            const nodes = render(payload);
            const html = serialise(nodes);
            faults.push(...faultsIn(nodes).map((fault) => `${fault} from ${payload}`));
            if (reparse(html) !== html) faults.push(`another tree of ${html} from ${payload}`);
            root.append(nodes);
          }
          touchAll(root);
          await waitForExecutions();
          host.remove();
        }
        expect(faults.slice(0, 10)).to.deep.equal([]);
        expect(calls).to.deep.equal([]);
        const foreign = performance
          .getEntriesByType('resource')
          .filter(
            ({ name: address, startTime }) => startTime >= before && !address.startsWith(location.origin),
          );
        expect(foreign.map(({ name: address }) => address)).to.deep.equal([]);
      });
    }

    it(`${name}: the browser's own sanitiser finds nothing to take away`, async function () {
      if (!('Sanitizer' in globalThis)) this.skip();
      const payloads = await read(this);
      const faults: string[] = [];
      for (const payload of payloads) {
        const html = serialise(sanitize(payload));
        if (nativelySanitised(html) !== html) faults.push(`${html} from ${payload}`);
      }
      expect(faults.slice(0, 10)).to.deep.equal([]);
    });
  }

  it('would run if they were not sanitised', async () => {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
    document.body.append(frame);
    try {
      const fired = [];
      for (const payload of SELF_STARTING) if (await runsRaw(frame, payload)) fired.push(payload);
      expect(fired.length).to.be.at.least(15);
    } finally {
      frame.remove();
    }
  });
});

const ELEMENTS =
  'a abbr b bdi blockquote br code del em hr i ins kbd li mark ol p pre q s samp small span strong sub sup table tbody td th thead tr tt u ul var';
const ATTRIBUTES = 'alt cite colspan datetime dir href lang rel rowspan src start title';

let sanitizer: Sanitizer | undefined;

function nativelySanitised(html: string): string {
  sanitizer ??= new Sanitizer({
    elements: ELEMENTS.split(' '),
    attributes: ATTRIBUTES.split(' '),
    dataAttributes: false,
  });
  const box = document.createElement('div') as unknown as HTMLElement & {
    setHTML(html: string, options: { sanitizer: Sanitizer }): void;
  };
  box.setHTML(html, { sanitizer });
  return box.innerHTML;
}

/** Whether a payload runs in a page that puts it in as it is. */
async function runsRaw(frame: HTMLIFrameElement, payload: string): Promise<boolean> {
  const page = frame.contentWindow as Window & typeof globalThis;
  let runs = false;
  page.alert = () => void (runs = true);
  // eslint-disable-next-line no-unsanitized/property -- To see that it would run.
  page.document.body.innerHTML = payload;
  for (let turn = 0; turn < 20 && !runs; turn++) await new Promise((resolve) => setTimeout(resolve, 10));
  page.document.body.replaceChildren();
  return runs;
}
