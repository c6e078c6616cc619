import {
  answerAcrossOrigins,
  type Client,
  type CorsPolicy,
  json,
  newClient,
  type StandIn,
} from './browser.ts';

export interface IssoSettings {
  readonly requireAuthor?: boolean;
  readonly requireEmail?: boolean;
  /** New comments wait for a moderator. */
  readonly moderated?: boolean;
  /** Seconds in which authors can change their comments. */
  readonly maxAge?: number;
  /** Comments a minute of one address. */
  readonly rateLimit?: number;
  /** Top-level comments of one address in a thread. */
  readonly directReply?: number;
  readonly replyToSelf?: boolean;
}

interface StoredComment {
  readonly id: number;
  readonly uri: string;
  readonly parent: number | null;
  readonly created: number;
  readonly remote: string;
  readonly email: string | null;
  modified: number | null;
  mode: 1 | 2 | 4;
  text: string;
  author: string | null;
  website: string | null;
  likes: number;
  dislikes: number;
  readonly voters: Set<string>;
}

const CORS: CorsPolicy = {
  allows: (origin) => origin === 'https://page.example',
  credentials: true,
  methods: ['HEAD', 'GET', 'POST', 'PUT', 'DELETE'],
  headers: ['origin', 'referer', 'content-type'],
  exposed: ['x-set-cookie', 'date'],
};

/** Plays an Isso server. */
export class IssoStandIn implements StandIn {
  readonly #settings: Required<IssoSettings>;
  #comments: StoredComment[] = [];
  #lastId = 0;

  constructor(settings: IssoSettings = {}) {
    this.#settings = {
      requireAuthor: false,
      requireEmail: false,
      moderated: false,
      maxAge: 900,
      rateLimit: Infinity,
      directReply: Infinity,
      replyToSelf: true,
      ...settings,
    };
  }

  handle(request: Request, client: Client = newClient()): Promise<Response> {
    return answerAcrossOrigins(CORS, request, client, async (known) => {
      try {
        return await this.#answer(request, known);
      } catch (thrown) {
        if (!(thrown instanceof Refusal)) throw thrown;
        const { status, message } = thrown;
        // Only this kind asks what the page would read.
        if (request.headers.get('accept') === 'application/json') return json({ message }, status);
        return page(message, status);
      }
    });
  }

  /** A moderator removes a comment that nobody has answered. */
  removeFor(id: string): void {
    this.#comments = this.#comments.filter((one) => one.id !== Number(id));
  }

  async #answer(request: Request, client: Client): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const { method } = request;
    const type = request.headers.get('content-type');
    if (method !== 'GET' && type !== null && !type.startsWith('application/json'))
      throw new Refusal(403, 'CSRF');
    if ((await request.clone().arrayBuffer()).byteLength > MAX_BYTES) {
      throw new Refusal(
        413,
        '413 Request Entity Too Large: The data value transmitted exceeds the capacity limit.',
      );
    }
    const route = `${method} ${pathname}`;
    if (route === 'GET /') return this.#fetch(searchParams);
    if (route === 'POST /new') return this.#create(await body(request), searchParams, client);
    if (route === 'POST /count') {
      const uris = (await request.json()) as string[];
      return json(
        uris.map((uri) => this.#comments.filter((one) => one.uri === uri && one.mode === 1).length),
      );
    }
    if (route === 'POST /preview') return json({ text: render(String((await body(request))['text'])) });
    const [, number, action] = /^\/id\/(\d+)(?:\/(like|dislike))?$/.exec(pathname) ?? [];
    if (number === undefined) throw new Refusal(404, NOT_FOUND);
    const comment = this.#comments.find(({ id }) => id === Number(number));
    if (method === 'POST' && action) {
      if (BigInt(number) > MAX_INTEGER) throw new Refusal(500, FAILURE);
      return json(comment ? vote(comment, action, client.address) : null);
    }
    if (method === 'GET' && !comment) throw new Refusal(404, NOT_FOUND);
    if (method === 'PUT') return this.#edit(Number(number), comment, await body(request), client);
    if (method === 'DELETE') return this.#remove(Number(number), comment, client);
    throw new Refusal(405, '405 Method Not Allowed');
  }

  #fetch(query: URLSearchParams): Response {
    const sort = query.get('sort') ?? 'oldest';
    if (!['newest', 'oldest', 'upvotes'].includes(sort)) return page('Invalid sort option.', 400);
    const visible = this.#comments.filter(({ uri, mode }) => uri === query.get('uri') && mode !== 2);
    const offset = Number(query.get('offset') ?? 0);
    const limit = numberIn(query, 'limit');
    // The page's, without a limit of their own.
    const ofReplies = query.has('nested_limit')
      ? { from: 0, limit: numberIn(query, 'nested_limit') }
      : { from: Number.isFinite(limit) ? offset : 0, limit };
    if (!Number.isInteger(offset) || offset < 0) return page('offset should be integer', 400);
    const all = visible.filter(({ parent }) => parent === null);
    if (sort === 'newest') all.reverse();
    if (sort === 'upvotes') all.sort((a, b) => b.likes - b.dislikes - (a.likes - a.dislikes));
    const roots = all.slice(offset, offset + limit);
    const { requireAuthor, requireEmail, replyToSelf } = this.#settings;
    return json({
      id: null,
      total_replies: visible.length,
      hidden_replies: all.length - roots.length - offset,
      replies: roots.map((root) => {
        const replies = visible.filter(({ parent }) => parent === root.id);
        const given = replies.slice(ofReplies.from, ofReplies.from + ofReplies.limit);
        const counted = { total_replies: replies.length, hidden_replies: replies.length - given.length };
        return { ...present(root), ...counted, replies: given.map(present) };
      }),
      config: {
        'reply-to-self': replyToSelf,
        'require-email': requireEmail,
        'require-author': requireAuthor,
        'reply-notifications': false,
        gravatar: false,
        feed: false,
      },
    });
  }

  #create(sent: Record<string, unknown>, query: URLSearchParams, client: Client): Response {
    const uri = query.get('uri');
    if (uri === null) throw new Refusal(400, '400 Bad Request: missing uri query');
    const fault = verify(sent);
    if (fault) return page(fault, 400);
    if (!sent['title'] && !this.#comments.some((one) => one.uri === uri)) {
      return page(`Cannot create new thread: URI ${uri} is not accessible and no title was provided.`, 400);
    }
    const parent = this.#comments.find(({ id }) => id === sent['parent']);
    const refusal = this.#guard(uri, sent, parent, client.address);
    if (refusal) throw new Refusal(403, `403 Forbidden: ${refusal}`);
    const comment: StoredComment = {
      id: ++this.#lastId,
      uri,
      // A reply to a reply hangs on the root.
      parent: parent ? (parent.parent ?? parent.id) : null,
      created: Date.now() / 1000,
      modified: null,
      remote: client.address,
      email: textOrNull(sent['email']),
      mode: this.#settings.moderated ? 2 : 1,
      text: sent['text'] as string,
      author: escape(textOrNull(sent['author'])),
      website: escape(textOrNull(sent['website']))?.replace(/"/g, '&quot;').replace(/'/g, '&#x27;') ?? null,
      likes: 0,
      dislikes: 0,
      voters: new Set([client.address]),
    };
    this.#comments.push(comment);
    return this.#signed(present(comment), comment, client, comment.mode === 2 ? 202 : 201);
  }

  #guard(
    uri: string,
    sent: Record<string, unknown>,
    parent: StoredComment | undefined,
    address: string,
  ): string | null {
    const { rateLimit, directReply, replyToSelf, requireAuthor, requireEmail, maxAge } = this.#settings;
    const mine = this.#comments.filter(({ remote }) => remote === address);
    const now = Date.now() / 1000;
    if (mine.filter(({ created }) => now - created < 60).length >= rateLimit) {
      return `${address}: ratelimit exceeded (${mine.map(({ id }) => id).join(', ')})`;
    }
    const direct = mine.filter((one) => one.uri === uri && one.parent === null).length;
    if (!parent && direct >= directReply) return `${direct} direct responses to ${uri}`;
    if (parent && !replyToSelf && parent.remote === address && now - parent.created < maxAge) {
      return 'edit time frame is still open';
    }
    if (requireEmail && !sent['email']) return 'email address required but not provided';
    if (requireAuthor && !sent['author']) return 'author address required but not provided';
    return null;
  }

  #edit(
    id: number,
    comment: StoredComment | undefined,
    sent: Record<string, unknown>,
    client: Client,
  ): Response {
    checkCookie(id, comment, client);
    const fault = verify(sent);
    if (fault) return page(fault, 400);
    comment.text = sent['text'] as string;
    comment.modified = Date.now() / 1000;
    return this.#signed(withoutHash(present(comment)), comment, client, 200);
  }

  #remove(id: number, comment: StoredComment | undefined, client: Client): Response {
    checkCookie(id, comment, client);
    client.cookies.delete(`${id}`);
    if (!this.#comments.some(({ parent }) => parent === id)) {
      this.#comments = this.#comments.filter((one) => one !== comment);
      this.#removeStale();
      return json(null);
    }
    Object.assign(comment, { mode: 4, text: '', author: null, website: null });
    // Only here it is as it is stored.
    return json({ ...withoutHash(present(comment)), text: '' });
  }

  /** Holes in which nothing hangs any more. */
  #removeStale(): void {
    const answered = new Set(this.#comments.map(({ parent }) => parent));
    this.#comments = this.#comments.filter(({ id, mode }) => mode !== 4 || answered.has(id));
  }

  #signed(data: object, comment: StoredComment, client: Client, status: number): Response {
    client.cookies.set(`${comment.id}`, signature(comment));
    const cookie = `isso-${comment.id}=signed; Max-Age=${this.#settings.maxAge}; Secure; Path=/; SameSite=None`;
    return json(data, status, { 'x-set-cookie': cookie });
  }
}

const MAX_BYTES = 256 * 1024;
/** What its database can hold. */
const MAX_INTEGER = 2n ** 63n - 1n;
const NOT_FOUND =
  '404 Not Found: The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.';
const FAILURE =
  '500 Internal Server Error: The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.';
const FORBIDDEN =
  "403 Forbidden: You don't have the permission to access the requested resource. It is either read-protected or not readable by the server.";

/** Raised in the server's code, other than the faults of a text, which are answered. */
class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Whether a comment is still there, the server sees only after it has looked into its text. */
function checkCookie(
  id: number,
  comment: StoredComment | undefined,
  { cookies }: Client,
): asserts comment is StoredComment {
  const cookie = cookies.get(`${id}`);
  if (cookie !== undefined && !comment) throw new Refusal(500, FAILURE);
  if (!comment || cookie !== signature(comment)) throw new Refusal(403, FORBIDDEN);
}

function numberIn(query: URLSearchParams, name: string): number {
  return query.has(name) ? Number(query.get(name)) : Infinity;
}

function verify({ text, parent, website }: Record<string, unknown>): string | null {
  if (typeof text !== 'string') return 'text is missing';
  if (parent != null && !Number.isInteger(parent)) return 'parent must be an integer or null';
  if (text.trimEnd().length < 3) return 'text is too short (minimum length: 3)';
  if (text.length > 65_535) return 'text is too long (maximum length: 65535)';
  if (website && !/^(https?:\/\/)?[\w-]+(\.[\w-]+)+/.test(website as string))
    return 'Website not Django-conform';
  return null;
}

function vote(comment: StoredComment, action: string, address: string) {
  const { voters } = comment;
  const name = action === 'like' ? 'Upvote' : 'Downvote';
  if (voters.has(address)) {
    const message = `${name} denied because a vote has already been registered for this remote address: ${address}`;
    return { likes: comment.likes, dislikes: comment.dislikes, message };
  }
  voters.add(address);
  comment[action === 'like' ? 'likes' : 'dislikes']++;
  return { likes: comment.likes, dislikes: comment.dislikes };
}

function present({
  id,
  parent,
  created,
  modified,
  mode,
  text,
  author,
  website,
  likes,
  dislikes,
  email,
  remote,
}: StoredComment) {
  const shown = { id, parent, created, modified, mode, text: render(text), author, website, likes, dislikes };
  return { ...shown, notification: 0, hash: `hash of ${email === null ? remote : 'an address'}` };
}

/** Answers to edits and removals have none. */
function withoutHash({ hash: _hash, ...rest }: ReturnType<typeof present>) {
  return rest;
}

function render(text: string): string {
  return `<p>${escape(text)}</p>`;
}

function signature({ id, text }: StoredComment): string {
  return JSON.stringify([id, text]);
}

function escape<T extends string | null>(text: T): T {
  return (text?.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') ?? null) as T;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

async function body(request: Request): Promise<Record<string, unknown>> {
  return (await request.json()) as Record<string, unknown>;
}

function page(reason: string, status: number): Response {
  const html = `<!doctype html>\n<html lang=en>\n<title>${status}</title>\n<h1>Refused</h1>\n<p>${escape(reason)}</p>\n`;
  return new Response(html, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
