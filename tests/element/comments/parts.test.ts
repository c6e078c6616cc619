import { expect } from '@open-wc/testing';
import { readFile } from '@web/test-runner-commands';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { fill, openForm } from '../../support/form.ts';
import { findPart, partOf, partsOf, textOf } from '../../support/parts.ts';
import { inner, openReply, placeReady, row } from '../../support/place.ts';
import { everyKind, sample } from '../../support/sample.ts';
import { until } from '../../support/until.ts';

/** Parts that a `<colloquy-comments>` has for itself, under the same names or in place of those inside. */
const OWN = ['comments', 'share-bar', 'form', 'thread', 'show-button', 'problem'];

/** States of a comment, which its documentation says are parts beside `comment`. */
const STATES = [
  'published',
  'pending',
  'deleted',
  'hidden',
  'pinned',
  'sending',
  'waiting',
  'failed',
  'highlighted',
];

/** The parts that an element's documentation names. */
async function documentedParts(element: string): Promise<string[]> {
  // As a file, because the test server takes comments out of modules.
  const source = await readFile({ path: `../../../src/elements/${element}.element.ts` });
  return [...source!.matchAll(/@csspart ([\w-]+)/g)].map(([, name]) => name!);
}

/** Names that a page can use with `::part()` on an element: its own and those exported into it. */
function reachable(host: Element): Set<string> {
  const names = new Set<string>();
  for (const element of host.shadowRoot!.querySelectorAll('[part], [exportparts]')) {
    for (const name of element.part) names.add(name);
    if (!element.shadowRoot) continue;
    const inside = reachable(element);
    for (const mapping of (element.getAttribute('exportparts') ?? '').split(',')) {
      const [from, to = from] = mapping.trim().split(/\s*:\s*/);
      if (from && inside.has(from)) names.add(to!);
    }
  }
  return names;
}

describe('parts', () => {
  collectConsoleErrors();

  for (const [name, path] of [
    ['colloquy-thread', 'thread/thread'],
    ['colloquy-form', 'form/form'],
    ['colloquy-share-bar', 'share-bar/share-bar'],
  ] as const) {
    it(`of <${name}> are exported by <colloquy-comments> where they are documented`, async () => {
      const comments = await placeReady();
      const exported = inner(comments, name).getAttribute('exportparts')!.split(',');
      const documented = (await documentedParts(path)).filter((part) => !OWN.includes(part));
      expect([...exported].sort()).to.include.members(documented);
    });
  }

  it('that a comment’s states are, are exported, too', async () => {
    const comments = await placeReady();
    const exported = inner(comments, 'colloquy-thread').getAttribute('exportparts')!.split(',');
    expect(exported).to.include.members(STATES);
  });

  it('of a full thread can be reached from outside, and are documented', async () => {
    const adapter = memoryAdapter({
      comments: [...everyKind(), sample('voted', { score: 2 })],
      capabilities: { votes: 'up-down' },
    });
    const comments = await placeReady({ adapter, attributes: { 'page-size': '11', paging: 'pages' } });
    const thread = inner(comments, 'colloquy-thread');
    await openReply(thread, 'rich');
    await openForm(inner(comments, 'colloquy-form'));
    partsOf(inner(comments, 'colloquy-share-bar'), 'link')
      .find((link) => textOf(link) === 'Mastodon')!
      .click();
    await until(() => findPart(inner(comments, 'colloquy-share-bar'), 'server-form'));

    const documented = new Set(STATES);
    for (const path of ['thread/thread', 'form/form', 'share-bar/share-bar', 'comments/comments']) {
      for (const part of await documentedParts(path)) documented.add(part);
    }
    const rendered = new Set(
      [thread, inner(comments, 'colloquy-form'), inner(comments, 'colloquy-share-bar')].flatMap((element) =>
        [...element.shadowRoot!.querySelectorAll('[part]')].flatMap(({ part }) => [...part]),
      ),
    );
    expect([...rendered].filter((part) => !documented.has(part))).to.deep.equal([]);
    const names = reachable(comments);
    expect([...rendered].filter((part) => !names.has(part))).to.deep.equal([]);
  });

  it('can be styled from the page, through both elements', async () => {
    const style = document.createElement('style');
    style.textContent = `
      colloquy-comments::part(author) { color: rgb(1, 2, 3) }
      colloquy-comments::part(textarea) { color: rgb(4, 5, 6) }
      colloquy-comments::part(copy-button) { color: rgb(7, 8, 9) }`;
    const comments = await placeReady({ comments: [sample('a')] });
    comments.before(style);
    const thread = inner(comments, 'colloquy-thread');
    const reply = await openReply(thread, 'a');
    const colourOf = (element: Element) => getComputedStyle(element).color;
    expect(colourOf(partOf(thread, 'author'))).to.equal('rgb(1, 2, 3)');
    expect(colourOf(partOf(inner(comments, 'colloquy-form'), 'textarea'))).to.equal('rgb(4, 5, 6)');
    expect(colourOf(partOf(reply, 'textarea'))).to.equal('rgb(4, 5, 6)');
    expect(colourOf(partOf(inner(comments, 'colloquy-share-bar'), 'copy-button'))).to.equal('rgb(7, 8, 9)');
  });

  it('style a comment by its state', async () => {
    const style = document.createElement('style');
    style.textContent = 'colloquy-comments::part(pinned) { color: rgb(1, 2, 3) }';
    const comments = await placeReady({ comments: [sample('a', { pinned: true })] });
    comments.before(style);
    expect(getComputedStyle(row(inner(comments, 'colloquy-thread'), 'a')).color).to.equal('rgb(1, 2, 3)');
  });

  it('of a form with its states are documented', async () => {
    const comments = await placeReady();
    const form = inner(comments, 'colloquy-form');
    await fill(form, { body: 'Text' });
    const documented = await documentedParts('form/form');
    const rendered = [...form.shadowRoot!.querySelectorAll('[part]')].flatMap(({ part }) => [...part]);
    expect(documented).to.include.members(rendered);
  });
});
