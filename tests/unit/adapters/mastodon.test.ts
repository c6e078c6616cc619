import { expect } from '@open-wc/testing';
import { mastodonAdapter } from '../../../src/adapters/mastodon.ts';
import { THREAD } from '../core/samples.ts';
import { answer, call, failure, QUERY, type Sent, write } from './answers.ts';

const ENDPOINT = 'https://mastodon.example/@site/100';
const TOKEN = 'secret-token';

type Json = Record<string, unknown>;

const account = (more: Json = {}) => ({ id: '7', acct: 'bo', display_name: 'Bo', emojis: [], ...more });
const status = (id: string, more: Json = {}): Json => ({
  id,
  in_reply_to_id: '100',
  content: `<p>${id}</p>`,
  created_at: '2026-01-02T03:04:05.000Z',
  replies_count: 0,
  visibility: 'public',
  account: account(),
  ...more,
});

/** A server with these replies to the post, that takes whatever is written. */
const server =
  (replies: readonly Json[], root: Json = {}) =>
  ({ url, method, body }: Sent): unknown => {
    const { pathname } = url;
    if (pathname.endsWith('/context')) return { ancestors: [], descendants: replies };
    if (pathname.endsWith('/verify_credentials')) return account({ id: '9', acct: 'ana' });
    if (pathname.endsWith('/instance')) return { configuration: { statuses: { max_characters: 500 } } };
    if (pathname.endsWith('/source')) return { text: 'As *written*' };
    if (method === 'POST' || method === 'PUT')
      return status('900', { ...(body as Json), account: account({ id: '9' }) });
    return status('100', { replies_count: replies.length, ...root });
  };

async function read(replies: readonly Json[], root: Json = {}, options: { accessToken?: string } = {}) {
  answer(server(replies, root));
  return mastodonAdapter({ endpoint: ENDPOINT, ...options }).list(THREAD, { ...QUERY, limit: 100 }, call());
}

const bodyOf = async (reply: Json, root: Json = {}) =>
  (await read([status('1', reply)], root)).comments[0]!.body.value;

describe('mastodonAdapter', () => {
  for (const [endpoint, path] of Object.entries({
    'https://mastodon.example/@site/100': '/api/v1/statuses/100',
    'https://mastodon.example/users/site/statuses/100': '/api/v1/statuses/100',
    'https://mastodon.example/@who@elsewhere.example/100?x=1#y': '/api/v1/statuses/100',
    'https://pleroma.example/notice/9xAbC-': '/api/v1/statuses/9xAbC-',
  })) {
    it(`asks for the post at ${endpoint}`, async () => {
      const sent = answer(server([]));
      await mastodonAdapter({ endpoint }).list(THREAD, QUERY, call());
      // Both at once, so either may be there first.
      expect(sent.map(({ url }) => url.pathname)).to.have.members([path, `${path}/context`]);
      expect(sent.every(({ url }) => url.origin === new URL(endpoint).origin)).to.be.true;
    });
  }

  it('says that an address is none of a post', async () => {
    const sent = answer(() => ({}));
    for (const endpoint of [
      '',
      'mastodon.example/@a/1',
      'https://mastodon.example/@ana',
      'ftp://a.example/1',
    ]) {
      const { code, message } = await failure(mastodonAdapter({ endpoint }).list(THREAD, QUERY, call()));
      expect(code).to.equal('not-found');
      expect(message).to.contain('not the address of a post');
    }
    expect(sent).to.deep.equal([]);
  });

  it('makes direct replies top-level, and keeps ids that no number can hold', async () => {
    const id = '114000000000000001';
    const { comments } = await read([status(id), status('114000000000000002', { in_reply_to_id: id })]);
    expect(comments.map((comment) => [comment.id, comment.parentId])).to.deep.equal([
      [id, null],
      ['114000000000000002', id],
    ]);
  });

  it('tells of replies that the server counts but does not give', async () => {
    const replies = Array.from({ length: 60 }, (_, index) => status(`${200 + index}`));
    const page = await read([...replies.slice(0, 59), status('259', { replies_count: 3 })], {
      replies_count: 75,
    });
    expect(page.total).to.equal(60 + 15 + 3);
    expect(page.comments.find(({ id }) => id === '259')).to.include({ replyCount: 3, hiddenReplies: 3 });
    expect(page.comments[0]).not.to.have.property('hiddenReplies');
  });

  it('leaves custom emoji in texts as they are written, and out of names', async () => {
    const emojis = [{ shortcode: 'blob', url: 'https://files.example/b.png' }];
    const { comments } = await read([
      status('1', {
        content: '<p>:blob: hi</p>',
        emojis,
        account: account({ display_name: 'Bo :blob: :x:', emojis }),
      }),
      status('2', { account: account({ display_name: ':blob:', emojis }) }),
    ]);
    expect(comments[0]!.body.value).to.equal('<p>:blob: hi</p>');
    expect(comments.map(({ author }) => author.name)).to.deep.equal(['Bo :x:', 'bo']);
  });

  it('shows the content warning in place of what is behind it', async () => {
    const behind = {
      spoiler_text: 'The <end>',
      content: '<p>He wakes up</p>',
      url: 'https://mastodon.example/@bo/1',
    };
    const value = await bodyOf(behind);
    expect(value)
      .to.contain('<strong>The &lt;end&gt;</strong>')
      .and.to.contain('href="https://mastodon.example/@bo/1"');
    expect(value).not.to.contain('wakes');
    expect(await bodyOf(behind, { spoiler_text: 'Something else' })).not.to.contain('wakes');
  });

  it('shows what is behind a warning that the post itself has', async () => {
    const behind = { spoiler_text: 're: The end', content: '<p>He wakes up</p>' };
    expect(await bodyOf(behind, { spoiler_text: 'the end' })).to.contain('wakes');
  });

  it('makes attachments links, of addresses of the web only', async () => {
    const media_attachments = [
      { type: 'image', url: 'https://files.example/1.png?a="b"', description: 'A <fox>' },
      { type: 'image', url: 'javascript:alert(1)', description: 'Bad' },
      null,
    ];
    const value = await bodyOf({ media_attachments });
    expect(value).to.contain('<a href="https://files.example/1.png?a=&quot;b&quot;">A &lt;fox&gt;</a>');
    expect(value).not.to.contain('javascript:').and.not.to.contain('<img');
  });

  it('keeps language, time of edit, likes and the address', async () => {
    const [comment] = (
      await read([
        status('1', {
          language: 'pt',
          edited_at: '2026-02-03T04:05:06.000Z',
          favourites_count: 4,
          url: 'https://mastodon.example/@bo/1',
        }),
      ])
    ).comments;
    expect(comment).to.deep.include({
      editedAt: '2026-02-03T04:05:06.000Z',
      reactions: [{ name: 'like', count: 4 }],
      permalink: 'https://mastodon.example/@bo/1',
    });
    expect(comment!.body.lang).to.equal('pt');
  });

  it('shows what everybody may see only', async () => {
    const replies = ['public', 'unlisted', 'private', 'direct'].map((visibility) =>
      status(visibility, { visibility }),
    );
    const { comments } = await read(replies, {}, { accessToken: TOKEN });
    expect(comments.map(({ id }) => id).toSorted()).to.deep.equal(['public', 'unlisted']);
  });

  it('counts what it cannot understand', async () => {
    const { comments } = await read([status('1'), { id: 5 }, { content: '' }, status('2')]);
    expect(comments.filter((comment) => comment === null)).to.have.length(2);
  });

  it('lets nobody write without a token', async () => {
    const { capabilities } = await read([status('1')]);
    expect(capabilities).to.include({
      create: false,
      edit: false,
      remove: false,
      votes: 'none',
      signIn: false,
    });
    expect(mastodonAdapter({ endpoint: ENDPOINT })).not.to.have.any.keys('create', 'edit', 'remove', 'react');
  });

  it('shows the reader’s own comments as they were written, to be edited', async () => {
    const own = account({ id: '9' });
    const { comments, viewer } = await read(
      [
        status('1', { account: own }),
        status('2'),
        status('3', { account: own, media_attachments: [{ url: 'https://f.example/' }] }),
      ],
      {},
      { accessToken: TOKEN },
    );
    expect(viewer).to.include({ id: '9', name: 'Bo' });
    const [first, second, third] = comments;
    expect(first).to.deep.include({
      body: { format: 'text', value: 'As *written*' },
      can: { edit: true, remove: true },
    });
    expect(second!.can).to.deep.equal({ edit: false, remove: false });
    expect(third!.can, 'an edit would take its picture away').to.deep.equal({ edit: false, remove: true });
  });

  it('answers publicly, in the language of the page, under the key of the write', async () => {
    const sent = answer(server([]));
    const adapter = mastodonAdapter({ endpoint: ENDPOINT, accessToken: TOKEN });
    const draft = {
      parentId: null,
      author: { name: '' },
      body: { format: 'text', value: ' Hello ' },
    } as const;
    const { comment } = await adapter.create!({ ...THREAD, lang: 'zh-TW' }, draft, write('the key'));
    const post = sent.find(({ method }) => method === 'POST')!;
    expect(post.url.pathname).to.equal('/api/v1/statuses');
    expect(post.body).to.deep.equal({
      status: 'Hello',
      in_reply_to_id: '100',
      visibility: 'public',
      // Which regions are languages the server knows; it takes off the others.
      language: 'zh-TW',
    });
    expect(post.headers.get('idempotency-key')).to.equal('the key');
    expect(comment.body).to.include({ format: 'text', value: 'Hello' });
  });

  it('has the token in a header and nowhere else', async () => {
    const sent = answer((request) =>
      request.method === 'GET' ? server([])(request) : Response.json({ error: 'no' }, { status: 422 }),
    );
    const adapter = mastodonAdapter({ endpoint: ENDPOINT, accessToken: TOKEN });
    const page = await adapter.list(THREAD, QUERY, call());
    const body = { format: 'text', value: 'Hello' } as const;
    const error = await failure(
      adapter.create!(THREAD, { parentId: null, author: { name: '' }, body }, write()),
    );
    expect(error).to.deep.include({ code: 'invalid', fields: { body: 'refused' } });
    const told = [
      error.message,
      String(error.stack),
      String(error.cause),
      JSON.stringify(page),
      JSON.stringify(adapter),
    ];
    for (const text of [...told, ...sent.map(({ url, body }) => `${url} ${JSON.stringify(body)}`)]) {
      expect(text).not.to.contain(TOKEN);
    }
    expect(sent.every(({ headers }) => headers.get('authorization') === `Bearer ${TOKEN}`)).to.be.true;
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.to.contain(TOKEN);
  });

  it('reads further pages out of what the first came from', async () => {
    const sent = answer(server(Array.from({ length: 5 }, (_, index) => status(`${index}`))));
    const adapter = mastodonAdapter({ endpoint: ENDPOINT });
    const { nextCursor } = await adapter.list(THREAD, { ...QUERY, limit: 2 }, call());
    await adapter.list(THREAD, { ...QUERY, limit: 2, cursor: nextCursor! }, call());
    await adapter.list(THREAD, { ...QUERY, limit: 2, page: 3 }, call());
    expect(sent).to.have.length(2);
    await adapter.list(THREAD, { ...QUERY, limit: 2 }, call());
    expect(sent).to.have.length(4);
  });

  it('tells refusals apart', async () => {
    const reset = new Date(Date.now() + 60_000).toISOString();
    const codes = [];
    for (const code of [401, 403, 404, 429, 503]) {
      answer(() =>
        Response.json({ error: 'Why' }, { status: code, headers: { 'x-ratelimit-reset': reset } }),
      );
      const error = await failure(mastodonAdapter({ endpoint: ENDPOINT }).list(THREAD, QUERY, call()));
      expect(error.message).to.contain('Why');
      codes.push(error.code);
      if (code === 429) expect(error.retryAfter).to.be.within(50_000, 60_000);
      else expect(error.retryAfter).to.be.undefined;
    }
    expect(codes).to.deep.equal(['auth-required', 'forbidden', 'not-found', 'rate-limited', 'server']);
  });
});
