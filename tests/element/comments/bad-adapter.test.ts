import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { AdapterError } from '../../../src/core/adapter/adapter-error.ts';
import type { CommentsAdapter } from '../../../src/core/adapter/adapter.ts';
import { collectConsoleErrors, collectReportedErrors } from '../../support/console.ts';
import { fieldOf, fill } from '../../support/form.ts';
import { findPart, partOf, textOf } from '../../support/parts.ts';
import { findRow, inner, placeComments, placeReady, shownIds } from '../../support/place.ts';
import { replaceProperty } from '../../support/replace.ts';
import { sample, samples } from '../../support/sample.ts';
import { settle, until } from '../../support/until.ts';

/** An adapter whose `list` is the given one, with everything else as it should be. */
function adapterWith(list: unknown): CommentsAdapter {
  return { ...memoryAdapter(), name: 'bad', list: list as CommentsAdapter['list'] };
}

/** Lets the store's patience end at once. */
function endPatience(): void {
  const { setTimeout: later } = window;
  replaceProperty(window, 'setTimeout', (handler: () => void, delay = 0, ...rest: unknown[]) =>
    later(handler, delay >= 5_000 ? 0 : delay, ...rest),
  );
}

async function errorOf(list: unknown) {
  const comments = placeComments({ adapter: adapterWith(list) });
  const thread = await until(() => comments.shadowRoot?.querySelector('colloquy-thread'));
  const error = await until(() => findPart(thread, 'error'));
  return { comments, thread, text: textOf(error.querySelector('p')) };
}

const PROBLEM = 'The comment service has a problem.';
const NONSENSE = 'The comment service gave an answer that makes no sense.';

describe('<colloquy-comments> with a faulty adapter', () => {
  const errors = collectConsoleErrors();
  const reported = collectReportedErrors();

  const throwing = (what: unknown) => () => {
    throw what;
  };

  for (const [name, list, said] of [
    ['throws before its first await', throwing(new Error('boom')), PROBLEM],
    ['throws a string', throwing('boom'), PROBLEM],
    ['throws null', throwing(null), PROBLEM],
    ['throws undefined', throwing(undefined), PROBLEM],
    ['rejects with an object', () => Promise.resolve().then(throwing({ odd: true })), PROBLEM],
    ['rejects with a DOMException', () => Promise.reject(new DOMException('x', 'AbortError')), PROBLEM],
    ['has no such method', undefined, PROBLEM],
    ['is told to be offline', () => Promise.reject(new AdapterError('offline')), 'You seem to be offline.'],
    ['answers null', () => Promise.resolve(null), NONSENSE],
    ['answers undefined, and not even by a promise', () => undefined, NONSENSE],
    ['answers a list', () => Promise.resolve([]), NONSENSE],
    ['answers a string', () => Promise.resolve('<html>'), NONSENSE],
    ['answers comments that are no list', () => Promise.resolve({ comments: { length: 3 } }), NONSENSE],
  ] as const) {
    it(`says what is wrong when list ${name}`, async () => {
      const { comments, text } = await errorOf(list);
      expect(text).to.equal(said);
      expect(errors).to.have.length(1);
      expect(errors[0]).to.match(/^Colloquy: /);
      expect(comments.isConnected).to.equal(true);
      expect(findPart(inner(comments, 'colloquy-share-bar'), 'copy-button')).to.exist;
      expect(reported).to.deep.equal([]);
    });
  }

  it('says what is wrong when list never answers', async () => {
    endPatience();
    const { text } = await errorOf(() => new Promise(() => {}));
    expect(text).to.equal('The comment service did not answer in time.');
  });

  it('shows the good ones among comments of wrong types', async () => {
    const good = sample('good');
    const odd: unknown[] = [
      null,
      7,
      'text',
      [],
      {},
      { id: 5, body: { format: 'text', value: 'x' } },
      { ...sample('no-body'), body: null },
      { ...sample('no-text'), body: { format: 'text', value: 5 } },
      { ...sample('odd-format'), body: { format: 'bbcode', value: 'x' } },
      good,
    ];
    const comments = placeComments({
      adapter: adapterWith(() => Promise.resolve({ comments: odd, total: 1 })),
    });
    const thread = await until(() => comments.shadowRoot?.querySelector('colloquy-thread'));
    await until(() => findRow(thread, 'good'));
    expect(shownIds(thread)).to.deep.equal(['good']);
    expect(comments.store!.getSnapshot().dropped).to.equal(9);
  });

  it('shows comments whose further parts are of wrong types', async () => {
    const odd = {
      id: 'odd',
      body: { format: 'text', value: 'Still here.', lang: 5 },
      author: 'Ana',
      parentId: 7,
      createdAt: 'yesterday',
      editedAt: {},
      status: 'great',
      score: 'many',
      reactions: 'lots',
      pinned: 'yes',
      permalink: {},
      can: [],
    };
    const answer = { comments: [odd], total: 'one', capabilities: { votes: 'up-down' }, thread: 'open' };
    const comments = placeComments({ adapter: adapterWith(() => Promise.resolve(answer)) });
    const thread = await until(() => comments.shadowRoot?.querySelector('colloquy-thread'));
    await until(() => findRow(thread, 'odd'));
    expect(textOf(partOf(thread, 'body'))).to.equal('Still here.');
    expect(textOf(partOf(thread, 'author'))).to.equal('Anonymous');
  });

  for (const id of [
    ' ',
    '"]',
    'a b',
    '<b>',
    '🎉',
    '\ud83c',
    '__proto__',
    'constructor',
    '%',
    'a'.repeat(5000),
  ]) {
    it(`shows a comment whose id is ${JSON.stringify(id.slice(0, 20))}, and the others`, async () => {
      const answer = { comments: [sample(id), sample('other')], total: 2 };
      const comments = placeComments({ adapter: adapterWith(() => Promise.resolve(answer)) });
      const thread = await until(() => comments.shadowRoot?.querySelector('colloquy-thread'));
      await until(() => findRow(thread, id) && findRow(thread, 'other'));
    });
  }

  for (const [capability, value] of [
    ['sorts', 'newest'],
    ['sorts', ['best', 5]],
    ['votes', 'stars'],
    ['reactionNames', 'like'],
    ['bodyFormat', 'bbcode'],
    ['maxLength', 'long'],
    ['maxDepth', 'deep'],
    ['storage', 'moon'],
    ['watch', 'yes'],
  ] as const) {
    it(`shows the thread and takes a comment with the capability ${capability}: ${JSON.stringify(value)}`, async () => {
      const adapter = memoryAdapter({ comments: samples(2) });
      const { list } = adapter;
      adapter.list = async (...args) => {
        const page = await list(...args);
        return {
          ...page,
          capabilities: { ...page.capabilities, [capability]: value },
        };
      };
      const comments = placeComments({ adapter });
      const thread = await until(() => comments.shadowRoot?.querySelector('colloquy-thread'));
      await until(() => findRow(thread, 'c2'), 'the comments');
      const form = inner(comments, 'colloquy-form');
      await fill(form, { body: 'A comment.' });
      const name = form.shadowRoot!.querySelector<HTMLInputElement>('[name=name]');
      if (name) name.value = 'Ana';
      partOf(form, 'submit-button').click();
      await until(() => shownIds(thread).length === 3, 'the new comment in the thread');
    });
  }

  it('keeps the draft when reading fails, and after', async () => {
    const adapter = memoryAdapter();
    const comments = await placeReady({ adapter });
    const form = inner(comments, 'colloquy-form');
    await fill(form, { body: 'Not lost' });
    adapter.fault = () => 'crash';
    await comments.store!.reload();
    await until(() => findPart(inner(comments, 'colloquy-thread'), 'error'));
    expect(fieldOf(form, 'body').value).to.equal('Not lost');
  });

  it('keeps what was typed into the other fields when reading fails, and after', async () => {
    const adapter = memoryAdapter();
    const comments = await placeReady({ adapter });
    const form = inner(comments, 'colloquy-form');
    await fill(form, { body: 'Not lost', name: 'Ana' });
    comments.pageSize = 5;
    await until(() => comments.store?.getSnapshot().status === 'ready');
    await form.updateComplete;
    await settle();
    expect(fieldOf(form, 'name').value).to.equal('Ana');
  });

  for (const [name, create] of [
    ['throws before its first await', throwing(new Error('boom'))],
    ['answers null', () => Promise.resolve(null)],
    [
      'answers a comment without a body',
      () => Promise.resolve({ status: 'published', comment: { id: 'x' } }),
    ],
    ['is missing', undefined],
  ] as const) {
    it(`keeps the text when create ${name}`, async () => {
      const adapter = memoryAdapter() as CommentsAdapter;
      adapter.create = create as NonNullable<CommentsAdapter['create']>;
      const comments = await placeReady({ adapter });
      const form = inner(comments, 'colloquy-form');
      await fill(form, { body: 'Not lost', name: 'Ana' });
      partOf(form, 'submit-button').click();
      // Either in the thread, to be sent again, or still in the form.
      const thread = inner(comments, 'colloquy-thread');
      await until(() => findPart(thread, 'waiting') ?? form.shadowRoot!.querySelector('[role=alert]'));
      expect(textOf(findPart(thread, 'body')) || fieldOf(form, 'body').value).to.equal('Not lost');
    });
  }

  it('keeps the text when create never answers', async () => {
    const adapter = memoryAdapter();
    const comments = await placeReady({ adapter });
    adapter.fault = () => 'silent';
    endPatience();
    const form = inner(comments, 'colloquy-form');
    await fill(form, { body: 'Not lost', name: 'Ana' });
    partOf(form, 'submit-button').click();
    const waiting = await until(() => findPart(inner(comments, 'colloquy-thread'), 'waiting'));
    expect(textOf(findPart(waiting, 'notice'))).to.include('did not answer in time');
    expect(textOf(findPart(waiting, 'body'))).to.equal('Not lost');
  });

  it('shows the thread when watch throws', async () => {
    const adapter = memoryAdapter({ comments: samples(1) });
    adapter.watch = throwing(new Error('no sockets'));
    const comments = await placeReady({ adapter });
    expect(findRow(inner(comments, 'colloquy-thread'), 'c1')).to.exist;
    expect(reported).to.have.length(1);
  });

  it('shows the thread when watch tells nonsense', async () => {
    const adapter = memoryAdapter({ comments: samples(1) });
    let tell: (change: never) => void = () => {};
    adapter.watch = (_, onChange) => void (tell = onChange as typeof tell);
    const comments = await placeReady({ adapter });
    const thread = inner(comments, 'colloquy-thread');
    for (const change of [
      null,
      undefined,
      'saved',
      { kind: 'saved' },
      { kind: 'removed' },
      { kind: 'odd' },
    ]) {
      expect(() => tell(change as never), JSON.stringify(change)).to.not.throw();
    }
    await until(() => findRow(thread, 'c1') && comments.store!.getSnapshot().reading === null);
  });

  it('shows another adapter put in place of a faulty one', async () => {
    const { comments, thread } = await errorOf(throwing(new Error('boom')));
    comments.adapter = memoryAdapter({ comments: samples(1) });
    await until(() => findRow(thread, 'c1') && !findPart(thread, 'error'));
  });

  for (const adapter of [{}, 5, 'local', []]) {
    it(`says what is wrong when the adapter is ${JSON.stringify(adapter)}`, async () => {
      const comments = placeComments({ adapter: adapter as unknown as CommentsAdapter });
      const thread = await until(() => comments.shadowRoot?.querySelector('colloquy-thread'));
      await until(() => findPart(thread, 'error') ?? findPart(comments, 'problem'));
    });
  }
});
