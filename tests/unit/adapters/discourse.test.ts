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
      topic([
        post(1),
        post(2, { reply_to_post_number: 1, reply_count: 2 }),
        post(3, { reply_to_post_number: 2 }),
      ]),
    );
    const adapter = discourseAdapter({ endpoint: ENDPOINT });
    const { comments } = await adapter.list({ ...THREAD, key: '12' }, QUERY, call());
    expect(comments.map(({ parentId, hiddenReplies }) => [parentId, hiddenReplies])).to.deep.equal([
      [null, 1],
      ['2', undefined],
    ]);
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
