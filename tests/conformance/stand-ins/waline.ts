import {
  answerAcrossOrigins,
  type Client,
  type CorsPolicy,
  json,
  newClient,
  type StandIn,
} from './browser.ts';

export interface WalineSettings {
  /** Milliseconds before an address may write again. */
  readonly interval?: number;
  /** Comments wait for a moderator. */
  readonly audit?: boolean;
  /** Only who has signed in may write. */
  readonly loginForced?: boolean;
  /** Host names of the pages that may ask. */
  readonly secureDomains?: readonly string[];
  /** By token. */
  readonly users?: Readonly<Record<string, WalineUser>>;
}

export interface WalineUser {
  readonly objectId: number;
  readonly display_name: string;
  readonly url: string;
  readonly type: 'administrator' | 'guest';
}

interface StoredComment {
  readonly objectId: number;
  readonly url: string;
  readonly nick: string;
  readonly mail: string;
  readonly link: string;
  readonly pid: string | undefined;
  readonly rid: string | undefined;
  readonly user_id: number | undefined;
  readonly ip: string;
  readonly insertedAt: number;
  comment: string;
  like: number;
  status: 'approved' | 'waiting' | 'spam';
}

/** It repeats the page's origin, and what the page wants to send. */
const CORS: CorsPolicy = {
  allows: () => true,
  credentials: true,
  methods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH'],
  headers: ['authorization', 'content-type'],
  exposed: [],
};

/** Plays a Waline server with an SQL database. */
export class WalineStandIn implements StandIn {
  readonly #settings: WalineSettings;
  #comments: StoredComment[] = [];
  #lastId = 0;

  constructor(settings: WalineSettings = {}) {
    this.#settings = settings;
  }

  handle(request: Request, client: Client = newClient()): Promise<Response> {
    return answerAcrossOrigins(CORS, request, client, () => this.#answer(request, client));
  }

  async #answer(request: Request, { origin, address }: Client): Promise<Response> {
    const { secureDomains, users = {} } = this.#settings;
    if (secureDomains && !secureDomains.includes(new URL(origin).hostname)) return thrown(403);
    const url = new URL(request.url);
    const token = /^Bearer (.*)$/.exec(request.headers.get('authorization') ?? '')?.[1];
    const user = token === undefined ? undefined : users[token];
    const [, id = ''] = /\/api\/comment\/([^/]*)$/.exec(url.pathname) ?? [];
    if (!/\/api\/comment(\/|$)/.test(url.pathname)) return thrown(404);
    const sent = request.method === 'POST' || request.method === 'PUT' ? await body(request) : {};
    if (request.method === 'GET') return this.#get(url, user);
    if (request.method === 'POST') return this.#post(sent, user, address);
    if (!/^\d+$/.test(id)) return thrown(500, `invalid input syntax for type integer: "${id}"`);
    if (!Number.isSafeInteger(Number(id)))
      return thrown(500, `value "${id}" is out of range for type integer`);
    const comment = this.#comments.find((one) => `${one.objectId}` === id);
    const onlyLike = Object.keys(sent).toString() === 'like';
    if (!onlyLike) {
      if (!user) return thrown(401);
      if (user.type !== 'administrator' && (!comment || comment.user_id !== user.objectId))
        return thrown(403);
    }
    if (!comment) return success('');
    if (request.method === 'DELETE') {
      this.#comments = this.#comments.filter((one) => one !== comment && one.pid !== id && one.rid !== id);
      return success('');
    }
    if (typeof sent['like'] === 'boolean') comment.like = Math.max(0, comment.like + (sent['like'] ? 1 : -1));
    if (typeof sent['comment'] === 'string') comment.comment = sent['comment'];
    const { objectId, time: _, ...changed } = present(comment, user);
    return success({ id: objectId, time: null, ...changed });
  }

  #get({ searchParams }: URL, user: WalineUser | undefined): Response {
    const visible = this.#comments.filter(
      ({ status, user_id }) =>
        status === 'approved' || (user && (user.type === 'administrator' || user_id === user.objectId)),
    );
    if (searchParams.get('type') === 'count') {
      const urls = searchParams.get('url')!.split(',');
      return success(urls.map((url) => visible.filter((one) => one.url === url).length));
    }
    const path = searchParams.get('path');
    if (!path) return json({ errno: 1001, errmsg: { path: 'path can not be blank' } });
    const [page, pageSize] = [
      Number(searchParams.get('page') ?? 1),
      Number(searchParams.get('pageSize') ?? 10),
    ];
    if (pageSize > 100) return json({ errno: 1001, errmsg: { pageSize: 'pageSize must less than 100' } });
    const inThread = visible.filter((one) => one.url === path);
    const roots = inThread.filter(({ rid }) => rid === undefined);
    const [field, direction] = (searchParams.get('sortBy') ?? 'insertedAt_desc').split('_') as [
      'insertedAt' | 'like',
      string,
    ];
    const sign = direction === 'desc' ? -1 : 1;
    roots.sort((a, b) => sign * (a[field] - b[field] || a.objectId - b.objectId));
    const data = roots.slice((page - 1) * pageSize, page * pageSize).map((root) => ({
      ...present(root, user),
      children: inThread.filter(({ rid }) => rid === `${root.objectId}`).map((child) => present(child, user)),
    }));
    return success({
      page,
      totalPages: Math.ceil(roots.length / pageSize),
      pageSize,
      count: inThread.length,
      data,
    });
  }

  #post(sent: Record<string, unknown>, user: WalineUser | undefined, address: string): Response {
    const { interval = 0, audit, loginForced } = this.#settings;
    if (!user && loginForced) return thrown(401);
    const [url, comment, nick, mail, link, pid, rid] = [
      'url',
      'comment',
      'nick',
      'mail',
      'link',
      'pid',
      'rid',
    ].map((name) => sent[name] as string | undefined);
    if (!url || !comment) return json({ errno: 1001, errmsg: { comment: 'comment can not be blank' } });
    if (user?.type !== 'administrator') {
      const twin = this.#comments.some(
        (one) =>
          one.url === url &&
          one.mail === (mail ?? '') &&
          one.nick === (nick ?? '') &&
          one.comment === comment,
      );
      if (twin) return json({ errno: 1000, errmsg: 'Duplicate Content' });
      const recent = this.#comments.some(
        (one) => one.ip === address && one.insertedAt > Date.now() - interval,
      );
      if (recent) return json({ errno: 1000, errmsg: 'Comment too fast!' });
    }
    const made: StoredComment = {
      objectId: ++this.#lastId,
      url,
      nick: user?.display_name ?? nick ?? '',
      mail: mail ?? '',
      link: user?.url ?? link ?? '',
      pid,
      rid,
      user_id: user?.objectId,
      ip: address,
      insertedAt: Date.now(),
      comment,
      like: 0,
      status: audit ? 'waiting' : 'approved',
    };
    this.#comments.push(made);
    // By then it is written.
    if (pid !== undefined && !this.#comments.some(({ objectId }) => `${objectId}` === pid)) {
      return thrown(500, "Cannot read properties of undefined (reading 'user_id')");
    }
    return success({ ...present(made, user), time: made.insertedAt });
  }
}

function present(stored: StoredComment, user: WalineUser | undefined) {
  const { objectId, nick, link, pid, rid, user_id, insertedAt, comment, like, status } = stored;
  return {
    objectId,
    nick,
    link,
    pid,
    rid,
    user_id,
    like,
    status,
    comment: `<p>${comment}</p>`,
    ...(user && { orig: comment }),
    // The database keeps whole seconds.
    time: Math.floor(insertedAt / 1000) * 1000,
    avatar: 'https://seccdn.example/avatar',
    browser: '',
    os: '',
    addr: '',
  };
}

async function body(request: Request): Promise<Record<string, unknown>> {
  return (await request.json()) as Record<string, unknown>;
}

function success(data: unknown): Response {
  return json({ errno: 0, errmsg: '', data });
}

function thrown(status: number, errmsg = 'Error'): Response {
  return json({ errno: status, errmsg }, status);
}
