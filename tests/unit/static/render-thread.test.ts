import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import type { CommentPage, CommentsAdapter, ListQuery } from '../../../src/core/adapter/adapter.ts';
import { AdapterError } from '../../../src/core/adapter/adapter-error.ts';
import { READ_ONLY } from '../../../src/core/adapter/capabilities.ts';
import type { ThreadRef } from '../../../src/core/model/thread.ts';
import { renderThread, type StaticThreadOptions } from '../../../src/static/index.ts';
import { parse } from '../../security/support/allowed.ts';
import { everyKind, sample, samples } from '../../support/sample.ts';

const PAGE = { url: 'https://example.org/post?utm_source=x#top' };

async function rendered(
  adapter: CommentsAdapter,
  options: Partial<StaticThreadOptions> = {},
): Promise<HTMLElement> {
  return parse(await renderThread(adapter, { ...PAGE, ...options })).firstElementChild as HTMLElement;
}

/** A backend that answers with these pages, and keeps what it was asked for. */
function paged(
  pages: readonly Partial<CommentPage>[],
  asked: [ThreadRef, ListQuery][] = [],
): CommentsAdapter {
  return {
    name: 'paged',
    list: async (thread, query) => {
      const page = pages[asked.push([thread, query]) - 1] ?? {};
      return { comments: [], total: null, capabilities: READ_ONLY, ...page };
    },
  };
}

const textsIn = (thread: Element) =>
  [...thread.querySelectorAll('[itemprop=text]')].map((body) => body.textContent);

describe('renderThread', () => {
  it('gives what stands in for an element, in the language of the page', async () => {
    const thread = await rendered(memoryAdapter({ comments: samples(2) }), { lang: 'ar-EG' });
    expect([thread.localName, thread.slot, thread.lang, thread.dir]).to.deep.equal([
      'section',
      'fallback',
      'ar-EG',
      'rtl',
    ]);
    expect(thread.querySelector('h2')!.textContent).to.equal('تعليقان');
    expect(textsIn(thread)).to.deep.equal(['Text of c1.', 'Text of c2.']);
  });

  it('is in English where there are no words, and says so', async () => {
    const thread = await rendered(memoryAdapter({ comments: samples(1) }), { lang: 'tlh' });
    expect([thread.lang, thread.querySelector('h2')!.textContent]).to.deep.equal(['en', '1 comment']);
  });

  it('has replies in lists within those that they answer, and says whom where their place does not', async () => {
    const comments = [
      sample('a', { name: 'Ana', minutesAgo: 9 }),
      sample('b', { parentId: 'a', name: 'Ben', minutesAgo: 8 }),
      sample('orphan', { parentId: 'elsewhere', minutesAgo: 7 }),
    ];
    const thread = await rendered(memoryAdapter({ comments }));
    expect(thread.querySelector('#comment-a > ol > #comment-b')).to.exist;
    expect(thread.querySelector('#comment-b p')!.textContent).to.equal('Text of b.');
    expect(thread.querySelector('#comment-orphan p')!.textContent).to.equal(
      'in reply to a comment that is not shown here',
    );
  });

  it('has what every kind of comment has', async () => {
    const thread = await rendered(memoryAdapter({ comments: everyKind() }));
    const hole = thread.querySelector('#comment-hole')!;
    expect(hole.querySelector('p')!.textContent).to.equal('This comment was deleted.');
    expect(hole.querySelector('#comment-hole-reply')).to.exist;
    const rich = thread.querySelector('#comment-rich')!;
    expect(rich.querySelector('h3')!.textContent).to.match(/^Author of rich Lisbon \w+ \d+, \d{4} edited$/);
    expect(rich.querySelector('[itemprop=author] a')!.getAttribute('href')).to.equal(
      'https://example.org/rich',
    );
    expect(rich.querySelector('h3 > a')!.getAttribute('href')).to.equal('https://example.org/post#rich');
    expect(thread.querySelector('#comment-pinned h3')!.textContent)
      .to.contain('Author')
      .and.contain('Pinned');
    const deepest = thread.querySelector('#comment-deep9 p')!;
    expect(deepest.textContent).to.equal('in reply to Author of deep8');
  });

  it('keeps to itself what waits for a moderator', async () => {
    const comments = [sample('a'), sample('b', { status: 'pending', text: 'Secret' })];
    const html = await renderThread(memoryAdapter({ comments }), PAGE);
    expect(html).to.include('Text of a.').and.not.include('Secret');
  });

  it('says that there are none, or that there will be no more', async () => {
    const empty = await rendered(memoryAdapter());
    expect(empty.textContent.trim()).to.equal('No comments yet.');
    const closed = await rendered(memoryAdapter({ comments: samples(1), closed: true }));
    expect(closed.querySelector('h2 + p')!.textContent).to.equal('This discussion is closed.');
  });

  it('asks for the thread by the page’s address, or by its name', async () => {
    const asked: [ThreadRef, ListQuery][] = [];
    await renderThread(paged([], asked), { ...PAGE, title: 'A post', lang: 'de' });
    await renderThread(paged([], asked), { ...PAGE, thread: 'post-1' });
    expect(asked.map(([thread]) => thread)).to.deep.equal([
      { key: 'https://example.org/post', url: 'https://example.org/post', title: 'A post', lang: 'de' },
      { key: 'post-1', url: 'https://example.org/post', title: '' },
    ]);
  });

  it('reads on page by page, by cursors and by numbers', async () => {
    const asked: [ThreadRef, ListQuery][] = [];
    const thread = await rendered(
      paged(
        [
          { comments: [sample('a')], nextCursor: 'x', total: 12 },
          { comments: [sample('b')], pageNumber: 2, pageCount: 3 },
          { comments: [sample('c')], pageNumber: 3, pageCount: 3 },
        ],
        asked,
      ),
    );
    expect(asked.map(([, { cursor, page }]) => cursor ?? page)).to.deep.equal([undefined, 'x', 3]);
    expect(textsIn(thread)).to.have.length(3);
    expect(thread.querySelector('h2')!.textContent).to.equal('3 comments');
  });

  it('stops when there is enough, or nothing new', async () => {
    const asked: [ThreadRef, ListQuery][] = [];
    const page = (id: string) => ({ comments: [sample(id)], nextCursor: 'on', total: 12 });
    await renderThread(paged(['a', 'b', 'c', 'd'].map(page), asked), { ...PAGE, limit: 2 });
    expect(asked.map(([, { limit }]) => limit)).to.deep.equal([2, 2]);
    asked.length = 0;
    const thread = await rendered(paged(['a', 'a', 'a'].map(page), asked));
    expect(asked).to.have.length(2);
    expect(thread.querySelector('h2')!.textContent).to.equal('12 comments');
  });

  it('is sorted as asked, else as the backend does', async () => {
    const comments = samples(3);
    const oldest = await rendered(memoryAdapter({ comments }), { sort: 'oldest' });
    expect(textsIn(oldest)[0]).to.equal('Text of c3.');
    const capabilities = { ...READ_ONLY, sorts: ['oldest'] as const };
    const only = await rendered(paged([{ comments, capabilities }]));
    expect(textsIn(only)[0]).to.equal('Text of c3.');
  });

  it('puts headings where the page wants them', async () => {
    const thread = await rendered(memoryAdapter({ comments: samples(1) }), { headingLevel: 4 });
    expect(
      [...thread.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ localName }) => localName),
    ).to.deep.equal(['h4', 'h5']);
  });

  it('writes days as they are in UTC, wherever it runs', async () => {
    const comments = [sample('a', { createdAt: '2025-12-31T23:59:59.000Z' })];
    const thread = await rendered(memoryAdapter({ comments }), { lang: 'de' });
    const time = thread.querySelector('time')!;
    expect([time.textContent, time.dateTime]).to.deep.equal(['31.12.2025', '2025-12-31T23:59:59.000Z']);
  });

  it('gives comments addresses that lead to them, whatever their ids', async () => {
    const ids = ['a b', '"><b>', 'ü/1', '100%', '\ud800'];
    const thread = await rendered(memoryAdapter({ comments: ids.map((id) => sample(id)) }));
    for (const item of thread.querySelectorAll('li')) {
      expect(item.querySelector('h3 > a')!.getAttribute('href')).to.equal(`#${item.id}`);
    }
    expect(new Set([...thread.querySelectorAll('li')].map(({ id }) => id)).size).to.equal(ids.length);
  });

  for (const [name, adapter, code] of [
    ['refuses', { list: () => Promise.reject(new AdapterError('forbidden')) }, 'forbidden'],
    ['answers with something else', { list: async () => ({}) }, 'bad-response'],
    ['is faulty', { list: () => Promise.reject(new TypeError('x')) }, 'server'],
  ] as const) {
    it(`rejects with an AdapterError when the backend ${name}`, async () => {
      const error = await renderThread({ name, ...adapter } as unknown as CommentsAdapter, PAGE).catch(
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(AdapterError);
      expect((error as AdapterError).code).to.equal(code);
    });
  }

  it('can be given up', async () => {
    const silent = { name: 'silent', list: () => new Promise<CommentPage>(() => {}) };
    const error = await renderThread(silent, { ...PAGE, signal: AbortSignal.timeout(1) }).catch(
      (reason: unknown) => reason,
    );
    expect((error as DOMException).name).to.equal('TimeoutError');
  });
});
