import { expect } from '@open-wc/testing';
import { githubAdapter } from '../../../src/adapters/github.ts';
import { replaceProperty } from '../../support/replace.ts';
import { THREAD } from '../core/samples.ts';
import { answer, call, failure, QUERY, type Sent, write } from './answers.ts';

const SERVICE = 'https://giscus.example';
const TOKEN = 'secret-token';
const SESSION = 'secret-session';

type Json = Record<string, unknown>;

const comment = (id: string, more: Json = {}): Json => ({
  id,
  author: { login: 'bo', url: 'https://github.com/bo', avatarUrl: 'https://avatars.example/bo' },
  createdAt: '2026-01-02T03:04:05Z',
  bodyHTML: `<p>${id}</p>`,
  body: `*${id}*`,
  url: `https://github.com/club/site/discussions/1#${id}`,
  upvoteCount: 2,
  replyCount: 0,
  replies: [],
  ...more,
});
const page = (hasNextPage = false, hasPreviousPage = false) => ({
  startCursor: 'start',
  endCursor: 'end',
  hasNextPage,
  hasPreviousPage,
});

/** A giscus service that passes these comments on. */
const service =
  (comments: readonly Json[], pageInfo = page(), more: Json = {}) =>
  ({ url }: Sent): unknown =>
    url.pathname.endsWith('/oauth/token')
      ? { token: TOKEN }
      : { viewer: { login: 'giscus[bot]' }, discussion: { id: 'D', pageInfo, comments, ...more } };

/** GitHub itself, with a discussion or none. */
const github =
  (comments: readonly Json[] | null) =>
  ({ url, body }: Sent): unknown => {
    if (url.pathname === '/markdown') return new Response('<p>Hello</p>');
    const { query } = body as { query: string };
    if (query.includes('repository(')) {
      return {
        data: { repository: { id: 'R', discussionCategories: { nodes: [{ id: 'C', name: 'Comments' }] } } },
      };
    }
    if (query.includes('createDiscussion('))
      return { data: { createDiscussion: { discussion: { id: 'NEW' } } } };
    if (query.includes('addDiscussionComment('))
      return { data: { addDiscussionComment: { comment: comment('made') } } };
    const discussion = comments && { id: 'D', comments: { pageInfo: page(), nodes: comments } };
    return {
      data: { viewer: { login: 'ana' }, search: { nodes: discussion ? [discussion] : [] }, node: discussion },
    };
  };

const adapterOf = (more: Json = {}) =>
  githubAdapter({ endpoint: SERVICE, site: 'Club/Site', category: 'Comments', ...more });
const variablesOf = ({ body }: Sent) => (body as { variables: Json }).variables;

describe('githubAdapter, reading by a giscus service', () => {
  it('asks for the discussion by the thread’s key, in strict mode', async () => {
    const sent = answer(service([comment('1')]));
    await adapterOf().list(THREAD, { sort: 'oldest', limit: 5, cursor: 'here' }, call());
    await adapterOf().list(THREAD, { sort: 'newest', limit: 500, cursor: 'here' }, call());
    expect(sent.map(({ url }) => url.origin + url.pathname)).to.deep.equal([
      `${SERVICE}/api/discussions`,
      `${SERVICE}/api/discussions`,
    ]);
    const common = { repo: 'Club/Site', term: THREAD.key, strict: 'true', category: 'Comments' };
    expect(sent.map(({ url }) => Object.fromEntries(url.searchParams))).to.deep.equal([
      { ...common, first: '5', after: 'here' },
      { ...common, last: '100', before: 'here' },
    ]);
    expect(sent[0]!.headers.has('authorization')).to.be.false;
  });

  it('goes on from the side that it reads from', async () => {
    const next = async (sort: 'newest' | 'oldest', info: Json) => {
      answer(service([comment('1')], info as ReturnType<typeof page>));
      const { nextCursor, total } = await adapterOf().list(THREAD, { sort, limit: 1 }, call());
      return [nextCursor, total];
    };
    expect(await next('oldest', page(true, false))).to.deep.equal(['end', null]);
    expect(await next('oldest', page(false, true))).to.deep.equal([null, null]);
    expect(await next('newest', page(false, true))).to.deep.equal(['start', null]);
    expect(await next('newest', page(true, false))).to.deep.equal([null, null]);
    expect(await next('newest', page(false, false))).to.deep.equal([null, 1]);
  });

  it('reads comments with their replies, reactions and marks', async () => {
    const reply = comment('reply', { author: null, authorAssociation: 'NONE' });
    answer(
      service([
        comment('root', {
          authorAssociation: 'OWNER',
          lastEditedAt: '2026-02-03T04:05:06Z',
          reactions: { HEART: { count: 3, viewerHasReacted: true }, EYES: { count: 0 } },
          replyCount: 120,
          replies: [reply],
        }),
      ]),
    );
    const { comments, total, capabilities, viewer } = await adapterOf().list(THREAD, QUERY, call());
    const [root, answered] = comments;
    expect(root).to.deep.include({
      id: 'root',
      parentId: null,
      author: {
        id: 'bo',
        name: 'bo',
        url: 'https://github.com/bo',
        avatarUrl: 'https://avatars.example/bo',
        badge: 'Owner',
      },
      body: { format: 'html', value: '<p>root</p>' },
      editedAt: '2026-02-03T04:05:06.000Z',
      reactions: [{ name: '❤️', count: 3 }],
      score: 2,
      replyCount: 120,
      hiddenReplies: 119,
    });
    expect(answered).to.deep.include({ id: 'reply', parentId: 'root', author: { name: 'ghost' } });
    expect(total).to.equal(121);
    expect(viewer, 'the service’s own account is not the reader').to.be.undefined;
    expect(capabilities).to.include({ create: false, votes: 'none', signIn: true, maxDepth: 1 });
  });

  it('shows neither name nor text of what was deleted or hidden', async () => {
    answer(
      service([
        comment('gone', { deletedAt: '2026-01-02T03:04:05Z', replies: [comment('reply')] }),
        comment('spam', { isMinimized: true }),
      ]),
    );
    const { comments, total } = await adapterOf().list(THREAD, QUERY, call());
    expect(comments.map(({ status }) => status)).to.deep.equal(['deleted', 'published', 'hidden']);
    for (const { status, author, body } of comments) {
      if (status !== 'published') expect([author.name, body.value]).to.deep.equal(['', '']);
    }
    expect(total).to.equal(1);
  });

  it('takes it for an empty thread where nobody has made a discussion, and for a failure where something else is missing', async () => {
    answer(() => Response.json({ error: 'Discussion not found' }, { status: 404 }));
    const empty = await adapterOf().list(THREAD, QUERY, call());
    expect(empty).to.deep.include({ comments: [], total: 0, nextCursor: null });
    answer(() => Response.json({ error: 'Not installed' }, { status: 404 }));
    expect((await failure(adapterOf().list(THREAD, QUERY, call()))).code).to.equal('not-found');
  });

  it('closes a thread that is locked', async () => {
    answer(service([comment('1')], page(), { locked: true }));
    expect((await adapterOf().list(THREAD, QUERY, call())).thread).to.deep.equal({ closed: true });
  });
});

describe('githubAdapter, signing in', () => {
  const here = location.href;
  afterEach(() => history.replaceState(null, '', here));

  const comeBack = () =>
    history.replaceState({ kept: 1 }, '', `${here.replace(/#.*/, '')}&giscus=${SESSION}#there`);

  it('leaves for the service, which is told where to come back to', async () => {
    const opened: unknown[][] = [];
    replaceProperty(window, 'open', (...args: unknown[]) => void opened.push(args));
    const controller = new AbortController();
    const signing = adapterOf().signIn!({ signal: controller.signal });
    const [[address, target] = []] = opened;
    const url = new URL(String(address));
    expect(url.origin + url.pathname).to.equal(`${SERVICE}/api/oauth/authorize`);
    expect(url.searchParams.get('redirect_uri')).to.equal(location.href);
    expect(target).to.equal('_self');
    controller.abort(new Error('stayed'));
    expect(await signing.catch((thrown: unknown) => thrown)).to.have.property('message', 'stayed');
  });

  it('takes the session out of the address at once, and asks GitHub with the token from then on', async () => {
    comeBack();
    const sent = answer((request) =>
      request.url.origin === SERVICE ? service([])(request) : github([])(request),
    );
    const adapter = adapterOf();
    expect(location.href).not.to.contain(SESSION);
    expect(location.hash).to.equal('#there');
    expect(history.state).to.deep.equal({ kept: 1 });
    const { capabilities, viewer } = await adapter.list(THREAD, QUERY, call());
    await adapter.list(THREAD, QUERY, call());
    expect(capabilities.create).to.be.true;
    expect(viewer?.name).to.equal('ana');
    expect(sent.map(({ url }) => url.origin)).to.deep.equal([
      SERVICE,
      'https://api.github.com',
      'https://api.github.com',
    ]);
    expect(sent[1]!.headers.get('authorization')).to.equal(`Bearer ${TOKEN}`);
  });

  it('exchanges the session by a request that needs no leave of another origin', async () => {
    comeBack();
    let type: string | null = '';
    let body = '';
    replaceProperty(globalThis, 'fetch', async (input: string, init: RequestInit) => {
      if (!input.includes('oauth'))
        return Response.json(github([])({ url: new URL(input), body: { query: '' } } as never));
      const request = new Request(input, init);
      [type, body] = [request.headers.get('content-type'), await request.text()];
      return Response.json({ token: TOKEN });
    });
    await adapterOf().list(THREAD, QUERY, call());
    expect(type).to.match(/^application\/x-www-form-urlencoded/);
    expect(body).to.equal(`session=${SESSION}`);
  });

  it('shows the thread all the same where the session is none any more, and tries it once', async () => {
    comeBack();
    let exchanges = 0;
    answer((request) => {
      if (!request.url.pathname.endsWith('/oauth/token')) return service([comment('1')])(request);
      exchanges++;
      return Response.json({ error: 'Session is invalid or expired.' }, { status: 400 });
    });
    const adapter = adapterOf();
    const { comments, capabilities } = await adapter.list(THREAD, QUERY, call());
    await adapter.list(THREAD, QUERY, call());
    expect([comments.length, capabilities.create, exchanges]).to.deep.equal([1, false, 1]);
  });

  it('forgets the token with signing out', async () => {
    comeBack();
    answer((request) => (request.url.origin === SERVICE ? service([])(request) : github([])(request)));
    const adapter = adapterOf();
    await adapter.list(THREAD, QUERY, call());
    await adapter.signOut!(call());
    expect((await adapter.list(THREAD, QUERY, call())).capabilities).to.include({
      create: false,
      signIn: true,
    });
  });

  it('needs none with a token', () => {
    comeBack();
    expect(adapterOf({ token: TOKEN })).not.to.have.any.keys('signIn', 'signOut');
    expect(location.href, 'whoever it is for').to.contain(SESSION);
  });
});

describe('githubAdapter, asking GitHub', () => {
  it('finds the discussion by the hash that giscus leaves in it, then by its id', async () => {
    const sent = answer(github([comment('1')]));
    const adapter = githubAdapter({ site: 'Club/Site', category: 'A "quoted" one', token: TOKEN });
    await adapter.list({ ...THREAD, key: 'abc' }, QUERY, call());
    await adapter.list({ ...THREAD, key: 'abc' }, QUERY, call());
    expect(variablesOf(sent[0]!)['query']).to.equal(
      'repo:club/site category:"A \\"quoted\\" one" in:body "a9993e364706816aba3e25717850c26c9cd0d89d"',
    );
    expect(variablesOf(sent[1]!)).to.include({ id: 'D', first: 50 });
  });

  it('makes the discussion with the first comment, one however many there are', async () => {
    const sent = answer(github(null));
    const adapter = githubAdapter({ site: 'club/site', category: 'Comments', token: TOKEN });
    const draft = {
      parentId: null,
      author: { name: '' },
      body: { format: 'markdown', value: 'Hello' },
    } as const;
    await Promise.all([
      adapter.create!(THREAD, draft, write('a')),
      adapter.create!(THREAD, draft, write('b')),
    ]);
    await adapter.create!(THREAD, draft, write('c'));
    const asked = (name: string) =>
      sent.filter(({ body }) => (body as Json)['query']?.toString().includes(`${name}(`));
    expect(asked('search'), 'looked for once').to.have.length(1);
    const [made, ...others] = asked('createDiscussion').map(variablesOf);
    expect(others).to.deep.equal([]);
    expect(made).to.include({ repositoryId: 'R', categoryId: 'C', title: THREAD.key });
    expect(made!['body'])
      .to.contain(THREAD.url)
      .and.to.match(/<!-- sha1: [\da-f]{40} -->$/);
    expect(asked('addDiscussionComment').map((one) => variablesOf(one)['discussionId'])).to.deep.equal([
      'NEW',
      'NEW',
      'NEW',
    ]);
  });

  it('says which category is missing', async () => {
    answer(github(null));
    const adapter = githubAdapter({ site: 'club/site', category: 'Chat', token: TOKEN });
    const draft = {
      parentId: null,
      author: { name: '' },
      body: { format: 'markdown', value: 'Hello' },
    } as const;
    const { code, message } = await failure(adapter.create!(THREAD, draft, write()));
    expect(code).to.equal('unsupported');
    expect(message).to.contain('"Chat"');
  });

  it('shows readers what they have written as they wrote it, and others’ as it looks', async () => {
    const own = { viewerDidAuthor: true, viewerCanUpdate: true, viewerCanDelete: true, viewerCanReact: true };
    answer(github([comment('own', own), comment('other', { viewerCanUpdate: true })]));
    const { comments } = await githubAdapter({ site: 'club/site', token: TOKEN }).list(THREAD, QUERY, call());
    expect(comments.map(({ body }) => body)).to.deep.equal([
      { format: 'markdown', value: '*own*' },
      { format: 'html', value: '<p>other</p>' },
    ]);
    expect(comments.map(({ can }) => can)).to.deep.equal([
      { reply: true, edit: true, remove: true, react: true },
      { reply: true, edit: false, remove: false, react: false },
    ]);
  });

  it('tells apart what GitHub finds wrong', async () => {
    const adapter = githubAdapter({ site: 'club/site', token: TOKEN });
    const codes = [];
    for (const type of [
      'NOT_FOUND',
      'FORBIDDEN',
      'RATE_LIMITED',
      'UNPROCESSABLE',
      'constructor',
      undefined,
    ]) {
      answer(() => ({ data: null, errors: [{ type, message: 'Why' }] }));
      const error = await failure(adapter.list(THREAD, QUERY, call()));
      expect(error.message).to.contain('Why');
      codes.push(error.code);
    }
    expect(codes).to.deep.equal(['not-found', 'forbidden', 'rate-limited', 'invalid', 'server', 'server']);
    const headers = {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': `${Math.floor(Date.now() / 1000) + 60}`,
    };
    answer(() => Response.json({ message: 'API rate limit exceeded' }, { status: 403, headers }));
    const limited = await failure(adapter.list(THREAD, QUERY, call()));
    expect(limited.code).to.equal('rate-limited');
    expect(limited.retryAfter).to.be.within(50_000, 61_000);
  });

  it('has the token in a header and nowhere else', async () => {
    const sent = answer((request) =>
      request.url.pathname === '/markdown'
        ? Response.json({ message: 'Bad credentials' }, { status: 401 })
        : github([comment('1')])(request),
    );
    const adapter = githubAdapter({ site: 'club/site', token: TOKEN });
    const read = await adapter.list(THREAD, QUERY, call());
    const error = await failure(adapter.preview!(THREAD, { format: 'markdown', value: 'x' }, call()));
    expect(error.code).to.equal('auth-required');
    const told = [
      error.message,
      String(error.stack),
      String(error.cause),
      JSON.stringify(read),
      location.href,
    ];
    for (const text of [...told, ...sent.map(({ url, body }) => `${url} ${JSON.stringify(body)}`)]) {
      expect(text).not.to.contain(TOKEN);
    }
    expect(sent.every(({ headers }) => headers.get('authorization') === `Bearer ${TOKEN}`)).to.be.true;
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.to.contain(TOKEN);
  });
});
