import { expect } from '@open-wc/testing';
import { remark42Adapter } from '../../../src/adapters/remark42.ts';
import type { NewComment } from '../../../src/core/adapter/adapter.ts';
import { newClient, serve } from '../../conformance/stand-ins/browser.ts';
import { Remark42StandIn, type Remark42Settings } from '../../conformance/stand-ins/remark42.ts';
import { replacePopup } from '../../support/popup.ts';
import { THREAD } from '../core/samples.ts';
import { answer, call, failure, QUERY, write } from './answers.ts';

const ELSEWHERE = 'https://remark42.example';
const HERE = `${location.origin}/remark42`;
const SITE = 'a-site';
const ANA = { id: 'github_ana', name: 'Ana' };
const EMPTY = { comments: [], info: { count: 0 } };
const comment = (value: string, name = 'Guest'): NewComment => ({
  parentId: null,
  author: { name },
  body: { format: 'markdown', value },
});

function startHere(settings: Remark42Settings = {}) {
  const server = new Remark42StandIn(settings);
  const cookies = new Map<string, string>();
  const client = newClient({ origin: location.origin, cookies });
  serve({ [HERE]: [server, client] });
  /** The one that pages can read, as the browser shows it to them. */
  const showCookie = () => (document.cookie = `XSRF-TOKEN=${cookies.get('XSRF-TOKEN') ?? ''}; path=/`);
  return { server, client, showCookie, adapter: remark42Adapter({ endpoint: HERE, site: SITE }) };
}

describe('remark42Adapter', () => {
  afterEach(() => (document.cookie = 'XSRF-TOKEN=; path=/; max-age=0'));

  it('writes the sort so that its plus arrives', async () => {
    const sent = answer(({ url }) => (url.pathname.endsWith('/find') ? EMPTY : {}));
    await remark42Adapter({ endpoint: ELSEWHERE, site: SITE }).list(THREAD, QUERY, call());
    const { search } = sent.find(({ url }) => url.pathname.endsWith('/find'))!.url;
    expect(search).to.contain('sort=%2Btime');
  });

  it('names the thread by the address of its page, or by its own name', async () => {
    const sent = answer(({ url }) => (url.pathname.endsWith('/find') ? EMPTY : {}));
    const adapter = remark42Adapter({ endpoint: ELSEWHERE, site: SITE });
    for (const key of ['https://page.example/a?b=c', 'a-thread']) {
      await adapter.list({ ...THREAD, key }, QUERY, call());
    }
    const urls = sent.flatMap(({ url }) => url.searchParams.getAll('url'));
    expect(urls).to.deep.equal(['https://page.example/a', 'a-thread']);
  });

  it('names it so that nothing changes when the server cleans it as the address of a link', async () => {
    const sent = answer(({ url }) => (url.pathname.endsWith('/find') ? EMPTY : {}));
    const adapter = remark42Adapter({ endpoint: ELSEWHERE, site: SITE });
    const keys = ["https://page.example/it's/a&b/100%/c%20d", '中 "\ud800"'];
    for (const key of keys) await adapter.list({ ...THREAD, key }, QUERY, call());
    const urls = sent.flatMap(({ url }) => url.searchParams.getAll('url'));
    expect(urls).to.deep.equal([
      'https://page.example/it%27s/a%26b/100%25/c%20d',
      '%E4%B8%AD%20%22%EF%BF%BD%22',
    ]);
  });

  it('only reads on pages of other origins, and sends no cookies', async () => {
    const requests: Request[] = [];
    const server = new Remark42StandIn({ providers: ['anonymous', 'github'] });
    const handle = server.handle.bind(server);
    server.handle = (request, client) => {
      requests.push(request);
      return handle(request, client);
    };
    serve({ [ELSEWHERE]: [server, newClient()] });
    const adapter = remark42Adapter({ endpoint: ELSEWHERE, site: SITE });
    const { capabilities, viewer } = await adapter.list(THREAD, QUERY, call());
    expect(capabilities).to.include({ create: false, votes: 'none', signIn: false, preview: false });
    expect(viewer).to.equal(null);
    expect([adapter.create, adapter.react, adapter.signIn]).to.deep.equal([undefined, undefined, undefined]);
    for (const { credentials, headers } of requests) {
      expect([credentials, headers.has('x-xsrf-token')]).to.deep.equal(['omit', false]);
    }
  });

  it('signs guests in by their name when they write', async () => {
    const { adapter, showCookie, client } = startHere();
    const before = await adapter.list(THREAD, QUERY, call());
    expect(before.capabilities.fields.name).to.equal('required');
    expect((await failure(adapter.create!(THREAD, comment('Hello', 'A'), write()))).fields).to.deep.equal({
      name: 'refused',
    });
    const set = client.cookies.set.bind(client.cookies);
    client.cookies.set = (...pair) => {
      const changed = set(...pair);
      showCookie();
      return changed;
    };
    const { comment: made } = await adapter.create!(THREAD, comment('Hello', 'Guest'), write());
    expect([made.author.name, made.can?.edit]).to.deep.equal(['Guest', true]);
    const after = await adapter.list(THREAD, QUERY, call());
    expect([after.viewer?.name, after.capabilities.fields.name]).to.deep.equal(['Guest', 'absent']);
    await adapter.signOut!(call());
    expect((await adapter.list(THREAD, QUERY, call())).viewer).to.equal(null);
  });

  it('offers no votes to who has only a name, unless the server takes them', async () => {
    for (const [anonymousVotes, votes] of [
      [false, 'none'],
      [true, 'up-down'],
    ] as const) {
      const { adapter, server, client, showCookie } = startHere({ anonymousVotes });
      server.signIn(client, { id: 'anonymous_guest', name: 'Guest' });
      showCookie();
      const key = 'a-page';
      server.write(key, 'Hello', ANA);
      const { capabilities, comments } = await adapter.list({ ...THREAD, key }, QUERY, call());
      expect([capabilities.votes, comments[0]!.can?.react]).to.deep.equal([votes, anonymousVotes]);
    }
  });

  it('offers no votes to who is not signed in', async () => {
    const { adapter } = startHere({ providers: ['github'], anonymousVotes: true });
    expect((await adapter.list(THREAD, QUERY, call())).capabilities.votes).to.equal('none');
  });

  it('shows the comments also when the server does not say who is signed in, for too many have asked', async () => {
    const settings = { authRequests: 0 };
    const { adapter, server, client, showCookie } = startHere(settings);
    server.signIn(client, ANA);
    showCookie();
    const key = 'a-page';
    server.write(key, 'Hello', ANA);
    const { comments, viewer } = await adapter.list({ ...THREAD, key }, QUERY, call());
    expect([comments.length, viewer]).to.deep.equal([1, null]);
  });

  it('knows who has signed in by no more questions than the server takes', async () => {
    // Who is there at first, and whether they have signed in.
    const { adapter, server, client, showCookie } = startHere({ providers: ['github'], authRequests: 2 });
    await adapter.list(THREAD, QUERY, call());
    const popup = replacePopup();
    const signingIn = adapter.signIn!(call());
    await popup.whenOpened;
    server.signIn(client, ANA);
    showCookie();
    popup.close();
    await signingIn;
    expect((await adapter.list(THREAD, QUERY, call())).viewer?.name).to.equal('Ana');
  });

  it('is signed out also where the server has forgotten who was signed in', async () => {
    const { adapter } = startHere();
    await adapter.signOut!(call());
    expect((await adapter.list(THREAD, QUERY, call())).viewer).to.equal(null);
  });

  it('asks who may not write by a name only to sign in', async () => {
    const { adapter } = startHere({ providers: ['github'] });
    expect((await failure(adapter.create!(THREAD, comment('Hello'), write()))).code).to.equal(
      'auth-required',
    );
  });

  it('signs in at a window, and knows by the server when that is done', async () => {
    const { adapter, server, client, showCookie } = startHere({ providers: ['email', 'github'] });
    const popup = replacePopup();
    const signingIn = adapter.signIn!(call());
    await popup.whenOpened;
    expect(popup.opened[0]).to.match(
      new RegExp(`^${HERE}/auth/github/login\\?site=a-site&from=.*iframe.html%3FselfClose$`),
    );
    server.signIn(client, ANA);
    showCookie();
    await signingIn;
    expect(popup.closed).to.be.true;
    expect((await adapter.list(THREAD, QUERY, call())).viewer?.name).to.equal('Ana');
  });

  it('gives up when the window to sign in is closed', async () => {
    const { adapter } = startHere({ providers: ['github'] });
    const popup = replacePopup();
    const refused = failure(adapter.signIn!(call()));
    await popup.whenOpened;
    popup.close();
    expect((await refused).code).to.equal('auth-required');
  });

  for (const [code, status, expected] of [
    [7, 403, 'forbidden'],
    [8, 403, 'closed'],
    [10, 400, 'edit-expired'],
    [11, 400, 'has-replies'],
    [1, 400, 'not-found'],
    [0, 500, 'server'],
  ] as const) {
    it(`understands the code ${code}`, async () => {
      answer(({ url }) =>
        url.pathname.endsWith('/comment/x')
          ? Response.json({ error: 'rejected', details: 'no', code }, { status })
          : {},
      );
      const adapter = remark42Adapter({ endpoint: HERE, site: SITE });
      const body = { format: 'markdown', value: 'A' } as const;
      expect((await failure(adapter.edit!(THREAD, 'x', body, write()))).code).to.equal(expected);
    });
  }

  it('understands the plain text of its middleware', async () => {
    answer(({ url }) =>
      url.pathname.endsWith('/preview') ? new Response('Unauthorized\n', { status: 401 }) : {},
    );
    const adapter = remark42Adapter({ endpoint: HERE, site: SITE });
    const body = { format: 'markdown', value: 'A' } as const;
    expect((await failure(adapter.preview!(THREAD, body, call()))).code).to.equal('auth-required');
  });

  it('reads a tree of any depth', async () => {
    const depth = 200_000;
    const level = (n: number) => `{"comment":{"id":"${n}","pid":"${n - 1 || ''}","text":"A"},"replies":[`;
    let text = '';
    for (let n = 1; n <= depth; n++) text += level(n);
    text = `{"comments":[${text}${']}'.repeat(depth)}],"info":{"count":${depth}}}`;
    answer(({ url }) => (url.pathname.endsWith('/find') ? new Response(text) : {}));
    const page = remark42Adapter({ endpoint: ELSEWHERE, site: SITE }).list(THREAD, QUERY, call());
    // Some engines do not read JSON that deep.
    const found = await page.then(
      ({ comments }) => comments.length,
      ({ code }: { code: string }) => code,
    );
    expect([depth, 'bad-response']).to.include(found);
  });

  it('takes two steps to the other side of a vote, and one back', async () => {
    const { adapter, server, client, showCookie } = startHere();
    server.signIn(client, ANA);
    showCookie();
    const id = server.write('a-page', 'Hello', { id: 'github_ben', name: 'Ben' });
    const thread = { ...THREAD, key: 'a-page' };
    await adapter.list(thread, QUERY, call());
    const scores = [];
    for (const [name, chosen] of [
      ['up', true],
      ['down', true],
      ['down', false],
      ['up', false],
    ] as const) {
      scores.push((await adapter.react!(thread, id, { name, chosen }, write())).score);
    }
    expect(scores).to.deep.equal([1, -1, 0, 0]);
  });
});
