import { expect } from '@open-wc/testing';
import { twikooAdapter } from '../../../src/adapters/twikoo.ts';
import type { NewComment } from '../../../src/core/adapter/adapter.ts';
import { newClient, serve } from '../../conformance/stand-ins/browser.ts';
import { TwikooStandIn, type TwikooSettings } from '../../conformance/stand-ins/twikoo.ts';
import { THREAD } from '../core/samples.ts';
import { answer, call, failure, QUERY, type Sent, write } from './answers.ts';

const ENDPOINT = 'https://twikoo.example/.netlify/functions/twikoo';
const comment = (value: string, author: NewComment['author'] = { name: 'Ana' }): NewComment => ({
  parentId: null,
  author: { email: 'ana@mail.example', ...author },
  body: { format: 'text', value },
});

function start(settings: TwikooSettings = {}) {
  serve({ [ENDPOINT]: [new TwikooStandIn(settings), newClient()] });
  return twikooAdapter({ endpoint: ENDPOINT });
}

const eventOf = ({ body }: Sent) => body as Record<string, unknown>;

describe('twikooAdapter', () => {
  it('is nobody to the server before it writes or votes, and then always the same', async () => {
    const sent = answer((one) =>
      eventOf(one)['event'] === 'GET_CONFIG'
        ? { code: 0, config: {} }
        : { data: [], id: 'a', accessToken: 'x' },
    );
    const adapter = twikooAdapter({ endpoint: ENDPOINT });
    await adapter.list(THREAD, QUERY, call());
    expect(sent.some((one) => 'accessToken' in eventOf(one))).to.be.false;
    await adapter.create!(THREAD, comment('Hello'), write());
    await adapter.list(THREAD, QUERY, call());
    const tokens = sent.slice(2).map((one) => eventOf(one)['accessToken']);
    expect(new Set(tokens)).to.have.lengthOf(1);
    expect(tokens[0]).to.match(/^[0-9a-f]{32}$/);
    expect(sent.every(({ url }) => url.href === ENDPOINT)).to.be.true;
    expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }])).not.to.contain(tokens[0]);
  });

  it('sends text as markup that shows it as it is', async () => {
    const adapter = start();
    const text = 'a < b &\nc\n\n<b>"d"</b>';
    const { comment: made } = await adapter.create!(THREAD, comment(text), write());
    expect(made.body).to.deep.equal({
      format: 'html',
      value: '<p>a &lt; b &amp;<br>c</p><p>&lt;b>"d"&lt;/b></p>',
    });
  });

  it('goes by what the server is set to', async () => {
    const config = {
      SHOW_DISLIKE: 'false',
      DISPLAYED_FIELDS: 'nick,link',
      REQUIRED_FIELDS: 'nick,link',
      LIMIT_LENGTH: '100',
      CAPTCHA_PROVIDER: 'Turnstile',
    };
    const { capabilities } = await start({ config }).list(THREAD, QUERY, call());
    expect(capabilities).to.include({ votes: 'like', create: false, maxLength: 93 });
    expect(capabilities.fields).to.deep.equal({
      name: 'required',
      email: 'absent',
      website: 'required',
      location: 'absent',
    });
  });

  it('calls the one vote of such a server a like', async () => {
    const adapter = start({ config: { SHOW_DISLIKE: 'false' } });
    const { id } = (await adapter.create!(THREAD, comment('Hello'), write())).comment;
    const liked = await adapter.react!(THREAD, id, { name: 'like', chosen: true }, write());
    expect(liked.reactions).to.deep.equal([{ name: 'like', count: 1, chosen: true }]);
    expect((await adapter.list(THREAD, QUERY, call())).comments[0]!.reactions).to.deep.equal(liked.reactions);
  });

  it('says that a comment waits, to its author only', async () => {
    const adapter = start({ manualReview: true });
    expect((await adapter.create!(THREAD, comment('Hello'), write())).status).to.equal('pending');
    const [own] = (await adapter.list(THREAD, QUERY, call())).comments;
    expect([own!.status, own!.can?.remove]).to.deep.equal(['pending', true]);
    expect((await twikooAdapter({ endpoint: ENDPOINT }).list(THREAD, QUERY, call())).comments).to.be.empty;
  });

  for (const [answered, code, fields] of [
    [{ code: 1000, message: '发言频率过高' }, 'rate-limited', {}],
    [{ code: 1000, message: '邮箱格式不合法' }, 'invalid', { email: 'malformed' }],
    [{ code: 1000, message: '评论内容过长' }, 'invalid', { body: 'too-long' }],
    [{ code: 1000, message: '包含屏蔽词' }, 'invalid', { body: 'refused' }],
    [{ code: 1000, message: '请先登录管理面板，再使用博主身份发送评论' }, 'invalid', { email: 'refused' }],
    [{ code: 1000, message: '参数"id"不合法' }, 'invalid', {}],
    [{ code: 1000, message: '验证码 token 缺失，请刷新页面重试' }, 'challenge-required', {}],
    [{ code: 1001, message: '请更新 Twikoo 云函数至最新版本' }, 'unsupported', {}],
    [{ code: 1024, message: '' }, 'auth-required', {}],
    [{ code: 1403, message: '' }, 'forbidden', {}],
    [{ code: 1000, message: '?' }, 'server', {}],
    [{ data: [], message: 'A read that failed' }, 'server', {}],
  ] as const) {
    it(`understands ${JSON.stringify(answered)}`, async () => {
      answer((one) => (eventOf(one)['event'] === 'COMMENT_SUBMIT' ? answered : { code: 0, config: {} }));
      const error = await failure(
        twikooAdapter({ endpoint: ENDPOINT }).create!(THREAD, comment('A'), write()),
      );
      expect([error.code, error.fields]).to.deep.equal([code, fields]);
    });
  }

  it('says of a reply to what is not on the first page that it waits, and when it was written', async () => {
    const server = new TwikooStandIn({ pageSize: 2, manualReview: true });
    serve({ [ENDPOINT]: [server, newClient()] });
    const adapter = twikooAdapter({ endpoint: ENDPOINT });
    const { id } = (await adapter.create!(THREAD, comment('Root'), write())).comment;
    for (const text of ['One', 'Two']) await adapter.create!(THREAD, comment(text), write());
    const { nextCursor } = await adapter.list(THREAD, QUERY, call());
    const made = await adapter.create!(THREAD, { ...comment('Reply'), parentId: id }, write());
    const { comments } = await adapter.list(THREAD, { ...QUERY, cursor: nextCursor! }, call());
    expect(made.status).to.equal('pending');
    expect(comments.find((one) => one.id === made.comment.id)).to.deep.equal(made.comment);
  });

  it('counts what is listed under both names of a page', async () => {
    const adapter = start();
    const [page, slashed] = ['/a', '/a/'].map((key) => ({ ...THREAD, key }));
    await adapter.create!(page!, comment('One'), write());
    await adapter.create!(slashed!, comment('Two'), write());
    expect((await adapter.list(page!, QUERY, call())).comments).to.have.lengthOf(2);
    expect(await adapter.counts!([page!, slashed!, THREAD], call())).to.deep.equal([2, 2, 0]);
  });

  it('removes only what is its own', async () => {
    const adapter = start();
    const { id } = (await adapter.create!(THREAD, comment('Hello'), write())).comment;
    const other = twikooAdapter({ endpoint: ENDPOINT });
    expect((await failure(other.remove!(THREAD, id, write()))).code).to.equal('forbidden');
    expect((await failure(adapter.remove!(THREAD, 'none', write()))).code).to.equal('not-found');
  });

  it('is not led in a circle by a server that always has more', async () => {
    const item = { id: 'a', comment: 'A', created: 1_700_000_000_000 };
    answer(() => ({ code: 0, config: {}, data: [item], more: true, count: 9 }));
    const adapter = twikooAdapter({ endpoint: ENDPOINT });
    const { nextCursor } = await adapter.list(THREAD, QUERY, call());
    expect(nextCursor).to.equal('1700000000000');
    expect((await adapter.list(THREAD, { ...QUERY, cursor: nextCursor! }, call())).nextCursor).to.equal(null);
  });
});
