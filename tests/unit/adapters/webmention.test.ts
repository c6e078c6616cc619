import { expect } from '@open-wc/testing';
import { webmentionAdapter } from '../../../src/adapters/webmention.ts';
import type { CommentPage } from '../../../src/core/adapter/adapter.ts';
import { newClient, serve } from '../../conformance/stand-ins/browser.ts';
import { WebmentionStandIn } from '../../conformance/stand-ins/webmention.ts';
import { THREAD } from '../core/samples.ts';
import { answer, call, failure, QUERY, type Sent } from './answers.ts';

type Json = Record<string, unknown>;

const mention = (id: number, more: Json = {}): Json => ({
  'wm-id': id,
  'wm-received': '2026-01-02T03:04:05Z',
  'wm-source': `https://bo.example/${id}`,
  'wm-property': 'in-reply-to',
  'wm-private': false,
  author: { name: 'Bo', url: 'https://bo.example/', photo: '' },
  content: { html: '<p>Hello</p>', text: 'Hello' },
  ...more,
});

const service =
  (children: readonly unknown[], type: Json = {}) =>
  ({ url }: Sent): unknown =>
    url.pathname.endsWith('/count') ? { count: 99, type } : { type: 'feed', children };

async function read(children: readonly unknown[]) {
  answer(service(children, { reply: 2, mention: 3, like: 40 }));
  return webmentionAdapter().list(THREAD, QUERY, call());
}

const first = async (more: Json) => (await read([mention(1, more)])).comments[0]!;

describe('webmentionAdapter', () => {
  for (const [url, targets] of Object.entries({
    'https://a.example/post': [
      'https://a.example/post',
      'https://a.example/post/',
      'http://a.example/post',
      'http://a.example/post/',
    ],
    'http://a.example/post/?p=1': [
      'https://a.example/post?p=1',
      'https://a.example/post/?p=1',
      'http://a.example/post?p=1',
      'http://a.example/post/?p=1',
    ],
    'https://a.example/': [
      'https://a.example',
      'https://a.example/',
      'http://a.example',
      'http://a.example/',
    ],
  })) {
    it(`asks for ${url} as others may have written it`, async () => {
      const sent = answer(service([]));
      await webmentionAdapter().list({ ...THREAD, url }, QUERY, call());
      // Both at the same time: which one arrives first is the browser's affair.
      expect(sent.map(({ url }) => url.pathname)).to.have.members(['/api/mentions.jf2', '/api/count']);
      for (const { url } of sent) expect(url.searchParams.getAll('target[]')).to.have.members(targets);
    });
  }

  it('asks for answers and mentions only, page by page, in the order wanted', async () => {
    const sent = answer(service([mention(1), mention(2)]));
    const adapter = webmentionAdapter({ endpoint: 'https://own.example/wm/' });
    const { nextCursor } = await adapter.list(THREAD, { sort: 'newest', limit: 2 }, call());
    await adapter.list(THREAD, { sort: 'oldest', limit: 3, cursor: nextCursor! }, call());
    const pages = sent
      .filter(({ url }) => url.pathname === '/wm/api/mentions.jf2')
      .map(({ url }) => url.searchParams);
    expect(pages.map((search) => search.get('page'))).to.deep.equal(['0', '1']);
    expect(pages.map((search) => search.get('per-page'))).to.deep.equal(['2', '3']);
    expect(pages.map((search) => search.get('sort-dir'))).to.deep.equal(['down', 'up']);
    for (const search of pages) {
      expect(search.getAll('wm-property[]')).to.deep.equal(['in-reply-to', 'mention-of']);
    }
  });

  it('gives what bears no date where it belongs by when it was received', async () => {
    const server = new WebmentionStandIn();
    serve({ [server.origin]: [server, newClient()] });
    for (const text of ['One', 'Two', 'Three', 'Four']) server.add(THREAD.url, text);
    for (const [sort, expected] of [
      ['newest', ['Four', 'Three', 'Two', 'One']],
      ['oldest', ['One', 'Two', 'Three', 'Four']],
    ] as const) {
      const given: string[] = [];
      let cursor: string | null | undefined = '0';
      while (cursor) {
        const page: CommentPage = await webmentionAdapter().list(THREAD, { sort, limit: 1, cursor }, call());
        given.push(...page.comments.map(({ body }) => body.value.replace(/<.*?>/g, '')));
        cursor = page.nextCursor;
      }
      expect(given, sort).to.deep.equal(expected);
    }
  });

  it('ends where a page is not full', async () => {
    answer(service([mention(1)]));
    const { nextCursor } = await webmentionAdapter().list(THREAD, { sort: 'newest', limit: 2 }, call());
    expect(nextCursor).to.equal(null);
  });

  it('shows neither what is private nor what says nothing', async () => {
    const { comments, total } = await read([
      mention(1),
      mention(2, { 'wm-private': true }),
      mention(3, { 'wm-property': 'like-of' }),
      mention(4, { 'wm-property': 'mention-of' }),
    ]);
    expect(comments.map(({ id }) => id)).to.deep.equal(['1', '4']);
    expect(total, 'likes are no comments').to.equal(5);
  });

  it('takes the time it was received for that of writing where there is none', async () => {
    const times = [];
    for (const published of [null, 'junk', '2025-12-31T23:00:00-05:00', '2025-12-31T23:00:00']) {
      times.push((await first({ published })).createdAt);
    }
    expect(times).to.deep.equal([
      '2026-01-02T03:04:05.000Z',
      '2026-01-02T03:04:05.000Z',
      '2026-01-01T04:00:00.000Z',
      '2025-12-31T23:00:00.000Z',
    ]);
  });

  it('shows a page that mentions this one by its title, or by how it begins', async () => {
    const body = async (more: Json) => (await first({ 'wm-property': 'mention-of', ...more })).body;
    expect(await body({ name: 'A <b>post</b>' })).to.deep.equal({ format: 'text', value: 'A <b>post</b>' });
    const { format, value } = await body({ content: { html: '<p>x</p>', text: 'word '.repeat(1000) } });
    expect(format).to.equal('text');
    expect(value)
      .to.match(/word…$/)
      .and.to.have.length.below(301);
  });

  it('shows an answer as it was written, or by its title', async () => {
    expect((await first({})).body).to.deep.equal({ format: 'html', value: '<p>Hello</p>' });
    expect((await first({ content: { text: 'Plain' } })).body).to.deep.equal({
      format: 'text',
      value: 'Plain',
    });
    expect((await first({ content: null, name: 'Title' })).body.value).to.equal('Title');
    const summary = { 'content-type': 'text/plain', value: 'In short' };
    expect((await first({ content: null, summary })).body).to.deep.equal({
      format: 'text',
      value: 'In short',
    });
    const mentioning = { 'wm-property': 'mention-of', content: null, summary };
    expect((await first(mentioning)).body).to.deep.equal({ format: 'text', value: 'In short' });
  });

  it('leads to where it was written, and tells of the author what is known', async () => {
    expect(await first({})).to.deep.include({
      permalink: 'https://bo.example/1',
      author: { name: 'Bo', url: 'https://bo.example/' },
      parentId: null,
    });
    expect((await first({ url: 'https://bo.example/nice' })).permalink).to.equal('https://bo.example/nice');
    expect((await first({ author: { name: '', url: null } })).author).to.deep.equal({ name: '' });
  });

  it('counts answers and mentions of each page', async () => {
    answer(({ url }) => ({
      count: 50,
      type: url.searchParams.get('target[]')!.includes('other')
        ? { like: 3 }
        : { reply: 4, mention: 1, like: 45 },
    }));
    const other = { ...THREAD, url: 'https://other.example/' };
    expect(await webmentionAdapter().counts!([other, THREAD], call())).to.deep.equal([0, 5]);
  });

  it('passes on what the service says is wrong', async () => {
    answer(() => Response.json({ error: 'invalid_input', error_description: 'Why' }, { status: 400 }));
    const error = await failure(webmentionAdapter().list(THREAD, QUERY, call()));
    expect(error.code).to.equal('invalid');
    expect(error.message).to.contain('Why');
  });
});
