import { expect } from '@open-wc/testing';
import { wordpressAdapter } from '../../../src/adapters/wordpress.ts';
import type { NewComment } from '../../../src/core/adapter/adapter.ts';
import { newClient, serve } from '../../conformance/stand-ins/browser.ts';
import { WordPressStandIn, type WordPressSettings } from '../../conformance/stand-ins/wordpress.ts';
import { THREAD } from '../core/samples.ts';
import { answer, call, failure, QUERY, write } from './answers.ts';

const ENDPOINT = 'https://blog.example';
const thread = (key: string) => ({ ...THREAD, key });
const comment = (value: string, more: Partial<NewComment['author']> = {}): NewComment => ({
  parentId: null,
  author: { name: 'Ana', email: 'ana@mail.example', ...more },
  body: { format: 'text', value },
});

function start(settings: WordPressSettings = {}) {
  const server = new WordPressStandIn(settings);
  serve({ [ENDPOINT]: [server, newClient()] });
  return { server, adapter: wordpressAdapter({ endpoint: ENDPOINT }) };
}

const item = (id: number, more: object = {}) => ({
  id,
  post: 7,
  parent: 0,
  author: 0,
  author_name: 'Ana',
  date_gmt: '2026-01-02T03:04:05',
  content: { rendered: `<p>${id}</p>` },
  status: 'approved',
  ...more,
});

const page = (items: readonly unknown[], headers: Record<string, string> = {}) =>
  Response.json(items, { headers: { 'x-wp-total': `${items.length}`, 'x-wp-totalpages': '1', ...headers } });

describe('wordpressAdapter', () => {
  for (const [key, slug] of Object.entries({
    'https://blog.example/2026/01/hello-world/': 'hello-world',
    'https://blog.example/caf%C3%A9': 'café',
    '/hello-world': 'hello-world',
    'hello-world': 'hello-world',
  })) {
    it(`finds the post of ${key} by its slug, once`, async () => {
      const { adapter, server } = start();
      server.addPost(slug);
      expect((await adapter.list(thread(key), QUERY, call())).comments).to.deep.equal([]);
      const sent = answer(() => page([]));
      await adapter.list(thread(key), QUERY, call());
      expect(sent.map(({ url }) => url.pathname)).not.to.include('/wp-json/wp/v2/posts');
    });
  }

  it('finds pages, too, and tells the owner what it looked for', async () => {
    const { adapter, server } = start();
    server.addPost('about', { type: 'pages' });
    await adapter.list(thread('https://blog.example/about/'), QUERY, call());
    const error = await failure(adapter.list(thread('https://blog.example/nowhere/'), QUERY, call()));
    expect(error.code).to.equal('not-found');
    expect(error.message).to.contain('"nowhere"');
    // It may have been published meanwhile.
    server.addPost('nowhere');
    await adapter.list(thread('https://blog.example/nowhere/'), QUERY, call());
  });

  it('tells that a post takes no more comments', async () => {
    const { adapter, server } = start({ guestsMayWrite: true });
    const { id } = server.addPost('closed', { open: false });
    expect((await adapter.list(thread(`${id}`), QUERY, call())).thread?.closed).to.be.true;
    expect((await failure(adapter.create!(thread(`${id}`), comment('Hello'), write()))).code).to.equal(
      'closed',
    );
  });

  it('tells the owner how guests may write', async () => {
    const { adapter, server } = start();
    const { id } = server.addPost('post');
    const error = await failure(adapter.create!(thread(`${id}`), comment('Hello'), write()));
    expect(error.code).to.equal('auth-required');
    expect(error.message).to.contain("add_filter('rest_allow_anonymous_comments', '__return_true')");
    expect(error.message).to.contain('mu-plugins');
  });

  it('takes its dates for UTC', async () => {
    answer(({ url }) => (url.pathname.endsWith('/comments') ? page([item(1)]) : []));
    const { comments } = await wordpressAdapter({ endpoint: ENDPOINT }).list(thread('7'), QUERY, call());
    expect(comments[0]!.createdAt).to.equal('2026-01-02T03:04:05.000Z');
  });

  it('sends text as text', async () => {
    const sent = answer(({ method }) => (method === 'POST' ? item(1) : page([])));
    await wordpressAdapter({ endpoint: ENDPOINT }).create!(thread('7'), comment('a < b && "c"'), write());
    expect((sent.at(-1)!.body as { content: string }).content).to.equal('a &lt; b &amp;&amp; &quot;c&quot;');
  });

  it('says that a comment waits', async () => {
    const { adapter, server } = start({ guestsMayWrite: true, moderated: true });
    const { id } = server.addPost('post');
    const { status } = await adapter.create!(thread(`${id}`), comment('Hello'), write());
    expect(status).to.equal('pending');
    expect((await adapter.list(thread(`${id}`), QUERY, call())).comments).to.deep.equal([]);
  });

  for (const [code, status, expected, fields] of [
    ['comment_duplicate', 409, 'duplicate', {}],
    ['comment_flood', 400, 'rate-limited', {}],
    ['rest_comment_author_data_required', 400, 'invalid', { name: 'required', email: 'required' }],
    ['comment_content_column_length', 400, 'invalid', { body: 'too-long' }],
    ['comment_author_email_column_length', 400, 'invalid', { email: 'too-long' }],
    ['rest_cannot_read', 401, 'auth-required', {}],
    ['constructor', 403, 'forbidden', {}],
  ] as const) {
    it(`understands ${code}`, async () => {
      answer(() => Response.json({ code, message: 'No', data: { status } }, { status }));
      const adapter = wordpressAdapter({ endpoint: ENDPOINT });
      const error = await failure(adapter.create!(thread('7'), comment('Hello'), write()));
      expect([error.code, error.fields]).to.deep.equal([expected, fields]);
    });
  }

  it('reads replies level by level, and no further than it must', async () => {
    const asked: (string | null)[] = [];
    answer(({ url }) => {
      if (!url.pathname.endsWith('/comments')) return [];
      const parent = url.searchParams.get('parent');
      asked.push(parent);
      if (parent === null) return page([], { 'x-wp-total': '3' });
      const id = Number(parent) + 1;
      return page([item(id, { parent: Number(parent), _links: id < 3 ? { children: [{}] } : {} })]);
    });
    const { comments, total } = await wordpressAdapter({ endpoint: ENDPOINT }).list(
      thread('7'),
      QUERY,
      call(),
    );
    expect(comments.map(({ id, parentId }) => [id, parentId])).to.deep.equal([
      ['1', null],
      ['2', '1'],
      ['3', '2'],
    ]);
    expect(asked.toSorted()).to.deep.equal(['0', '1', '2', null].toSorted());
    expect(total).to.equal(3);
  });

  it('stops at a server that says of every comment that there are replies', async () => {
    let requests = 0;
    answer(({ url }) => {
      if (!url.pathname.endsWith('/comments')) return [];
      return page([item(++requests, { _links: { children: [{}] } })]);
    });
    await wordpressAdapter({ endpoint: ENDPOINT }).list(thread('7'), QUERY, call());
    expect(requests).to.be.below(30);
  });

  it('sends cookies and a nonce only where it was given one', async () => {
    const sent = answer(({ url }) => (url.pathname.endsWith('/me') ? { id: 1, name: 'Ed' } : page([])));
    await wordpressAdapter({ endpoint: ENDPOINT }).list(thread('7'), QUERY, call());
    expect(sent.some(({ headers }) => headers.has('x-wp-nonce'))).to.be.false;
    const { viewer, capabilities } = await wordpressAdapter({ endpoint: ENDPOINT, nonce: 'n' }).list(
      thread('7'),
      QUERY,
      call(),
    );
    expect(viewer?.name).to.equal('Ed');
    expect([capabilities.edit, capabilities.fields.email]).to.deep.equal([false, 'absent']);
    expect(sent.at(-1)!.headers.get('x-wp-nonce')).to.equal('n');
  });
});
