import { expect } from '@open-wc/testing';
import { discourseAdapter } from '../../../src/adapters/discourse.ts';
import type { NewComment } from '../../../src/core/adapter/adapter.ts';
import { newClient, serve } from '../../conformance/stand-ins/browser.ts';
import { DiscourseStandIn, type DiscourseSettings } from '../../conformance/stand-ins/discourse.ts';
import { THREAD } from '../core/samples.ts';
import { answer, call, failure, QUERY, write } from './answers.ts';

const ENDPOINT = 'https://forum.example';
const KEY = 'secret-user-api-key';
const ANA = { username: 'ana', name: 'Ana' };
const comment = (value: string): NewComment => ({
  parentId: null,
  author: { name: '' },
  body: { format: 'markdown', value },
});

function start(settings: DiscourseSettings = {}) {
  const server = new DiscourseStandIn({ users: { [KEY]: ANA }, ...settings });
  serve({ [ENDPOINT]: [server, newClient()] });
  const thread = { ...THREAD, key: `${server.topicFor('a page')}` };
  return { server, thread, adapter: discourseAdapter({ endpoint: ENDPOINT, userApiKey: KEY }) };
}

const post = (post_number: number, more: object = {}) => ({
  id: 100 + post_number,
  post_number,
  username: 'ana',
  avatar_template: '/a/{size}.png',
  cooked: `<p>${post_number}</p>`,
  created_at: '2026-01-02T03:04:05.000Z',
  reply_count: 0,
  reply_to_post_number: null,
  version: 1,
  ...more,
});

const topic = (posts: readonly { readonly id: number }[], stream = posts.map(({ id }) => id)) => ({
  post_stream: { posts, stream },
  closed: false,
  details: {},
});

describe('discourseAdapter', () => {
  it('tells the owner that a thread is named by a number', async () => {
    answer(() => ({}));
    for (const key of ['https://page.example/', 'a topic', '']) {
      const error = await failure(
        discourseAdapter({ endpoint: ENDPOINT }).list({ ...THREAD, key }, QUERY, call()),
      );
      expect(error.code).to.equal('not-found');
      expect(error.message).to.contain("topic's number");
    }
  });

  it('leaves out the post that stands for the page', async () => {
    const { adapter, thread, server } = start();
    server.write(Number(thread.key), 'First', ANA);
    const { comments, total } = await adapter.list(thread, QUERY, call());
    expect(comments.map(({ id }) => id)).to.deep.equal(['2']);
    expect(total).to.equal(1);
  });

  it('asks for the posts that did not come along, in chunks', async () => {
    const all = Array.from({ length: 60 }, (_, index) => post(index + 1));
    const sent = answer(({ url }) => {
      if (!url.pathname.endsWith('/posts.json'))
        return topic(
          all.slice(0, 20),
          all.map(({ id }) => id),
        );
      const ids = url.searchParams.getAll('post_ids[]').map(Number);
      return { post_stream: { posts: all.filter(({ id }) => ids.includes(id)) } };
    });
    const adapter = discourseAdapter({ endpoint: ENDPOINT });
    const thread = { ...THREAD, key: '12' };
    const page = await adapter.list(thread, { sort: 'newest', limit: 50 }, call());
    expect(page.comments.map(({ id }) => Number(id))).to.deep.equal(
      Array.from({ length: 50 }, (_, n) => 60 - n),
    );
    const chunks = sent.slice(1).map(({ url }) => url.searchParams.getAll('post_ids[]').length);
    expect(chunks).to.deep.equal([20, 20]);
    const cursor = page.nextCursor!;
    const last = await adapter.list(thread, { sort: 'newest', limit: 50, cursor }, call());
    expect(last.comments.map(({ id }) => Number(id))).to.deep.equal([10, 9, 8, 7, 6, 5, 4, 3, 2]);
    expect(last.nextCursor).to.equal(null);
  });

  it('hangs replies on what they answer, and those to the first post on nothing', async () => {
    answer(() =>
      topic([post(1), post(2, { reply_to_post_number: 1 }), post(3, { reply_to_post_number: 2 })]),
    );
    const adapter = discourseAdapter({ endpoint: ENDPOINT });
    const { comments } = await adapter.list({ ...THREAD, key: '12' }, QUERY, call());
    expect(comments.map(({ parentId }) => parentId)).to.deep.equal([null, '2']);
  });

  it('announces as hidden what a later page brings, not what only quotes', async () => {
    answer(() =>
      topic([
        post(1),
        post(2, { reply_count: 3 }),
        post(3, { reply_to_post_number: 2 }),
        post(4, { reply_to_post_number: 2 }),
      ]),
    );
    const adapter = discourseAdapter({ endpoint: ENDPOINT });
    const hidden = async (sort: 'oldest' | 'newest', limit: number, cursor?: string) => {
      const query = { sort, limit, ...(cursor && { cursor }) };
      const { comments } = await adapter.list({ ...THREAD, key: '12' }, query, call());
      return comments.find(({ id }) => id === '2')?.hiddenReplies;
    };
    expect(await hidden('oldest', 2)).to.equal(2);
    expect(await hidden('oldest', 3), 'all are there').to.equal(undefined);
    expect(await hidden('newest', 1, '1:103'), 'they came before').to.equal(undefined);
  });

  it('shows what was just written as it was written, to be edited', async () => {
    const { adapter, thread } = start();
    const { comment: made } = await adapter.create!(thread, comment('Hello *you*'), write());
    expect(made.body).to.deep.equal({ format: 'markdown', value: 'Hello *you*' });
    expect(made.can?.edit).to.equal(true);
  });

  it('lets nobody edit a text that it does not have as it was written', async () => {
    answer(() => topic([post(1), post(2, { can_edit: true }), post(3, { can_edit: true, raw: 'So' })]));
    const adapter = discourseAdapter({ endpoint: ENDPOINT });
    const { comments } = await adapter.list({ ...THREAD, key: '12' }, QUERY, call());
    expect(comments.map(({ can }) => can?.edit)).to.deep.equal([false, true]);
  });

  it('leaves out notes of what was done to the topic, wherever they stand', async () => {
    const all = [post(1), post(2), post(3, { post_type: 3, cooked: '' }), post(4), post(5, { post_type: 3 })];
    const ids = all.map(({ id }) => id);
    answer(({ url }) =>
      url.pathname.endsWith('/posts.json') ? topic(all.slice(3)) : topic(all.slice(0, 3), ids),
    );
    const adapter = discourseAdapter({ endpoint: ENDPOINT });
    const thread = { ...THREAD, key: '12' };
    expect(await adapter.counts!([thread], call()), 'as far as it has seen them').to.deep.equal([3]);
    const { comments, total } = await adapter.list(thread, QUERY, call());
    expect(comments.map(({ id }) => id)).to.deep.equal(['2', '4']);
    expect(total).to.equal(2);
  });

  it('counts no comment twice as removed, and counts those again that came back', async () => {
    let given = [post(1), post(2, { user_deleted: true }), post(3, { can_delete: true })];
    answer(({ method, url }) => {
      if (method === 'DELETE') given = given.slice(0, 2);
      // Who may look after a topic is still given what they have deleted.
      if (url.pathname.startsWith('/posts/')) return post(3, { deleted_at: '2026-01-03T03:04:05.000Z' });
      return url.pathname.endsWith('/current.json') ? { current_user: ANA } : topic(given);
    });
    const adapter = discourseAdapter({ endpoint: ENDPOINT, userApiKey: KEY });
    const thread = { ...THREAD, key: '12' };
    const total = async () => (await adapter.list(thread, QUERY, call())).total;
    expect(await total()).to.equal(1);
    await adapter.remove!(thread, '3', write());
    expect(await total()).to.equal(0);
    given = [post(1), post(2), post(4)];
    expect(await total()).to.equal(2);
  });

  it('offers to take back a like, and to report, while the forum does', async () => {
    const like = (more: object) => ({ id: 2, count: 1, ...more });
    answer(() =>
      topic([
        post(1),
        post(2, { actions_summary: [like({ acted: true, can_undo: true })] }),
        post(3, { actions_summary: [like({ acted: true })] }),
        post(4, {
          actions_summary: [
            { id: 2, can_act: true },
            { id: 7, can_act: true },
          ],
        }),
      ]),
    );
    const adapter = discourseAdapter({ endpoint: ENDPOINT });
    const { comments } = await adapter.list({ ...THREAD, key: '12' }, QUERY, call());
    expect(comments.map(({ can }) => [can?.react, can?.report])).to.deep.equal([
      [true, false],
      [false, false],
      [true, true],
    ]);
  });

  it('takes a like for given, or for taken back, that was so elsewhere', async () => {
    const liked = { actions_summary: [{ id: 2, count: 1, acted: true, can_undo: true }] };
    for (const chosen of [true, false]) {
      answer(({ method, url }) => {
        if (method !== 'GET') return Response.json({ errors: ['No'] }, { status: chosen ? 403 : 404 });
        if (url.pathname.startsWith('/posts/')) return post(2, chosen ? liked : { actions_summary: [] });
        return url.pathname.endsWith('/current.json')
          ? { current_user: ANA }
          : topic([post(1), post(2, chosen ? {} : liked)]);
      });
      const adapter = discourseAdapter({ endpoint: ENDPOINT, userApiKey: KEY });
      const thread = { ...THREAD, key: '12' };
      await adapter.list(thread, QUERY, call());
      const { reactions } = await adapter.react!(thread, '2', { name: 'like', chosen }, write());
      expect(reactions?.[0]?.chosen).to.equal(chosen);
    }
  });

  it('says that a topic is closed to whom it is', async () => {
    const closedTo = async (more: object, userApiKey?: string) => {
      answer(({ url }) =>
        url.pathname.endsWith('/current.json') ? { current_user: ANA } : { ...topic([post(1)]), ...more },
      );
      const adapter = discourseAdapter({ endpoint: ENDPOINT, ...(userApiKey && { userApiKey }) });
      return (await adapter.list({ ...THREAD, key: '12' }, QUERY, call())).thread?.closed;
    };
    expect(await closedTo({ details: {} }), 'readers').to.be.false;
    expect(await closedTo({ archived: true }), 'readers').to.be.true;
    expect(await closedTo({ details: {} }, KEY), 'who may not write in its category').to.be.true;
    expect(await closedTo({ details: { can_create_post: true } }, KEY)).to.be.false;
    expect(await closedTo({ closed: true, details: { can_create_post: true } }, KEY), 'staff').to.be.false;
  });

  it('says that a post is in the queue', async () => {
    const { adapter, thread } = start({ approvePosts: true });
    const { status, comment: made } = await adapter.create!(thread, comment('Hello'), write());
    expect([status, made.status, made.body.value, made.author.name]).to.deep.equal([
      'pending',
      'pending',
      'Hello',
      'Ana',
    ]);
  });

  it('understands its refusals', async () => {
    const short = start({ minPostLength: 20 });
    const error = await failure(short.adapter.create!(short.thread, comment('Hello'), write()));
    expect([error.code, error.fields]).to.deep.equal(['invalid', { body: 'too-short' }]);

    const limited = start({ waitSeconds: 7 });
    const wait = await failure(limited.adapter.list(limited.thread, QUERY, call()));
    expect([wait.code, wait.retryAfter]).to.deep.equal(['rate-limited', 7_000]);

    const reader = start();
    const anonymous = discourseAdapter({ endpoint: ENDPOINT });
    const refused = await failure(anonymous.create!(reader.thread, comment('Hello'), write()));
    expect(refused.code).to.equal('auth-required');

    const closed = start();
    closed.server.close(Number(closed.thread.key));
    expect((await closed.adapter.list(closed.thread, QUERY, call())).thread?.closed).to.be.true;
    const late = await failure(closed.adapter.create!(closed.thread, comment('Hello'), write()));
    expect(late.code).to.equal('closed');
  });

  for (const [said, code, fields] of [
    ['Body is limited to 32000 characters; you entered 32001.', 'invalid', { body: 'too-long' }],
    ['Body is too short (minimum is 20 characters)', 'invalid', { body: 'too-short' }],
    ['Body seems unclear, is it a complete sentence?', 'invalid', {}],
    ['Sorry, new users can only put 2 links in a post.', 'invalid', {}],
    ['Body is too similar to what you recently posted', 'duplicate', {}],
    ['That post was created too long ago. It can no longer be edited or deleted.', 'edit-expired', {}],
    ['This topic is in slow mode.', 'rate-limited', {}],
    ["We're sorry, but new users are temporarily limited to 3 replies in the same topic.", 'forbidden', {}],
    ['No more than 3 consecutive replies are allowed. Please edit your previous reply.', 'forbidden', {}],
  ] as const) {
    it(`understands "${said}"`, async () => {
      answer(() => Response.json({ action: 'create_post', errors: [said] }, { status: 422 }));
      const adapter = discourseAdapter({ endpoint: ENDPOINT, userApiKey: KEY });
      const error = await failure(adapter.create!({ ...THREAD, key: '12' }, comment('Hello'), write()));
      expect([error.code, error.fields]).to.deep.equal([code, fields]);
    });
  }

  it('keeps the key in a header that the forum allows, and out of everything else', async () => {
    const sent = answer(({ url }) =>
      url.pathname.endsWith('/current.json')
        ? { current_user: { username: 'ana' } }
        : topic([post(1), post(2)]),
    );
    const adapter = discourseAdapter({ endpoint: ENDPOINT, userApiKey: KEY });
    const page = await adapter.list({ ...THREAD, key: '12' }, QUERY, call());
    for (const { url, headers } of sent) {
      expect(headers.get('user-api-key')).to.equal(KEY);
      expect(headers.has('api-key')).to.be.false;
      expect(url.href).not.to.contain(KEY);
    }
    answer(() => new Response('no', { status: 500 }));
    const error = await failure(adapter.list({ ...THREAD, key: '12' }, QUERY, call()));
    expect(JSON.stringify([page, error.message, { ...localStorage }, { ...sessionStorage }])).not.to.contain(
      KEY,
    );
  });

  it('only reads without a key', async () => {
    const { thread } = start();
    const { capabilities, viewer } = await discourseAdapter({ endpoint: ENDPOINT }).list(
      thread,
      QUERY,
      call(),
    );
    expect(capabilities).to.include({ create: false, edit: false, report: false, signIn: false });
    expect(viewer).to.equal(null);
  });

  it('makes addresses of avatars and profiles, whatever stands in names', async () => {
    answer(() =>
      topic([post(1), post(2, { username: 'a/\ud800b', avatar_template: '//cdn.example/{size}.png' })]),
    );
    const adapter = discourseAdapter({ endpoint: ENDPOINT });
    const { comments } = await adapter.list({ ...THREAD, key: '12' }, QUERY, call());
    expect(comments[0]!.author.avatarUrl).to.equal('https://cdn.example/96.png');
    expect(comments[0]!.author.url).to.match(/^https:\/\/forum\.example\/u\/a%2F/);
  });
});
