import {
  answerAcrossOrigins,
  type Client,
  type CorsPolicy,
  json,
  newClient,
  type StandIn,
} from './browser.ts';

export interface DiscourseSettings {
  /** By user API key. */
  readonly users?: Readonly<Record<string, DiscourseUser>>;
  readonly minPostLength?: number;
  /** New posts wait for a moderator. */
  readonly approvePosts?: boolean;
  /** Posts in the answer of a topic. */
  readonly chunkSize?: number;
  /** Seconds to wait, if too much was asked. */
  readonly waitSeconds?: number;
}

export interface DiscourseUser {
  readonly username: string;
  readonly name: string;
}

interface Post {
  readonly id: number;
  readonly topic: number;
  readonly post_number: number;
  /** 1 for what somebody wrote, 3 for a note of what was done to the topic. */
  readonly post_type: number;
  readonly user: DiscourseUser;
  readonly reply_to: number | null;
  readonly created: number;
  raw: string;
  updated: number;
  version: number;
  user_deleted: boolean;
  readonly likes: Set<string>;
}

const CORS: CorsPolicy = {
  allows: (origin) => origin === 'https://page.example',
  credentials: true,
  methods: ['POST', 'PUT', 'GET', 'OPTIONS', 'DELETE'],
  // The key of an administrator is not among them.
  headers: [
    'content-type',
    'cache-control',
    'x-requested-with',
    'x-csrf-token',
    'discourse-present',
    'user-api-key',
    'user-api-client-id',
    'authorization',
  ],
  exposed: [],
};

/** Kinds of what is done to a post. */
const LIKE = 2;
const NOTIFY_MODERATORS = 7;
const NOT_FOUND = 'The requested URL or resource could not be found.';
const NOT_PERMITTED = 'You are not permitted to view the requested resource.';
const TOPIC_GONE =
  'Something has gone wrong. Perhaps this topic was closed or deleted while you were looking at it?';

const SYSTEM: DiscourseUser = { username: 'system', name: 'system' };
const DELETED = '<p>(post deleted by author)</p>';

/** Plays a Discourse forum. */
export class DiscourseStandIn implements StandIn {
  readonly #settings: Required<DiscourseSettings>;
  readonly #topics = new Map<string, number>();
  readonly #closed = new Set<number>();
  #posts: Post[] = [];
  #lastId = 1000;

  constructor(settings: DiscourseSettings = {}) {
    this.#settings = {
      users: {},
      minPostLength: 1,
      approvePosts: false,
      chunkSize: 20,
      waitSeconds: 0,
      ...settings,
    };
  }

  handle(request: Request, client: Client = newClient()): Promise<Response> {
    return answerAcrossOrigins(CORS, request, client, () => this.#answer(request));
  }

  /** The number of the topic for a page, which has a first post as soon as there is one. */
  topicFor(page: string): number {
    const known = this.#topics.get(page);
    if (known !== undefined) return known;
    const topic = 10 + this.#topics.size;
    this.#topics.set(page, topic);
    this.#add(topic, SYSTEM, `This is a companion discussion topic for ${page}`, null);
    return topic;
  }

  close(topic: number): void {
    this.#closed.add(topic);
    this.#add(topic, SYSTEM, '', null, 3);
  }

  write(topic: number, raw: string, user: DiscourseUser): void {
    this.#add(topic, user, raw, null);
  }

  async #answer(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const { method } = request;
    const { users, waitSeconds } = this.#settings;
    if (waitSeconds > 0) {
      const errors = ['You’ve performed this action too many times.'];
      return json({ errors, error_type: 'rate_limit', extras: { wait_seconds: waitSeconds } }, 429);
    }
    const key = request.headers.get('user-api-key');
    const user = key === null ? undefined : users[key];
    if (key !== null && !user) return refuse(403, 'invalid_access', NOT_PERMITTED);
    const asRaw = searchParams.get('include_raw') === 'true';
    const [, topic, part] = /^\/t\/(\d+)(\/posts)?\.json$/.exec(pathname) ?? [];
    if (method === 'GET' && topic !== undefined) {
      const all = this.#posts.filter((one) => one.topic === Number(topic));
      if (all.length === 0) return refuse(404, 'not_found', NOT_FOUND);
      const ids = searchParams.getAll('post_ids[]').map(Number);
      const some = part ? all.filter(({ id }) => ids.includes(id)) : all.slice(0, this.#settings.chunkSize);
      const posts = some.map((one) => this.#present(one, user, asRaw));
      if (part) return json({ post_stream: { posts }, id: Number(topic) });
      return json({
        id: Number(topic),
        title: 'Topic',
        posts_count: all.length,
        closed: this.#closed.has(Number(topic)),
        archived: false,
        post_stream: { posts, stream: all.map(({ id }) => id) },
        // Staff may write in a closed topic too; of them there are none here.
        details: { ...(user && !this.#closed.has(Number(topic)) && { can_create_post: true }) },
      });
    }
    // Without a key it is a form of the forum's own that may be forged.
    if (!user && method !== 'GET') return new Response('["BAD CSRF"]', { status: 403 });
    if (!user) return refuse(403, 'not_logged_in', 'You need to be logged in to do that.');
    if (pathname === '/session/current.json') {
      return json({ current_user: { id: 1, ...user, avatar_template: '/letter_avatar/{size}.png' } });
    }
    const sent = method === 'POST' || method === 'PUT' ? await body(request) : {};
    if (method === 'POST' && pathname === '/posts.json') return this.#create(sent, user);
    if (method === 'POST' && pathname === '/post_actions.json') return this.#act(sent, user);
    const [, action, id] = /^\/(post_actions|posts)\/([^/]+)\.json$/.exec(pathname) ?? [];
    const post = this.#posts.find((one) => `${one.id}` === id);
    if (!post) return refuse(404, 'not_found', NOT_FOUND);
    if (action === 'post_actions') {
      if (!post.likes.delete(user.username)) return refuse(404, undefined, NOT_FOUND);
      return json(this.#present(post, user, false));
    }
    if (method === 'GET') return json(this.#present(post, user, true));
    if (post.user !== user || post.user_deleted) {
      return refuse(403, 'invalid_access', NOT_PERMITTED);
    }
    // As where each edit counts as one; by default a member has five minutes until it does.
    post.updated = Date.now();
    post.version++;
    if (method === 'DELETE') {
      post.user_deleted = true;
      return new Response('');
    }
    post.raw = (sent['post'] as { raw: string }).raw;
    return json({ post: this.#present(post, user, true) });
  }

  #create(sent: Record<string, unknown>, user: DiscourseUser): Response {
    const { raw, topic_id, reply_to_post_number } = sent as {
      raw: string;
      topic_id: number;
      reply_to_post_number?: number;
    };
    const { minPostLength, approvePosts } = this.#settings;
    if (raw.trim().length < minPostLength) {
      return json(
        { action: 'create_post', errors: [`Body is too short (minimum is ${minPostLength} characters)`] },
        422,
      );
    }
    if (this.#closed.has(topic_id)) return json({ action: 'create_post', errors: [TOPIC_GONE] }, 422);
    if (approvePosts) {
      const pending_post = { id: ++this.#lastId, raw, created_at: new Date().toISOString() };
      return json({ success: true, action: 'enqueued', pending_count: 1, pending_post });
    }
    return json(this.#present(this.#add(topic_id, user, raw, reply_to_post_number ?? null), user, false));
  }

  #act(sent: Record<string, unknown>, user: DiscourseUser): Response {
    const post = this.#posts.find(({ id }) => id === sent['id']);
    if (!post) return refuse(404, 'not_found', NOT_FOUND);
    if (sent['post_action_type_id'] === LIKE) {
      if (post.user === user) return refuse(403, undefined, NOT_PERMITTED);
      if (post.likes.has(user.username))
        return refuse(403, undefined, 'Oops! You already performed this action.');
      post.likes.add(user.username);
    }
    return json(this.#present(post, user, false));
  }

  #add(topic: number, user: DiscourseUser, raw: string, reply_to: number | null, post_type = 1): Post {
    const post: Post = {
      id: ++this.#lastId,
      topic,
      post_number: 1 + this.#posts.filter((one) => one.topic === topic).length,
      post_type,
      user,
      reply_to,
      created: Date.now(),
      raw,
      updated: Date.now(),
      version: 1,
      user_deleted: false,
      likes: new Set(),
    };
    this.#posts.push(post);
    return post;
  }

  #present(post: Post, viewer: DiscourseUser | undefined, asRaw: boolean) {
    const {
      id,
      topic,
      post_number,
      post_type,
      user,
      reply_to,
      created,
      raw,
      updated,
      version,
      user_deleted,
      likes,
    } = post;
    const isMine = user === viewer;
    const acted = viewer !== undefined && likes.has(viewer.username);
    const may = viewer !== undefined && !isMine;
    const like = {
      id: LIKE,
      ...(likes.size > 0 && { count: likes.size }),
      ...(acted ? { acted, can_undo: true } : may && { can_act: true }),
    };
    const actions_summary = [
      ...('count' in like || 'can_act' in like ? [like] : []),
      ...(may ? [{ id: NOTIFY_MODERATORS, can_act: true }] : []),
    ];
    return {
      id,
      topic_id: topic,
      post_number,
      post_type,
      username: user.username,
      name: user.name,
      avatar_template: '/letter_avatar_proxy/{size}.png',
      created_at: new Date(created).toISOString(),
      updated_at: new Date(updated).toISOString(),
      cooked: user_deleted ? DELETED : `<p>${raw.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p>`,
      ...(asRaw && { raw: user_deleted ? '(post deleted by author)' : raw }),
      reply_count: this.#posts.filter((one) => one.topic === topic && one.reply_to === post_number).length,
      reply_to_post_number: reply_to,
      yours: isMine,
      can_edit: isMine && !user_deleted,
      can_delete: isMine && !user_deleted,
      actions_summary,
      hidden: false,
      user_deleted,
      version,
    };
  }
}

async function body(request: Request): Promise<Record<string, unknown>> {
  return (await request.json()) as Record<string, unknown>;
}

function refuse(status: number, error_type: string | undefined, error: string): Response {
  return json({ errors: [error], error_type }, status);
}
