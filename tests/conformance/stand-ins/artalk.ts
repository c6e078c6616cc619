import {
  answerAcrossOrigins,
  type Client,
  type CorsPolicy,
  json,
  newClient,
  type StandIn,
} from './browser.ts';

export interface ArtalkSettings {
  /** Asked after so many writes of one address. */
  readonly captcha?: { readonly kind: 'image' | 'iframe'; readonly after: number; readonly answer: string };
  /** New comments wait for a moderator. */
  readonly pendingDefault?: boolean;
  /** Names of social logins; without them nobody can sign in. */
  readonly providers?: readonly string[];
  /** Whether guests may write where others sign in. */
  readonly anonymous?: boolean;
  /** Only admins write. */
  readonly adminOnly?: boolean;
  /** By token. */
  readonly users?: Readonly<Record<string, ArtalkUser>>;
}

export interface ArtalkUser {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly link: string;
  readonly badge_name: string;
  readonly is_admin: boolean;
}

interface StoredComment {
  readonly id: number;
  page_key: string;
  readonly rid: number;
  readonly user_id: number;
  readonly nick: string;
  readonly email: string;
  readonly link: string;
  readonly created: number;
  content: string;
  is_pending: boolean;
  is_collapsed: boolean;
  is_pinned: boolean;
  readonly votes: Map<string, 'up' | 'down'>;
}

const SITE = 'A site';
/** All guests are one to the stand-in. */
const GUEST_ID = 1;
/** The stand-in's `timezone`, Asia/Shanghai, is so far ahead of UTC all the year. */
const AHEAD = 8 * 3_600_000;

/** Of each request the server reads so much up to its body. */
const LONGEST_HEAD = 4_096;
/** What browsers and proxies add to the address in it. */
const HEADERS = 1_500;

const CREATE_REQUIRES = ['name', 'email', 'content', 'page_key', 'site_name'];
const UPDATE_REQUIRES = [
  'site_name',
  'content',
  'page_key',
  'rid',
  'is_collapsed',
  'is_pending',
  'is_pinned',
];

const CORS: CorsPolicy = {
  allows: (origin) => origin === 'https://page.example',
  credentials: false,
  methods: ['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'PATCH'],
  headers: ['authorization', 'content-type'],
  exposed: [],
};

/** Plays an Artalk server, whose time is that of Shanghai. */
export class ArtalkStandIn implements StandIn {
  readonly #settings: ArtalkSettings;
  #comments: StoredComment[] = [];
  #lastId = 0;
  /** Writes of each address since it last passed a captcha. */
  readonly #actions = new Map<string, number>();

  constructor(settings: ArtalkSettings = {}) {
    this.#settings = settings;
  }

  async handle(request: Request, client: Client = newClient()): Promise<Response> {
    // Refused before the server looks at origins, so that no page sees how.
    if (request.url.length > LONGEST_HEAD - HEADERS) return Response.error();
    return answerAcrossOrigins(CORS, request, client, () => this.#answer(request, client));
  }

  /** Has the next write of the address meet a captcha. */
  askCaptcha(address: string): void {
    this.#actions.set(address, Infinity);
  }

  /** As the viewer does in the frame: one write is let through. */
  passCaptcha(address: string): void {
    const { after = 1 } = this.#settings.captcha ?? {};
    this.#actions.set(address, Math.min(after, Number.MAX_SAFE_INTEGER) - 1);
  }

  async #answer(request: Request, { address }: Client): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const { method } = request;
    const { users = {}, providers, anonymous = true } = this.#settings;
    const route = `${method} ${pathname.replace(/^\/api\/v2\//, '')}`;
    const token = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
    const user = token === undefined ? undefined : users[token];
    const sent = method === 'GET' || method === 'DELETE' ? {} : await body(request);
    if (route === 'GET user') {
      return json({ user: user ?? null, is_login: user !== undefined, notifies: [], notifies_count: 0 });
    }
    if (route === 'GET comments') return this.#list(searchParams, user);
    if (route === 'GET stats/page_comment') {
      const keys = searchParams
        .get('page_keys')!
        .split(',')
        .map((key) => key.trim())
        .filter((key) => key !== '');
      return json({ data: Object.fromEntries(keys.map((key) => [key, this.#ofPage(key).length])) });
    }
    if (route === 'GET conf/auth/providers') {
      if (!providers) return refuse(404, 'Auth Api disabled');
      const infos = providers.map((name) => ({ name, label: name, path: pathOf(name), icon: '' }));
      return json({ providers: infos, anonymous });
    }
    if (route === 'POST captcha/verify') return this.#verify(sent, address);
    const [, voted, choice] = /^\w+ votes\/comment\/([^/]+)(?:\/(up|down))?$/.exec(route) ?? [];
    const [, id = voted] = /^\w+ comments\/([^/]+)$/.exec(route) ?? [];
    const comment = this.#comments.find((one) => `${one.id}` === id);
    if (method === 'GET' && voted !== undefined) {
      if (!/^\d+$/.test(voted)) return refuse(400, 'invalid vote target id');
      return comment ? json(stateOf(comment, address)) : refuse(404, 'Comment not found');
    }
    if (!user?.is_admin && method === 'POST') {
      const asked = this.#limit(address);
      if (asked) return asked;
    }
    if (method === 'POST' && choice !== undefined) {
      if (!comment) return refuse(404, 'Comment not found');
      return json(vote(comment, choice as 'up' | 'down', address));
    }
    if (route === 'POST comments') return this.#create(sent, token, user);
    if (id === undefined) return refuse(404, 'Cannot find that');
    if (!user?.is_admin) return refuse(403, 'Admin access required', { need_login: true });
    if (method === 'PUT') {
      const refused = refuseMissing(sent, UPDATE_REQUIRES) ?? refuseOtherSites(sent['site_name']);
      if (refused) return refused;
    }
    if (!comment) return refuse(404, 'Comment not found');
    if (method === 'DELETE') {
      const below = new Set([comment.id]);
      for (const one of this.#comments) if (below.has(one.rid)) below.add(one.id);
      this.#comments = this.#comments.filter((one) => !below.has(one.id));
      return json({ msg: 'Success' });
    }
    comment.content = sent['content'] as string;
    comment.page_key = sent['page_key'] as string;
    comment.is_pending = sent['is_pending'] === true;
    comment.is_collapsed = sent['is_collapsed'] === true;
    comment.is_pinned = sent['is_pinned'] === true;
    return json(cook(comment));
  }

  /** What waits for a moderator is for admins and for who wrote it. */
  #ofPage(key: string, user?: ArtalkUser): StoredComment[] {
    return this.#comments.filter(
      ({ page_key, is_pending, user_id }) =>
        page_key === key && (!is_pending || user?.is_admin || user_id === user?.id),
    );
  }

  #list(query: URLSearchParams, user: ArtalkUser | undefined): Response {
    const refused =
      refuseMissing({ page_key: query.get('page_key') ?? '' }, ['page_key']) ??
      refuseOtherSites(query.get('site_name'));
    if (refused) return refused;
    const all = this.#ofPage(query.get('page_key')!, user);
    const roots = all.filter(({ rid }) => rid === 0).reverse();
    const sort = query.get('sort_by');
    if (sort === 'date_asc') roots.reverse();
    else if (sort === 'vote') roots.sort((a, b) => countOf(b, 'up') - countOf(a, 'up'));
    else if (!sort) roots.sort((a, b) => Number(b.is_pinned) - Number(a.is_pinned));
    const [offset, limit] = [Number(query.get('offset') ?? 0), Number(query.get('limit') ?? 0)];
    const given = roots.slice(offset, offset + limit);
    const ids = new Set(given.map(({ id }) => id));
    for (const one of all) if (ids.has(one.rid)) ids.add(one.id);
    const replies = all.filter(({ id, rid }) => rid !== 0 && ids.has(id));
    return json({
      comments: [...given, ...replies].map(cook),
      count: all.length,
      roots_count: roots.length,
      page: {
        id: 1,
        key: query.get('page_key'),
        admin_only: this.#settings.adminOnly ?? false,
        pv: 0,
      },
    });
  }

  #create(sent: Record<string, unknown>, token: string | undefined, user: ArtalkUser | undefined): Response {
    const { pendingDefault, providers, anonymous = true, adminOnly, users = {} } = this.#settings;
    const missing = refuseMissing(sent, CREATE_REQUIRES);
    if (missing) return missing;
    const [content, name, email, link, key] = ['content', 'name', 'email', 'link', 'page_key'].map(
      (field) => (sent[field] as string | undefined) ?? '',
    );
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email!)) return refuse(400, 'Invalid Email');
    if (link && !/^https?:\S+$/i.test(link)) return refuse(400, 'Invalid Link');
    const otherSite = refuseOtherSites(sent['site_name']);
    if (otherSite) return otherSite;
    const asAdmin = Object.values(users).some(
      (one) => one.is_admin && isSame(one.name, name!) && isSame(one.email, email!),
    );
    if ((adminOnly || asAdmin) && !user?.is_admin)
      return refuse(403, 'Admin access required', { need_login: true });
    if (token !== undefined && !user) return refuse(401, 'Login required', { need_auth_login: true });
    const rid = Number(sent['rid'] ?? 0);
    const parent = this.#comments.find(({ id }) => id === rid);
    if (rid !== 0 && !parent) return refuse(404, 'Parent comment not found');
    if (parent && parent.page_key !== key) {
      return refuse(400, 'Inconsistent with the page_key of the parent comment');
    }
    if (parent && !isAnswerable(parent)) return refuse(400, 'Cannot reply to this comment');
    if (!user && providers && !anonymous) return refuse(500, 'anonymous user is not allowed');
    const comment: StoredComment = {
      id: ++this.#lastId,
      page_key: key!,
      rid,
      user_id: user?.id ?? GUEST_ID,
      nick: user?.name ?? name!,
      email: user?.email ?? email!,
      link: user?.link ?? link!,
      created: Date.now(),
      content: content!,
      is_pending: pendingDefault === true && !user?.is_admin,
      is_collapsed: false,
      is_pinned: false,
      votes: new Map(),
    };
    this.#comments.push(comment);
    return json(cook(comment));
  }

  #limit(address: string): Response | null {
    const { captcha } = this.#settings;
    if (!captcha) return null;
    const actions = this.#actions.get(address) ?? 0;
    if (actions < captcha.after) {
      this.#actions.set(address, actions + 1);
      return null;
    }
    const asked = captcha.kind === 'image' ? { img_data: IMAGE } : { iframe: true };
    return refuse(403, 'Captcha required', { need_captcha: true, ...asked });
  }

  #verify(sent: Record<string, unknown>, address: string): Response {
    const { captcha } = this.#settings;
    if (!captcha) return refuse(404, 'Captcha disabled');
    const missing = refuseMissing(sent, ['value']);
    if (missing) return missing;
    if (!isSame(sent['value'] as string, captcha.answer)) {
      return refuse(403, 'Wrong captcha', { img_data: IMAGE });
    }
    this.passCaptcha(address);
    return json({ msg: 'Success' });
  }
}

const IMAGE = 'data:image/png;base64,iVBORw0KGgo=';

function cook(comment: StoredComment) {
  const { id, content, user_id, nick, link, created, is_pending, is_collapsed, is_pinned, rid, page_key } =
    comment;
  return {
    id,
    content,
    content_marked: `<p>${content.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</p>`,
    user_id,
    nick,
    email_encrypted: '0123456789abcdef',
    link,
    ua: '',
    date: new Date(created + AHEAD).toISOString().slice(0, 19).replace('T', ' '),
    is_collapsed,
    is_pending,
    is_pinned,
    is_allow_reply: isAnswerable(comment),
    is_verified: false,
    rid,
    badge_name: '',
    badge_color: '',
    visible: true,
    vote_up: countOf(comment, 'up'),
    vote_down: countOf(comment, 'down'),
    page_key,
    page_url: page_key,
    site_name: SITE,
  };
}

function isAnswerable({ is_collapsed, is_pending }: StoredComment): boolean {
  return !is_collapsed && !is_pending;
}

/** Signing in by these has no page of the server's own. */
function pathOf(provider: string): string {
  return provider === 'email' || provider === 'skip' ? '' : `/api/v2/auth/${provider}`;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function countOf({ votes }: StoredComment, choice: 'up' | 'down'): number {
  return [...votes.values()].filter((one) => one === choice).length;
}

function stateOf(comment: StoredComment, address: string) {
  const mine = comment.votes.get(address);
  return {
    up: countOf(comment, 'up'),
    down: countOf(comment, 'down'),
    is_up: mine === 'up',
    is_down: mine === 'down',
  };
}

function vote(comment: StoredComment, choice: 'up' | 'down', address: string) {
  if (comment.votes.get(address) === choice) comment.votes.delete(address);
  else comment.votes.set(address, choice);
  return stateOf(comment, address);
}

function refuseMissing(sent: Record<string, unknown>, names: readonly string[]): Response | undefined {
  const missing = names.find((name) => !(name in sent) || `${sent[name] as string}`.trim() === '');
  return missing === undefined
    ? undefined
    : refuse(400, `${missing[0]!.toUpperCase()}${missing.slice(1)} is required`);
}

function refuseOtherSites(name: unknown): Response | undefined {
  if (name === SITE) return undefined;
  return refuse(404, `Site \`${name as string}\` not found. Please create it in control center.`, {
    err_no_site: true,
  });
}

async function body(request: Request): Promise<Record<string, unknown>> {
  return (await request.json()) as Record<string, unknown>;
}

function refuse(status: number, msg: string, more: object = {}): Response {
  return json({ msg, ...more }, status);
}
