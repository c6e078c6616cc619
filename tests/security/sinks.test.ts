import { expect } from '@open-wc/testing';
import { AdapterError } from '../../src/core/adapter/adapter-error.ts';
import { collectConsoleErrors, collectReportedErrors } from '../support/console.ts';
import { fill, openForm } from '../support/form.ts';
import { findPart, partOf, partsOf, textOf } from '../support/parts.ts';
import { create, inner, place, placeComments, placeReady } from '../support/place.ts';
import { replaceProperty } from '../support/replace.ts';
import { sample } from '../support/sample.ts';
import { until } from '../support/until.ts';
import { adapterWith } from './support/adapter-with.ts';
import { faultsIn } from './support/allowed.ts';
import { recordExecutions, touchAll, waitForExecutions } from './support/executions.ts';
import { OWN_PAYLOADS } from './support/own-payloads.ts';
import { addressesIn, shapesIn } from './support/trees.ts';

/**
 * Every place where the elements show a text of somebody else's. There is none for the address of an avatar, which
 * is drawn from the name; none for the words of a server's error, for which the elements have their own; and
 * messages cannot be replaced by a page.
 */
/** Forms in the page at once. */
const BATCH = 50;

describe('hostile texts in every place of the elements', function () {
  this.timeout(150_000);
  const calls = recordExecutions();
  collectConsoleErrors();
  collectReportedErrors();

  afterEach(async () => {
    await waitForExecutions();
    expect(calls).to.deep.equal([]);
  });

  it('in the preview of a comment', async () => {
    let body = '';
    const adapter = adapterWith([], { preview: async () => ({ format: 'html', value: body }) as const });
    const comments = await placeReady({ adapter });
    const form = await openForm(inner(comments, 'colloquy-form'));
    const button = await until(() => findPart(form, 'preview-button'));
    for (body of OWN_PAYLOADS) {
      button.click();
      const preview = await until(() => findPart(form, 'preview'));
      await until(() => !preview.querySelector('.note'), 'the preview of a text');
      expect(faultsIn(withoutMarks(preview))).to.deep.equal([]);
      touchAll(preview);
      button.click();
      await until(() => !findPart(form, 'preview'));
    }
  });

  it('in the source of a comment that is edited', async () => {
    const list = OWN_PAYLOADS.map((text, index) => sample(String(index), { text, can: { edit: true } }));
    const comments = await placeReady({
      comments: list,
      attributes: { 'page-size': '2000' },
      children: [create('colloquy-thread')],
    });
    for (let at = 0; at < OWN_PAYLOADS.length; at += BATCH) {
      const texts = OWN_PAYLOADS.slice(at, at + BATCH);
      const forms = texts.map((_, index) => create('colloquy-form', { edits: String(at + index) }));
      comments.append(...forms);
      for (const [index, form] of forms.entries()) {
        const textarea = await until(() => findPart<HTMLTextAreaElement>(form, 'textarea'));
        await until(() => textarea.value !== '');
        expect(textarea.value).to.equal(texts[index]!.replace(/\r\n?/g, '\n'));
        expect(textarea.childElementCount).to.equal(0);
        form.remove();
      }
    }
  });

  it('in the title of the page, its address and the networks of the share bar', async () => {
    const usual = shapesIn(await shareBar('A title', 'https://example.org/', 'email mastodon nonesuch'));
    for (const payload of OWN_PAYLOADS) {
      replaceProperty(document, 'title', payload);
      const bar = await shareBar(payload, payload, `email mastodon ${payload}`);
      expect([...shapesIn(bar)].filter((shape) => !usual.has(shape))).to.deep.equal([]);
      expect(addressesIn(bar).filter((address) => !/^(https:|mailto:|#$)/.test(address))).to.deep.equal([]);
      bar.host.remove();
    }
  });

  it('in what a server says of an error, which readers never see', async () => {
    for (const payload of OWN_PAYLOADS.slice(0, 40)) {
      for (const error of [
        new AdapterError('server', { detail: payload, cause: payload }),
        new AdapterError('invalid', { detail: payload, fields: { [payload]: payload } }),
        new Error(payload),
      ]) {
        const comments = placeComments({
          adapter: adapterWith([], {
            list: async () => {
              throw error;
            },
          }),
        });
        const thread = await until(() => comments.shadowRoot?.querySelector('colloquy-thread'));
        const alert = await until(() => thread.shadowRoot && findPart(thread, 'error'));
        expect(textOf(alert)).not.to.include(payload.trim().slice(0, 12));
        expect(
          faultsIn(withoutMarks(alert)).filter((fault) => !/button|role|part|class/.test(fault)),
        ).to.deep.equal([]);
        comments.parentElement!.remove();
      }
    }
  });

  it('in what the form says of whom one answers, who is signed in, and what to prove', async () => {
    for (const payload of OWN_PAYLOADS.slice(0, 60)) {
      const challenge = { kind: 'image', image: payload } as const;
      const framed = { kind: 'frame', url: payload } as const;
      let asked = 0;
      const adapter = adapterWith([sample('x', { name: payload })], {
        create: async () => {
          throw new AdapterError('challenge-required', { challenge: asked++ ? framed : challenge });
        },
        viewer: { name: payload },
      });
      const comments = await placeReady({
        adapter,
        children: [create('colloquy-thread'), create('colloquy-form', { 'reply-to': 'x' })],
      });
      const form = inner(comments, 'colloquy-form');
      for (const round of ['image', 'frame']) {
        await fill(form, { body: 'x', name: 'Ana' });
        partOf(form, 'submit-button').click();
        const shown = await until(() => findPart<HTMLImageElement>(form, `challenge-${round}`), `a ${round}`);
        const address = shown.getAttribute('src')!;
        expect(address).to.match(/^$|^about:blank$|^https?:|^mailto:|^data:image\/(png|jpeg|gif|webp);/);
      }
      comments.parentElement!.remove();
    }
  });

  it('in the mistakes of the page, which name what it says', async () => {
    for (const payload of OWN_PAYLOADS.slice(0, 60)) {
      const element = create('colloquy-comments', { backend: payload });
      place(element);
      const problem = await until(() => element.shadowRoot && findPart(element, 'problem'));
      expect(problem.childElementCount).to.equal(0);
      expect(problem.textContent).to.include(payload);
      element.parentElement!.remove();
    }
  });
});

async function shareBar(text: string, url: string, networks: string): Promise<ShadowRoot> {
  const bar = create('colloquy-share-bar', { text, url, networks });
  document.body.append(bar);
  await bar.updateComplete;
  partsOf(bar, 'link')
    .find((link) => link.localName === 'button')
    ?.click();
  await bar.updateComplete;
  // A name that is none is told to the page's owner.
  if (/[^\s,]/.test(networks.replace('email mastodon', ''))) await until(() => findPart(bar, 'problem'));
  return bar.shadowRoot!;
}

/** A copy without the comments by which Lit finds its places, and without what the elements themselves say of it. */
function withoutMarks(element: Element): Element {
  const copy = element.cloneNode(true) as Element;
  const marks = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  while (marks.nextNode()) found.push(marks.currentNode);
  for (const mark of found) (mark as globalThis.Comment).remove();
  return copy;
}
