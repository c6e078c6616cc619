import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import type { CommentsAdapter } from '../../../src/core/adapter/adapter.ts';
import type { ThreadRef } from '../../../src/core/model/thread.ts';
import { expectAccessible } from '../../support/axe.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { findPart, textOf } from '../../support/parts.ts';
import { create, place } from '../../support/place.ts';
import { samples } from '../../support/sample.ts';
import { settle, until } from '../../support/until.ts';

/** Each page has as many comments as its number says. */
function countingAdapter() {
  const asked: (readonly ThreadRef[])[] = [];
  const adapter: CommentsAdapter = {
    ...memoryAdapter(),
    counts: async (threads) => {
      asked.push(threads);
      return threads.map(({ url }) => Number(/\d+/.exec(new URL(url).pathname)?.[0] ?? 0));
    },
  };
  return { adapter, asked };
}

function link(adapter: CommentsAdapter, href: string) {
  const count = create('colloquy-count');
  count.adapter = adapter;
  return { count, anchor: create('a', { href }, 'A post ', count) };
}

describe('<colloquy-count> without <colloquy-comments>', () => {
  const errors = collectConsoleErrors();

  it('asks once for fifty links', async () => {
    const { adapter, asked } = countingAdapter();
    const links = Array.from({ length: 50 }, (_, index) => link(adapter, `/posts/${index}`));
    place(...links.map(({ anchor }) => anchor));
    await until(() => links.every(({ count }) => count.count !== null));
    expect(asked).to.have.length(1);
    expect(links.map(({ count }) => textOf(count.shadowRoot))).to.deep.equal(
      links.map((_, index) => (index === 1 ? '1 comment' : `${index} comments`)),
    );
    await expectAccessible(links[0]!.count);
  });

  it('asks in parts for more than a backend takes at once', async () => {
    const { adapter, asked } = countingAdapter();
    const links = Array.from({ length: 250 }, (_, index) => link(adapter, `/posts/${index}`));
    place(...links.map(({ anchor }) => anchor));
    await until(() => links.every(({ count }) => count.count !== null));
    expect(asked.map(({ length }) => length)).to.deep.equal([100, 100, 50]);
    expect(links[249]!.count.count).to.equal(249);
  });

  it('means the page that the link leads to, or the thread that is named', async () => {
    const { adapter, asked } = countingAdapter();
    const linked = link(adapter, '/posts/7?utm_source=mail&page=2#comments');
    const named = link(adapter, '/posts/8');
    named.count.thread = 'the-eighth';
    const alone = create('colloquy-count');
    alone.adapter = adapter;
    place(linked.anchor, named.anchor, alone);
    await until(() => asked.length === 1);
    expect(asked[0]!.map(({ key }) => key)).to.deep.equal([
      new URL('/posts/7?page=2', location.href).href,
      'the-eighth',
      location.href.replace(/#.*/, ''),
    ]);
  });

  it('asks anew when it is about another thread, and takes no late answer', async () => {
    const answers: ((counts: number[]) => void)[] = [];
    const adapter: CommentsAdapter = {
      ...memoryAdapter(),
      counts: () => new Promise((resolve) => answers.push(resolve)),
    };
    const { count, anchor } = link(adapter, '/posts/1');
    place(anchor);
    await until(() => answers.length === 1);
    count.thread = 'another';
    await until(() => answers.length === 2);
    answers[1]!([5]);
    await until(() => count.count === 5);
    answers[0]!([3]);
    await settle();
    expect(count.count).to.equal(5);
  });

  it('shows nothing where the backend cannot tell, and says why in the console', async () => {
    for (const counts of [
      () => Promise.reject(new Error('broken')),
      async () => [-1],
      async () => [],
      async () => 'many' as unknown as number[],
    ]) {
      errors.length = 0;
      const { count, anchor } = link({ ...memoryAdapter(), counts }, '/posts/1');
      let told = 0;
      count.addEventListener('colloquy-error', () => told++);
      place(anchor);
      await until(() => told === 1);
      expect(findPart(count, 'count')).to.equal(null);
      expect(errors).to.have.length(1);
    }
  });

  it('takes a backend by name, and says what is wrong with it', async () => {
    const count = create('colloquy-count', { backend: 'local', thread: 'never written in' });
    place(count);
    await until(() => textOf(findPart(count, 'count')) === '0 comments');
    count.backend = 'nonsense';
    await until(() => /nonsense/.test(textOf(findPart(count, 'problem'))));
    count.backend = 'local';
    await until(() => textOf(findPart(count, 'count')) === '0 comments');
    count.thread = 'null';
    await until(() => findPart(count, 'problem'));
  });

  it('is no burden to one that belongs to a thread on the page', async () => {
    const { adapter, asked } = countingAdapter();
    const comments = create('colloquy-comments', { loading: 'eager' }, create('colloquy-count'));
    comments.adapter = memoryAdapter({ comments: samples(2) });
    place(comments, link(adapter, '/posts/1').anchor);
    await until(() => textOf(comments.firstElementChild!.shadowRoot) === '2 comments');
    await until(() => asked.length === 1);
  });
});
