import { expect } from '@open-wc/testing';
import type { Capabilities } from '../../../src/core/adapter/capabilities.ts';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import type { CommentsElement } from '../../../src/elements/comments/comments.element.ts';
import { type Appearance, APPEARANCES, nameOf, pageOf, untilLocalized } from '../../support/appearances.ts';
import { axeFindings, expectAccessible } from '../../support/axe.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { findPart, partOf, partsOf } from '../../support/parts.ts';
import { create, inner, openReply, place, row } from '../../support/place.ts';
import { everyKind, sample, samples } from '../../support/sample.ts';
import { until } from '../../support/until.ts';

interface State {
  readonly adapter?: ReturnType<typeof memoryAdapter>;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Brings the thread into the state. */
  reach(thread: HTMLElementTagNameMap['colloquy-thread'], comments: CommentsElement): Promise<unknown>;
}

/** An adapter that does as the fault says for one method. */
function faulty(method: string, fault: 'silent' | 'server', capabilities: Partial<Capabilities> = {}) {
  const adapter = memoryAdapter({ comments: samples(2), capabilities });
  adapter.fault = (called) => (called === method ? fault : undefined);
  return adapter;
}

async function send(thread: Element, id: string): Promise<void> {
  const form = await openReply(thread, id);
  partOf<HTMLTextAreaElement>(form, 'textarea').value = 'An answer.';
  partsOf<HTMLInputElement>(form, 'input')[0]!.value = 'Bo';
  partOf(form, 'submit-button').click();
}

const STATES: Readonly<Record<string, () => State>> = {
  loading: () => ({
    adapter: faulty('list', 'silent'),
    reach: (thread) => until(() => findPart(thread, 'skeleton')),
  }),
  empty: () => ({
    adapter: memoryAdapter(),
    reach: (thread) => until(() => findPart(thread, 'empty')),
  }),
  'ready with every kind of comment': () => ({
    adapter: memoryAdapter({ comments: everyKind() }),
    reach: (thread) =>
      until(() => findPart(thread, 'list') && !thread.shadowRoot!.querySelector('[part~=body][aria-busy]')),
  }),
  'votes up and down': () => ({
    adapter: memoryAdapter({
      comments: [sample('a', { score: 4, reactions: [{ name: 'up', count: 4, chosen: true }] })],
      capabilities: { votes: 'up-down' },
    }),
    reach: (thread) => until(() => findPart(thread, 'score')),
  }),
  error: () => ({
    adapter: faulty('list', 'server'),
    reach: (thread) => until(() => findPart(thread, 'error')),
  }),
  closed: () => ({
    adapter: memoryAdapter({ comments: samples(2), closed: true }),
    reach: (thread) => until(() => findPart(thread, 'note')),
  }),
  'reply form open': () => ({
    reach: (thread) => openReply(thread, 'c1'),
  }),
  sending: () => ({
    adapter: faulty('create', 'silent'),
    reach: async (thread) => {
      await send(thread, 'c1');
      await until(() => findPart(thread, 'sending'));
    },
  }),
  'waiting to be sent': () => ({
    adapter: faulty('create', 'server'),
    reach: async (thread) => {
      await send(thread, 'c1');
      await until(() => findPart(thread, 'waiting'));
    },
  }),
  failed: () => ({
    // Without keys it is not sent again where it may have arrived.
    adapter: faulty('create', 'server', { idempotencyKeys: false }),
    reach: async (thread) => {
      await send(thread, 'c1');
      await until(() => findPart(thread, 'failed'));
    },
  }),
  'new comments waiting': () => {
    const adapter = memoryAdapter({ comments: samples(2) });
    return {
      adapter,
      reach: async (thread, comments) => {
        const { thread: ref } = comments.store!;
        const signal = new AbortController().signal;
        const input = {
          parentId: null,
          author: { name: 'Cy' },
          body: { format: 'text', value: 'Hi' },
        } as const;
        await adapter.create(ref, input, { signal, idempotencyKey: 'another' });
        await until(() => findPart(thread, 'incoming-button'));
      },
    };
  },
  'numbered pages': () => ({
    adapter: memoryAdapter({ comments: samples(5) }),
    attributes: { paging: 'pages', 'page-size': '2' },
    reach: async (thread) => {
      partsOf(thread, 'page-button').at(-1)!.click();
      await until(() => partsOf(thread, 'page-button').length === 2);
    },
  }),
  'more to show': () => ({
    adapter: memoryAdapter({ comments: samples(5) }),
    attributes: { 'page-size': '2' },
    reach: (thread) => until(() => findPart(thread, 'more-button')),
  }),
  'another sort on its way': () => {
    const adapter = memoryAdapter({ comments: samples(3) });
    return {
      adapter,
      reach: async (thread, comments) => {
        adapter.fault = () => 'silent';
        void comments.store!.setSort('oldest');
        await until(() => partOf(thread, 'list').ariaBusy === 'true');
      },
    };
  },
  folded: () => ({
    adapter: memoryAdapter({ comments: [sample('a'), sample('b', { parentId: 'a' })] }),
    reach: async (thread) => {
      partOf(thread, 'fold-button').click();
      await until(() => !row(thread, 'a').querySelector('[part~=replies]'));
    },
  }),
};

async function show(name: string, appearance: Appearance): Promise<HTMLElement> {
  const { adapter = memoryAdapter({ comments: samples(2) }), attributes, reach } = STATES[name]!();
  const { layout } = appearance;
  const comments = create(
    'colloquy-comments',
    { layout, thread: 'test', loading: 'eager', ...attributes },
    create('colloquy-thread'),
  );
  comments.adapter = adapter;
  const page = place(pageOf(appearance, comments));
  const thread = inner(comments, 'colloquy-thread');
  await untilLocalized(thread, appearance);
  if (!['loading', 'error', 'empty'].includes(name)) await until(() => findPart(thread, 'list'));
  await reach(thread, comments);
  await thread.updateComplete;
  return page;
}

describe('axe: <colloquy-thread>', () => {
  collectConsoleErrors();

  it('would be found at fault', async () => {
    const page = await show('empty', APPEARANCES[0]!);
    const { shadowRoot } = page.querySelector('colloquy-thread')!;
    shadowRoot!.append(create('img'), create('button'));
    expect((await axeFindings(page)).map((finding) => finding.split(':')[0])).to.include.members([
      'image-alt',
      'button-name',
    ]);
  });

  for (const state of Object.keys(STATES)) {
    for (const appearance of APPEARANCES) {
      it(`finds nothing: ${state} (${nameOf(appearance)})`, async () => {
        await expectAccessible(await show(state, appearance));
      });
    }
  }
});
