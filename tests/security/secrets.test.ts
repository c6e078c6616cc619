import { expect } from '@open-wc/testing';
import { artalkAdapter } from '../../src/adapters/artalk.ts';
import { blueskyAdapter } from '../../src/adapters/bluesky.ts';
import { discourseAdapter } from '../../src/adapters/discourse.ts';
import { githubAdapter } from '../../src/adapters/github.ts';
import { issoAdapter } from '../../src/adapters/isso.ts';
import { mastodonAdapter } from '../../src/adapters/mastodon.ts';
import { remark42Adapter } from '../../src/adapters/remark42.ts';
import { restAdapter } from '../../src/adapters/rest.ts';
import { twikooAdapter } from '../../src/adapters/twikoo.ts';
import { walineAdapter } from '../../src/adapters/waline.ts';
import { wordpressAdapter } from '../../src/adapters/wordpress.ts';
import type { CommentsAdapter } from '../../src/core/adapter/adapter.ts';
import type { ThreadRef } from '../../src/core/model/thread.ts';
import { ArtalkStandIn } from '../conformance/stand-ins/artalk.ts';
import { ANA, ANA_TOKEN as BLUESKY_TOKEN, BlueskyStandIn } from '../conformance/stand-ins/bluesky.ts';
import { type Client, newClient, type StandIn } from '../conformance/stand-ins/browser.ts';
import { DiscourseStandIn } from '../conformance/stand-ins/discourse.ts';
import { ANA_SESSION, ANA_TOKEN, GitHubStandIn, SITE } from '../conformance/stand-ins/github.ts';
import { IssoStandIn } from '../conformance/stand-ins/isso.ts';
import { MastodonStandIn } from '../conformance/stand-ins/mastodon.ts';
import { Remark42StandIn } from '../conformance/stand-ins/remark42.ts';
import { TwikooStandIn } from '../conformance/stand-ins/twikoo.ts';
import { WalineStandIn } from '../conformance/stand-ins/waline.ts';
import { MODERATOR_COOKIE, WordPressStandIn } from '../conformance/stand-ins/wordpress.ts';
import { placeComments } from '../support/place.ts';
import { replacePopup } from '../support/popup.ts';
import { replaceProperty } from '../support/replace.ts';
import { until } from '../support/until.ts';
import { type Traces, watchTraces } from './support/traces.ts';

/** What nobody but the server may learn; told from everything else. */
const TAINT = 'taint.4f1d9c';

/** An adapter with a secret, as a page has it once its reader can write. */
interface Opened {
  readonly adapter: CommentsAdapter;
  readonly key: string;
}

interface Case {
  readonly secrets: readonly string[];
  /** Plays the servers, and gives the adapter. */
  readonly open: (answerWith: (respond: Respond) => void) => Promise<Opened> | Opened;
  /** Places where a secret may be, each with its reason. */
  readonly mayBeIn?: Readonly<Record<string, string>>;
  /** Writes that carry neither JSON nor a header of their own; each with its reason. */
  readonly simple?: Readonly<Record<string, string>>;
}

type Respond = (request: Request) => Promise<Response> | Response;

const ENDPOINT = 'https://comments.example';

/** Whose thread is called so. */
const from =
  (server: StandIn, client: Client = newClient()): Respond =>
  (request) =>
    server.handle(request, client);

async function signedIn(adapter: CommentsAdapter, message: unknown): Promise<CommentsAdapter> {
  const popup = replacePopup();
  const signingIn = adapter.signIn!({ signal: AbortSignal.timeout(5_000) });
  await popup.whenOpened;
  popup.tell(message, ENDPOINT);
  await signingIn;
  return adapter;
}

const CASES: Readonly<Record<string, Case>> = {
  artalk: {
    secrets: [TAINT],
    async open(answerWith) {
      const user = {
        id: 7,
        name: 'Edith',
        email: 'edith@mail.example',
        link: '',
        badge_name: '',
        is_admin: true,
      };
      answerWith(from(new ArtalkStandIn({ users: { [TAINT]: user }, providers: ['github'] })));
      const adapter = artalkAdapter({ endpoint: ENDPOINT, site: 'A site', timeZone: 'Asia/Shanghai' });
      return {
        adapter: await signedIn(adapter, { type: 'ATK_AUTH_CALLBACK', payload: TAINT }),
        key: '/post',
      };
    },
  },
  bluesky: {
    secrets: [BLUESKY_TOKEN],
    open(answerWith) {
      const server = new BlueskyStandIn();
      answerWith(from(server));
      const session = { service: server.pds, did: ANA, accessJwt: BLUESKY_TOKEN };
      return { adapter: blueskyAdapter({ endpoint: server.addPost(), session }), key: '/post' };
    },
  },
  discourse: {
    secrets: [TAINT],
    open(answerWith) {
      const server = new DiscourseStandIn({ users: { [TAINT]: { username: 'ana', name: 'Ana' } } });
      answerWith(from(server));
      const key = String(server.topicFor('/post'));
      return { adapter: discourseAdapter({ endpoint: ENDPOINT, userApiKey: TAINT }), key };
    },
  },
  'github with a token': {
    secrets: [ANA_TOKEN],
    open(answerWith) {
      answerWith(from(new GitHubStandIn()));
      return {
        adapter: githubAdapter({ site: SITE, category: 'Comments', token: ANA_TOKEN }),
        key: 'a post',
      };
    },
  },
  'github, back from signing in': {
    secrets: [ANA_TOKEN, ANA_SESSION],
    open(answerWith) {
      const server = new GitHubStandIn();
      answerWith(from(server));
      const address = new URL(location.href);
      address.searchParams.set('giscus', ANA_SESSION);
      history.replaceState(history.state, '', address);
      const adapter = githubAdapter({ endpoint: server.service, site: SITE, category: 'Comments' });
      return { adapter, key: 'a post' };
    },
    simple: {
      'POST https://giscus.example/api/oauth/token': 'the service answers no preflight; no cookie goes along',
    },
  },
  isso: {
    // The secret is a cookie, which only the browser knows.
    secrets: [],
    open(answerWith) {
      answerWith(from(new IssoStandIn()));
      return { adapter: issoAdapter({ endpoint: ENDPOINT }), key: '/post' };
    },
    simple: { [`POST ${ENDPOINT}/id/1/like`]: 'a vote, for which the server has no other form' },
  },
  mastodon: {
    secrets: ['ana-token'],
    open(answerWith) {
      const server = new MastodonStandIn();
      answerWith(from(server));
      return {
        adapter: mastodonAdapter({ endpoint: server.addPost(), accessToken: 'ana-token' }),
        key: '/post',
      };
    },
  },
  remark42: {
    secrets: ['token-of-github_ana'],
    open(answerWith) {
      const server = new Remark42StandIn();
      const client = newClient({ origin: location.origin });
      server.signIn(client, { id: 'github_ana', name: 'Ana' });
      document.cookie = 'XSRF-TOKEN=token-of-github_ana; path=/';
      answerWith(from(server, client));
      return {
        adapter: remark42Adapter({ endpoint: `${location.origin}/remark42/`, site: 'a-site' }),
        key: '/post',
      };
    },
  },
  rest: {
    secrets: [TAINT],
    open(answerWith) {
      answerWith(ownServer);
      return { adapter: restAdapter({ endpoint: ENDPOINT }), key: '/post' };
    },
    mayBeIn: { sessionStorage: 'so that authors can change their comment after a reload; gone with the tab' },
  },
  twikoo: {
    // Made by the adapter, so that any will do: all that it sends as one is looked for.
    secrets: [],
    open(answerWith) {
      answerWith(from(new TwikooStandIn()));
      return { adapter: twikooAdapter({ endpoint: ENDPOINT }), key: '/post' };
    },
  },
  waline: {
    secrets: [TAINT],
    async open(answerWith) {
      const user = { objectId: 7, display_name: 'Ana', url: '', type: 'guest' } as const;
      answerWith(from(new WalineStandIn({ users: { [TAINT]: user } })));
      const adapter = walineAdapter({ endpoint: ENDPOINT });
      return {
        adapter: await signedIn(adapter, { type: 'userInfo', data: { ...user, token: TAINT } }),
        key: '/post',
      };
    },
  },
  wordpress: {
    secrets: [TAINT],
    open(answerWith) {
      const server = new WordPressStandIn({ nonce: TAINT });
      const origin = new URL(ENDPOINT).origin;
      answerWith(from(server, newClient({ origin, cookies: new Map([MODERATOR_COOKIE]) })));
      const key = String(server.addPost('a-post').id);
      return { adapter: wordpressAdapter({ endpoint: ENDPOINT, nonce: TAINT }), key };
    },
  },
};

/** What Colloquy's own server says: to whoever writes, the token with which they can change it. */
function ownServer(request: Request): Response {
  const comment = {
    id: '1',
    parentId: null,
    author: { name: 'Ana' },
    body: { format: 'text', value: 'Mine' },
    createdAt: '2026-01-02T03:04:05.000Z',
    status: 'pending',
  };
  const until = new Date(Date.now() + 900_000).toISOString();
  if (request.method === 'GET' && !/comments\/1$/.test(request.url)) {
    const capabilities = { create: true, edit: true, remove: true, report: true, sorts: ['newest'] };
    return Response.json({ comments: [comment], total: 1, capabilities, thread: { version: 1 } });
  }
  if (request.method === 'POST') {
    return Response.json({ status: 'pending', comment, ownerToken: TAINT, editableUntil: until });
  }
  return Response.json(request.method === 'DELETE' ? { comment: null } : comment);
}

/** A server that goes wrong, and says again what it was told in confidence, wherever it could. */
function repeatAll(status: number): Respond {
  return (request) => {
    const told = `Refused: ${[...request.headers].map(([name, value]) => `${name}: ${value}`).join('; ')}`;
    const words = [
      'message',
      'msg',
      'errmsg',
      'error',
      'error_description',
      'detail',
      'details',
      'title',
      'code',
    ];
    const said = {
      ...Object.fromEntries(words.map((word) => [word, told])),
      errno: 1000,
      errors: [{ message: told, type: told }],
      data: { message: told },
    };
    if (status === 0) throw new TypeError('Failed to fetch');
    return status === 299 ? new Response(told) : Response.json(said, { status });
  };
}

interface Asked {
  readonly request: Request;
  readonly body: string;
  /** What the request says by itself, and not by what browsers take for granted. */
  readonly init: RequestInit;
}

describe('what an adapter was given in confidence', () => {
  for (const [name, { secrets, open, mayBeIn = {}, simple = {} }] of Object.entries(CASES)) {
    it(`${name}: goes to its server, and is nowhere else`, async function () {
      this.timeout(20_000);
      localStorage.clear();
      sessionStorage.clear();
      const address = location.href;
      const { traces, note } = watchTraces();
      const asked: Asked[] = [];
      let respond: Respond = repeatAll(500);
      replaceProperty(globalThis, 'fetch', async (input: RequestInfo | URL, init: RequestInit = {}) => {
        const request = new Request(input, init);
        note('addresses of requests', request.url);
        asked.push({ request, body: await request.clone().text(), init });
        const answer = await respond(request);
        if (answer.type === 'error') throw new TypeError('Failed to fetch');
        return answer;
      });
      replaceProperty(
        globalThis,
        'EventSource',
        class extends EventTarget {
          constructor(source: string) {
            super();
            note('addresses of requests', source);
          }
          close(): void {}
        },
      );
      try {
        const { adapter, key } = await open((next) => (respond = next));
        const thread = { key, url: 'https://page.example/post', title: 'A post' };
        await useAll(adapter, thread, note);
        const hidden = [...secrets, ...(name === 'twikoo' ? accessTokensIn(asked) : [])];
        if (name !== 'isso') expect(hidden.length).to.be.at.least(1);
        for (const secret of hidden) expect(told(asked), 'the server is told').to.include(secret);
        for (const status of [400, 401, 403, 404, 409, 500, 200, 299, 0]) {
          respond = repeatAll(status);
          await useAll(adapter, thread, note);
        }
        note('the adapter', adapter);
        for (const secret of hidden) expect(placesWith(traces, secret)).to.deep.equal(Object.keys(mayBeIn));
        expect(carelessWrites(asked)).to.deep.equal(Object.keys(simple));
        expect(asked.filter(({ init }) => !init.credentials).map(({ request }) => request.url)).to.deep.equal(
          [],
        );
      } finally {
        document.cookie = 'XSRF-TOKEN=; path=/; max-age=0';
        history.replaceState(history.state, '', address);
        localStorage.clear();
        sessionStorage.clear();
      }
    });
  }

  it('would be found in each of these places', () => {
    const { traces, note } = watchTraces();
    for (const place of ['addresses of requests', 'answers', 'the adapter']) note(place, { deep: [TAINT] });
    note('errors', new Error('outer', { cause: new Error(`it is ${TAINT}`) }));
    console.warn('Colloquy:', new Error(TAINT));
    dispatchEvent(Object.assign(new Event('colloquy-error'), { error: new Error(TAINT) }));
    localStorage.setItem('x', TAINT);
    sessionStorage.setItem('x', TAINT);
    const host = document.body.appendChild(document.createElement('div'));
    host.attachShadow({ mode: 'open' }).append(Object.assign(document.createElement('p'), { title: TAINT }));
    const address = location.href;
    history.replaceState(history.state, '', `#${TAINT}`);
    try {
      expect(placesWith(traces, TAINT)).to.deep.equal(Object.keys(traces));
    } finally {
      history.replaceState(history.state, '', address);
      host.remove();
      localStorage.clear();
      sessionStorage.clear();
    }
  });
});

/** Shows the thread, and does with the adapter whatever can be done. */
async function useAll(
  adapter: CommentsAdapter,
  thread: ThreadRef,
  note: (place: string, what: unknown) => void,
): Promise<void> {
  const attempt = async (call: (() => unknown) | undefined): Promise<unknown> => {
    try {
      const answer = await call?.();
      note('answers', answer);
      return answer;
    } catch (error) {
      note('errors', error);
      return undefined;
    }
  };
  const element = placeComments({ adapter, attributes: { thread: thread.key } });
  await until(() => /ready|failed|error/.test(element.store?.getSnapshot().status ?? ''), 'an answer');
  await element.updateComplete;
  const { signal } = new AbortController();
  const write = { signal, idempotencyKey: crypto.randomUUID() };
  const body = { format: 'markdown', value: `A comment ${Math.random()}` } as const;
  const author = { name: 'Ana', email: 'ana@mail.example' };
  const made = (await attempt(() => adapter.create?.(thread, { parentId: null, author, body }, write))) as
    { comment?: { id: string } } | undefined;
  const id = made?.comment?.id ?? '1';
  await attempt(() => adapter.preview?.(thread, body, { signal }));
  await attempt(() => adapter.edit?.(thread, id, body, write));
  for (const name of ['like', 'up', 'favourite', 'THUMBS_UP', 'heart']) {
    await attempt(() => adapter.react?.(thread, id, { name, chosen: true }, write));
  }
  await attempt(() => adapter.report?.(thread, id, 'Spam', write));
  await attempt(() => adapter.counts?.([thread], { signal }));
  await attempt(() => adapter.locate?.(thread, id, { sort: 'newest', limit: 20 }, { signal }));
  await attempt(() => adapter.list(thread, { sort: 'newest', limit: 20 }, { signal }));
  const over = new AbortController();
  await attempt(() => adapter.watch?.(thread, () => undefined, { signal: over.signal }));
  over.abort();
  await attempt(() => adapter.remove?.(thread, id, write));
  element.remove();
}

function placesWith(traces: Traces, secret: string): string[] {
  return Object.keys(traces).filter((place) => traces[place]!().includes(secret));
}

function told(asked: readonly Asked[]): string {
  return asked.map(({ request, body }) => `${[...request.headers].join()} ${body}`).join('\n');
}

function accessTokensIn(asked: readonly Asked[]): string[] {
  return [...new Set(asked.flatMap(({ body }) => /"accessToken":"([^"]+)"/.exec(body)?.[1] ?? []))];
}

/** Writes that a page of any other site could have its readers' browsers send just so, with a form. */
function carelessWrites(asked: readonly Asked[]): string[] {
  const careless = asked.filter(({ request: { method, headers } }) => {
    const isJson = headers.get('content-type') === 'application/json';
    const hasOwn = ['authorization', 'user-api-key', 'x-wp-nonce', 'x-xsrf-token', 'idempotency-key'].some(
      (header) => headers.has(header),
    );
    return method === 'POST' && !isJson && !hasOwn;
  });
  return [...new Set(careless.map(({ request }) => `${request.method} ${request.url.replace(/\?.*/, '')}`))];
}
