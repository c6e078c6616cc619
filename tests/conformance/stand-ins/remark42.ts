import {
  answerAcrossOrigins,
  type Client,
  type CorsPolicy,
  json,
  newClient,
  type StandIn,
} from './browser.ts';

export interface Remark42Settings {
  readonly providers?: readonly string[];
  /** Seconds in which authors can change a comment. */
  readonly editDuration?: number;
  readonly maxCommentSize?: number;
  /** Whether who has only a name may vote. */
  readonly anonymousVotes?: boolean;
  /** Requests to `/auth/` that it takes, and no more. */
  readonly authRequests?: number;
}

interface User {
  readonly id: string;
  readonly name: string;
}

interface StoredComment {
  readonly id: string;
  readonly pid: string;
  readonly url: string;
  readonly user: User;
  readonly time: number;
  orig: string;
  score: number;
  readonly votes: Map<string, number>;
  edited: number | null;
  deleted: boolean;
}

const SITE = 'a-site';

/** Any page may ask, with cookies too; but of what it is answered, tokens are not for it to read. */
const CORS: CorsPolicy = {
  allows: () => true,
  credentials: true,
  methods: ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'],
  headers: ['accept', 'authorization', 'content-type', 'x-xsrf-token', 'x-jwt'],
  exposed: ['authorization'],
};

/** Plays a Remark42 server, at any path. */
export class Remark42StandIn implements StandIn {
  readonly #settings: Required<Remark42Settings>;
  readonly #closed = new Set<string>();
  #comments: StoredComment[] = [];
  #lastId = 0;
  #authRequests = 0;

  constructor(settings: Remark42Settings = {}) {
    this.#settings = {
      providers: ['anonymous'],
      editDuration: 300,
      maxCommentSize: 2048,
      anonymousVotes: false,
      authRequests: Infinity,
      ...settings,
    };
  }

  handle(request: Request, client: Client = newClient()): Promise<Response> {
    return answerAcrossOrigins(CORS, request, client, (known) => this.#answer(request, known));
  }

  /** As a page of the server's does when somebody signs in at it. */
  signIn({ cookies }: Client, user: User): void {
    const xsrf = `token-of-${user.id}`;
    cookies.set('JWT', JSON.stringify({ user, xsrf }));
    cookies.set('XSRF-TOKEN', xsrf);
  }

  /** A comment by whoever it is, the id of which it gives. */
  write(url: string, orig: string, user: User, pid = ''): string {
    const id = `00000000-0000-4000-8000-${`${++this.#lastId}`.padStart(12, '0')}`;
    // No two at the same time, as times are given to the nanosecond.
    const time = Math.max(Date.now(), (this.#comments.at(-1)?.time ?? 0) + 1);
    const rest = { score: 0, votes: new Map<string, number>(), edited: null, deleted: false };
    this.#comments.push({ id, pid, url, user, time, orig, ...rest });
    return id;
  }

  /** Makes the page's comments read-only. */
  close(url: string): void {
    this.#closed.add(url);
  }

  async #answer(request: Request, client: Client): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const [, route = ''] = /\/(api\/v1\/.*|auth\/.*)$/.exec(pathname) ?? [];
    const { cookies } = client;
    const { user, xsrf } = JSON.parse(cookies.get('JWT') ?? '{}') as { user?: User; xsrf?: string };
    if (route.startsWith('auth/')) return this.#authenticate(route, searchParams, client, user);
    if (searchParams.get('site') !== SITE) return refuse(400, 6, 'site not found');
    if (route === 'api/v1/config') return this.#config();
    if (route === 'api/v1/find') return this.#find(searchParams, user);
    if (route === 'api/v1/counts' && request.method === 'POST') {
      const urls = (await request.json()) as string[];
      return json(urls.map((url) => ({ url, count: this.#shown(url).length })));
    }
    // The middleware speaks plain text.
    if (!user || request.headers.get('x-xsrf-token') !== xsrf)
      return new Response('Unauthorized', { status: 401 });
    if (route === 'api/v1/user') return json({ ...user, picture: '', admin: false, site_id: SITE });
    const sent = route.includes('/vote/') || request.method === 'GET' ? {} : await body(request);
    if (route === 'api/v1/preview') return new Response(render(sent['text'] as string));
    if (route === 'api/v1/comment') return this.#create(sent, user);
    const [, action, id] = /^api\/v1\/(comment|vote)\/(.+)$/.exec(route) ?? [];
    if (action === undefined || request.method !== 'PUT')
      return new Response('404 page not found', { status: 404 });
    const comment = this.#comments.find((one) => one.id === id && one.url === searchParams.get('url'));
    if (!comment) return refuse(400, 1, "can't find comment");
    const mayVote = this.#settings.anonymousVotes || !user.id.startsWith('anonymous_');
    if (action === 'vote' && !mayVote) return new Response('Access denied', { status: 403 });
    return action === 'vote'
      ? vote(comment, user, searchParams.get('vote') === '1' ? 1 : -1)
      : this.#change(comment, user, sent);
  }

  #authenticate(route: string, query: URLSearchParams, client: Client, user: User | undefined): Response {
    const { cookies } = client;
    if (++this.#authRequests > this.#settings.authRequests) return new Response('', { status: 429 });
    if (route === 'auth/status')
      return json(user ? { status: 'logged in', user: user.name } : { status: 'not logged in' });
    if (route === 'auth/logout') {
      if (!user) return json({ error: 'logout not allowed' }, 403);
      cookies.delete('JWT');
      cookies.delete('XSRF-TOKEN');
      return new Response('');
    }
    const name = query.get('user') ?? '';
    if (route !== 'auth/anonymous/login' || !this.#settings.providers.includes('anonymous')) {
      return new Response('404 page not found', { status: 404 });
    }
    if (name.length < 3 || query.get('aud') !== SITE)
      return json({ error: 'incorrect user or password' }, 403);
    const made = { id: `anonymous_${name}`, name };
    this.signIn(client, made);
    return json({ ...made, picture: '' });
  }

  #config(): Response {
    const { providers, editDuration, maxCommentSize, anonymousVotes } = this.#settings;
    return json({
      version: '1',
      edit_duration: editDuration,
      max_comment_size: maxCommentSize,
      auth_providers: providers,
      anon_vote: anonymousVotes,
    });
  }

  #shown(url: string | null): StoredComment[] {
    return this.#comments.filter((one) => one.url === url && !one.deleted);
  }

  #find(query: URLSearchParams, user: User | undefined): Response {
    const all = this.#comments.filter((one) => one.url === query.get('url'));
    let nodes = all.filter(({ pid }) => pid === '').map((root) => treeOf(root, all, user));
    nodes = nodes.filter(({ comment, replies }) => !comment.delete || replies.length > 0);
    const sort = query.get('sort') ?? '';
    const sign = sort.startsWith('-') ? -1 : 1;
    const by = sort.slice(1) === 'score' ? 'score' : 'time';
    nodes.sort((a, b) => sign * (a.comment[by] < b.comment[by] ? -1 : a.comment[by] > b.comment[by] ? 1 : 0));
    const offset = query.get('offset_id');
    if (offset && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(offset)) {
      return refuse(400, 1, 'bad offset_id value');
    }
    // An offset that is not there is as none.
    if (offset) nodes = nodes.slice(nodes.findIndex(({ comment }) => comment.id === offset) + 1);
    const limit = Number(query.get('limit') ?? 0);
    const given = [];
    let counted = 0;
    while (nodes.length > 0 && counted < limit) {
      const size = sizeOf(nodes[0]!);
      if (counted + size > limit && given.length > 0) break;
      counted += size;
      given.push(nodes.shift()!);
    }
    const info = {
      url: query.get('url'),
      count: this.#shown(query.get('url')).length,
      count_left: nodes.reduce((sum, node) => sum + sizeOf(node), 0),
      last_comment: given.at(-1)?.comment.id ?? '',
      read_only: this.#closed.has(query.get('url')!),
    };
    return json({ comments: given, info });
  }

  #create(sent: Record<string, unknown>, user: User): Response {
    const {
      text,
      pid = '',
      locator,
    } = sent as { text: string; pid?: string; locator: Record<string, string> };
    const { maxCommentSize } = this.#settings;
    if (locator['site'] !== SITE) return refuse(403, 4, 'invalid site');
    if (text === '') return refuse(400, 4, 'invalid comment', 'empty comment text');
    if (text.length > maxCommentSize) {
      const error = `comment text exceeded max allowed size ${maxCommentSize} (${text.length})`;
      return refuse(400, 4, 'invalid comment', error);
    }
    if (this.#closed.has(locator['url']!)) return refuse(403, 8, 'old post, read-only');
    // It keeps the comment under the address as it cleans it, and then looks under the one that was sent.
    if (/[^ -~]|['"&|^`{}<>]/.test(locator['url']!)) return refuse(500, 0, "can't load created comment");
    const id = this.write(locator['url']!, text, user, pid);
    return json(
      present(
        this.#comments.find((one) => one.id === id)!,
        user,
      ),
      201,
    );
  }

  #change(comment: StoredComment, user: User, sent: Record<string, unknown>): Response {
    if (comment.user.id !== user.id) return refuse(403, 3, 'can not edit comments for other users');
    // To remove what is removed changes nothing.
    if (comment.deleted && sent['delete'] !== true) return refuse(400, 9, "can't update comment");
    if (comment.time + this.#settings.editDuration * 1000 < Date.now())
      return refuse(400, 10, "can't update comment");
    if (this.#comments.some(({ pid }) => pid === comment.id)) return refuse(400, 11, "can't update comment");
    if (sent['delete'] === true) {
      comment.deleted = true;
      comment.orig = '';
    } else {
      comment.orig = sent['text'] as string;
      comment.edited = Date.now();
    }
    return json(present(comment, user));
  }
}

type Node = { readonly comment: ReturnType<typeof present>; readonly replies: Node[] };

function treeOf(comment: StoredComment, all: readonly StoredComment[], user: User | undefined): Node {
  const replies = all.filter(({ pid }) => pid === comment.id).map((reply) => treeOf(reply, all, user));
  return { comment: present(comment, user), replies };
}

function sizeOf({ replies }: Node): number {
  return replies.reduce((sum, reply) => sum + sizeOf(reply), 1);
}

function vote(comment: StoredComment, user: User, step: 1 | -1): Response {
  if (comment.user.id === user.id) return refuse(400, 13, "can't vote for comment");
  const before = comment.votes.get(user.id) ?? 0;
  if (before === step) return refuse(400, 14, "can't vote for comment");
  comment.votes.set(user.id, before + step);
  comment.score += step;
  return json({ id: comment.id, score: comment.score });
}

function present(stored: StoredComment, viewer: User | undefined) {
  const { id, pid, url, user, time, orig, score, votes, edited, deleted } = stored;
  return {
    id,
    pid,
    text: deleted ? '' : render(orig),
    orig,
    user: { ...user, picture: '', admin: false },
    locator: { site: SITE, url },
    score,
    vote: (viewer && votes.get(viewer.id)) ?? 0,
    time: `${new Date(time).toISOString().slice(0, -1)}123456Z`,
    ...(edited !== null && { edit: { time: new Date(edited).toISOString(), summary: '' } }),
    ...(deleted && { delete: true }),
  };
}

function render(text: string): string {
  return `<p>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p>\n`;
}

async function body(request: Request): Promise<Record<string, unknown>> {
  return (await request.json()) as Record<string, unknown>;
}

function refuse(status: number, code: number, details: string, error = 'rejected'): Response {
  return json({ error, details, code }, status);
}
