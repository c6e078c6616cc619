import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { AdapterError } from '../../../src/core/adapter/adapter-error.ts';
import type { CommentsAdapter } from '../../../src/core/adapter/adapter.ts';
import type { Comment } from '../../../src/core/model/comment.ts';
import { expectAccessible } from '../../support/axe.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { findPart, partOf, partsOf, textOf } from '../../support/parts.ts';
import { findRow, inner, placeComments, placeReady, row, shownIds } from '../../support/place.ts';
import { replaceProperty } from '../../support/replace.ts';
import { sample, samples } from '../../support/sample.ts';
import { until } from '../../support/until.ts';

/** A chain of answers: a, a1 to it, a2 to that; and b. */
const TREE = [
  sample('a'),
  sample('a1', { parentId: 'a' }),
  sample('a2', { parentId: 'a1' }),
  sample('b', { createdAt: '2026-05-01T00:00:00.000Z' }),
];

async function placeThread(comments: readonly Comment[], attributes: Record<string, string> = {}) {
  const thread = `wayfinding ${Math.random()}`;
  const placed = await placeReady({ comments, attributes: { thread, ...attributes } });
  return { comments: placed, thread: inner(placed, 'colloquy-thread') };
}

const focusedId = (thread: Element) =>
  thread.shadowRoot!.activeElement?.closest<HTMLElement>('.comment')?.dataset['id'];

function press(thread: Element, key: string, init: KeyboardEventInit = {}): void {
  const target = thread.shadowRoot!.activeElement!;
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, ...init }));
}

describe('<colloquy-thread> links to comments', () => {
  const errors = collectConsoleErrors();
  const address = location.href;
  afterEach(() => history.replaceState(null, '', address));

  it('lead to a comment on a page that is not loaded, by one question to the backend', async () => {
    location.hash = '#comment-c30';
    const asked: string[] = [];
    const adapter = memoryAdapter({ comments: samples(45) });
    adapter.fault = (method) => void asked.push(method);
    const comments = placeComments({ adapter, attributes: { loading: 'lazy', 'page-size': '10' } });
    const thread = await until(() => comments.shadowRoot?.querySelector('colloquy-thread'));
    await until(() => focusedId(thread) === 'c30', 'the comment to have the focus');
    expect(row(thread, 'c30').classList.contains('highlighted')).to.equal(true);
    expect(asked).to.deep.equal(['locate']);
    expect(shownIds(thread)).to.have.length(10);

    partOf(thread, 'back-button').click();
    await until(() => findRow(thread, 'c1'));
    await until(() => findPart(thread, 'back-button') === null);
  });

  it('lead there by reading on, where the backend cannot look for a comment', async () => {
    location.hash = '#comment-c30';
    const adapter: CommentsAdapter = {
      ...memoryAdapter({ comments: samples(45), capabilities: { locate: false } }),
    };
    delete adapter.locate;
    const comments = placeComments({ adapter, attributes: { 'page-size': '10' } });
    const thread = await until(() => comments.shadowRoot?.querySelector('colloquy-thread'));
    await until(() => focusedId(thread) === 'c30');
    expect(shownIds(thread)[0]).to.equal('c1');
    expect(findPart(thread, 'back-button')).to.equal(null);
  });

  it('say so when the comment is not there, and show the thread', async () => {
    location.hash = '#comment-gone';
    const { comments, thread } = await placeThread(samples(3));
    await until(() => /not here/.test(textOf(findPart(thread, 'place'))));
    expect(shownIds(thread)).to.deep.equal(['c1', 'c2', 'c3']);
    await expectAccessible(comments);
  });

  it('do not say that of a comment when it could not be read whether it is there', async () => {
    const adapter = memoryAdapter({ comments: samples(3) });
    const comments = await placeReady({ adapter, attributes: { thread: `lost ${Math.random()}` } });
    const thread = inner(comments, 'colloquy-thread');
    adapter.fault = () => 'server';
    location.hash = '#comment-gone';
    await until(() => findPart(thread, 'error'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(findPart(thread, 'place')).to.equal(null);
    expect(errors).to.have.length(1);
  });

  it('say so no longer in another thread', async () => {
    location.hash = '#comment-gone';
    const { comments, thread } = await placeThread(samples(3));
    await until(() => /not here/.test(textOf(findPart(thread, 'place'))));
    history.replaceState(null, '', address);
    comments.setAttribute('thread', `another ${Math.random()}`);
    await until(() => !/not here/.test(textOf(findPart(thread, 'place'))));
  });

  it('are followed when the address changes, into what is folded', async () => {
    const { thread } = await placeThread(TREE);
    partOf(row(thread, 'a'), 'fold-button').click();
    await until(() => !findRow(thread, 'a2'));
    location.hash = '#comment-a2';
    await until(() => focusedId(thread) === 'a2');
  });

  it('find a comment whose id has any characters', async () => {
    const id = 'a/b c?d#e"%41\\ü🙂';
    const { thread } = await placeThread([sample(id), sample('b')]);
    const link = partOf<HTMLAnchorElement>(row(thread, id), 'permalink');
    history.replaceState(null, '', link.href);
    dispatchEvent(new HashChangeEvent('hashchange'));
    await until(() => focusedId(thread) === id);
  });
});

describe('<colloquy-thread> menu', () => {
  const errors = collectConsoleErrors();

  it('copies the link to a comment and says so', async () => {
    const { comments, thread } = await placeThread(TREE);
    const copied: string[] = [];
    replaceProperty(navigator, 'clipboard', { writeText: async (text: string) => void copied.push(text) });
    const button = partOf(row(thread, 'b'), 'menu-button');
    expect(button.ariaLabel).to.equal('More');
    button.click();
    const item = await until(() => findPart(thread, 'copy-link-item'));
    expect(button.ariaExpanded).to.equal('true');
    expect(thread.shadowRoot!.activeElement).to.equal(item);
    await expectAccessible(comments);
    item.click();
    await until(() => textOf(item) === 'Link copied');
    expect(copied).to.have.length(1);
    expect(copied[0]).to.match(/#comment-b$/);
    await until(() => findPart(thread, 'menu') === null);
    expect(thread.shadowRoot!.activeElement).to.equal(button);
  });

  it('can be walked through and left with keys', async () => {
    const { thread } = await placeThread(TREE);
    partOf(row(thread, 'a1'), 'menu-button').click();
    const items = await until(() => {
      const all = partsOf(thread, 'menu-item');
      return all.length > 0 ? all : null;
    });
    expect(items.map(textOf)).to.deep.equal([
      'Copy link',
      'Go to what it answers',
      'Only comments by Author of a1',
    ]);
    press(thread, 'ArrowUp');
    expect(thread.shadowRoot!.activeElement).to.equal(items.at(-1));
    press(thread, 'ArrowDown');
    expect(thread.shadowRoot!.activeElement).to.equal(items[0]);
    press(thread, 'Escape');
    expect(findPart(thread, 'menu')).to.equal(null);
    expect(focusedId(thread)).to.equal('a1');
  });

  it('leads to the comment that is answered', async () => {
    const { thread } = await placeThread(TREE);
    partOf(row(thread, 'a2'), 'menu-button').click();
    (await until(() => findPart(thread, 'parent-item'))).click();
    await until(() => focusedId(thread) === 'a1');
  });

  it('tells the moderators of a comment, once the backend has taken it, and else what is wrong', async () => {
    const told: string[] = [];
    let fails = true;
    const adapter: CommentsAdapter = {
      ...memoryAdapter({ comments: TREE, capabilities: { report: true } }),
      report: async (_thread, id) => {
        if (fails) throw new AdapterError('rate-limited');
        told.push(id);
      },
    };
    const thread = inner(await placeReady({ adapter }), 'colloquy-thread');
    const report = async () => {
      partOf(row(thread, 'b'), 'menu-button').click();
      const item = await until(() => findPart(thread, 'report-item'));
      expect(textOf(item)).to.equal('Report');
      item.click();
      return item;
    };
    const refused = await report();
    await until(() => /a lot in a short time/.test(textOf(refused)));
    fails = false;
    await until(() => findPart(thread, 'menu') === null);
    const taken = await report();
    await until(() => textOf(taken) === 'Reported. Thank you.');
    expect(told).to.deep.equal(['b']);
    expect(errors).to.have.length(1);
  });

  it('shows the comments of one author, and leads back to all', async () => {
    const { thread } = await placeThread([
      sample('1', { name: 'Ana' }),
      sample('2', { name: 'Ben' }),
      sample('3', { name: 'Ana', parentId: '2' }),
    ]);
    partOf(row(thread, '1'), 'menu-button').click();
    (await until(() => findPart(thread, 'author-item'))).click();
    await until(() => !findRow(thread, '2'));
    expect(shownIds(thread).sort()).to.deep.equal(['1', '3']);
    expect(textOf(partOf(thread, 'place'))).to.match(/Only comments by Ana/);
    partOf(thread, 'back-button').click();
    await until(() => findRow(thread, '2'));
  });
});

describe('<colloquy-thread> keys', () => {
  it('go to the next and the previous comment, to the one that is answered, and fold', async () => {
    const { thread } = await placeThread(TREE);
    row(thread, 'b').focus();
    for (const [key, id] of [
      ['j', 'a'],
      ['j', 'a1'],
      ['j', 'a2'],
      ['k', 'a1'],
      ['u', 'a'],
    ] as const) {
      press(thread, key);
      await until(() => focusedId(thread) === id, `${key} to lead to ${id}`);
    }
    press(thread, 'x');
    await until(() => !findRow(thread, 'a1'));
  });

  it('mean nothing with a modifier or where one types', async () => {
    const { thread } = await placeThread(TREE);
    row(thread, 'b').focus();
    press(thread, 'j', { ctrlKey: true });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(focusedId(thread)).to.equal('b');
  });
});

describe('<colloquy-thread> what is new', () => {
  const KEY = 'colloquy:visits';
  afterEach(() => localStorage.removeItem(KEY));

  const visit = (thread: string, at: number) =>
    localStorage.setItem(KEY, JSON.stringify([[thread, { at, before: 0 }]]));

  it('since the last visit is marked, counted, and can be stepped through', async () => {
    const thread = `visits ${Math.random()}`;
    visit(thread, Date.parse('2026-05-10T00:00:00Z'));
    const comments = await placeReady({
      attributes: { thread, 'track-visits': '' },
      comments: [
        sample('old', { createdAt: '2026-05-01T00:00:00.000Z' }),
        sample('new', { createdAt: '2026-05-11T00:00:00.000Z' }),
        sample('answer', { createdAt: '2026-05-12T00:00:00.000Z', parentId: 'old' }),
        sample('own', { createdAt: '2026-05-12T00:00:00.000Z', can: { edit: true } }),
      ],
    });
    const element = inner(comments, 'colloquy-thread');
    const button = await until(() => findPart(element, 'unread-button'));
    expect(textOf(button)).to.equal('2 new comments');
    expect(partsOf(element, 'new-badge')).to.have.length(2);
    await expectAccessible(comments);
    button.click();
    await until(() => focusedId(element) === 'new');
    expect(textOf(button)).to.equal('2 new comments');
    press(element, 'n');
    await until(() => focusedId(element) === 'answer');
    expect(textOf(button)).to.equal('1 new comment');
    expect(findPart(row(element, 'new'), 'new-badge')).to.equal(null);
    press(element, 'n');
    await until(() => findPart(element, 'unread-button') === null);
    expect(focusedId(element)).to.equal('answer');
    expect(partsOf(element, 'new-badge')).to.have.length(0);
  });

  it('is stepped through with the button alone, also where it is folded away, until nothing of it is left', async () => {
    const thread = `visits ${Math.random()}`;
    visit(thread, Date.parse('2026-05-10T00:00:00Z'));
    const at = { createdAt: '2026-05-11T00:00:00.000Z' };
    const comments = await placeReady({
      attributes: { thread, 'track-visits': '' },
      comments: [sample('a', at), sample('b', at), sample('answer', { ...at, parentId: 'b' })],
    });
    const element = inner(comments, 'colloquy-thread');
    const button = await until(() => findPart(element, 'unread-button'));
    partOf(row(element, 'b'), 'fold-button').click();
    await until(() => !findRow(element, 'answer'));
    const found: (string | undefined)[] = [];
    // The one that is being read still counts.
    for (const left of [3, 3, 2]) {
      expect(textOf(button)).to.equal(`${left} new comments`);
      button.focus();
      button.click();
      found.push(await until(() => (found.includes(focusedId(element)) ? undefined : focusedId(element))));
    }
    expect(found.sort()).to.deep.equal(['a', 'answer', 'b']);
    expect(textOf(button)).to.equal('1 new comment');
    button.focus();
    button.click();
    await until(() => findPart(element, 'unread-button') === null);
    expect(found).to.include(focusedId(element));
  });

  it('is not marked, and nothing is stored, where the page does not ask for it', async () => {
    const { thread } = await placeThread(TREE);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(findPart(thread, 'unread-button')).to.equal(null);
    expect(localStorage.getItem(KEY)).to.equal(null);
  });

  it('is nothing on the first visit, and the same again after a reload', async () => {
    const thread = `visits ${Math.random()}`;
    const comments = [sample('c', { createdAt: '2026-05-11T00:00:00.000Z' })];
    await placeReady({ comments, attributes: { thread, 'track-visits': '' } });
    await until(() => localStorage.getItem(KEY));
    const [[, note]] = JSON.parse(localStorage.getItem(KEY)!) as [[string, { at: number; before: number }]];
    expect(note.before).to.equal(0);
    expect(Date.now() - note.at).to.be.below(5_000);
  });
});

describe('<colloquy-thread> quoting', () => {
  it('puts the selected text into the reply', async () => {
    const { thread } = await placeThread([
      sample('q', { body: { format: 'text', value: 'First line.\n\nSecond line.' } }),
    ]);
    const body = partOf(row(thread, 'q'), 'body');
    const selection = document.getSelection()!;
    selection.setBaseAndExtent(body.firstElementChild!.firstChild!, 0, body.lastElementChild!.firstChild!, 6);
    body.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, composed: true }));
    (await until(() => findPart(thread, 'quote-button'), 'the button')).click();
    const form = await until(() => row(thread, 'q').querySelector('colloquy-form'));
    const field = await until(() => form.shadowRoot?.querySelector('textarea'));
    await until(() => field.value !== '');
    expect(field.value).to.match(/^> First line\.[^]*\n\n$/);
    expect(field.value).to.match(/> ?Second|Second/);
    await until(() => findPart(thread, 'quote-button') === null);
  });
});

describe('<colloquy-thread> branches', () => {
  it('can be looked at alone on a narrow screen, and left again', async () => {
    const chain = Array.from({ length: 6 }, (_, index) =>
      sample(`n${index}`, { parentId: index === 0 ? null : `n${index - 1}` }),
    );
    const { comments, thread } = await placeThread([...chain, sample('other')]);
    expect(getComputedStyle(partOf(row(thread, 'n3'), 'branch-button')).display).to.equal('none');
    comments.style.width = '360px';
    expect(getComputedStyle(partOf(row(thread, 'n3'), 'branch-button')).display).to.not.equal('none');
    partOf(row(thread, 'n3'), 'branch-button').click();
    await until(() => !findRow(thread, 'n2') && !findRow(thread, 'other'));
    expect(shownIds(thread)).to.deep.equal(['n3', 'n4', 'n5']);
    expect(focusedId(thread)).to.equal('n3');
    partOf(thread, 'back-button').click();
    await until(() => findRow(thread, 'n0'));
  });
});
