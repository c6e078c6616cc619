import {
  answerAcrossOrigins,
  type Client,
  type CorsPolicy,
  json,
  newClient,
  type StandIn,
} from './browser.ts';

interface StoredStatus {
  readonly id: string;
  readonly parent: string | null;
  readonly account: string;
  readonly createdAt: string;
  readonly language: string | null;
  readonly visibility: string;
  text: string;
  editedAt: string | null;
  readonly favourites: Set<string>;
}

const CORS: CorsPolicy = {
  allows: () => true,
  credentials: false,
  methods: ['PUT', 'DELETE', 'PATCH'],
  headers: ['authorization', 'content-type', 'idempotency-key'],
  exposed: ['link', 'x-ratelimit-reset', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'x-request-id'],
};

const MAX_CHARACTERS = 500;
/** What a server gives to who is not signed in. */
const MAX_DESCENDANTS = 60;
const MAX_DEPTH = 20;

/** A Mastodon server with the reader `ana`, whose token is `ana-token`, and the site's own account `site`. */
export class MastodonStandIn implements StandIn {
  readonly origin = 'https://mastodon.example';
  readonly #statuses = new Map<string, StoredStatus>();
  readonly #byKey = new Map<string, string>();
  /** Beyond what a number can hold. */
  #lastId = 114_000_000_000_000_000n;
  #clock = Date.UTC(2026, 0, 1);

  /** The address of a new post for readers to reply to. */
  addPost(): string {
    return `${this.origin}/@site/${this.#add('site', 'A post', null).id}`;
  }

  /** @returns the id of the reply */
  addReply(parent: string, text: string, account = 'bo'): string {
    return this.#add(account, text, parent).id;
  }

  async handle(request: Request, client: Client = newClient()): Promise<Response> {
    return answerAcrossOrigins(CORS, request, client, () => this.#route(request));
  }

  async #route(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    // Who comes with a token that nobody has reads as everybody does.
    const viewer = request.headers.get('authorization') === 'Bearer ana-token' ? 'ana' : null;
    if (pathname === '/api/v2/instance') {
      return json({ configuration: { statuses: { max_characters: MAX_CHARACTERS } } });
    }
    if (pathname === '/api/v1/accounts/verify_credentials') {
      return viewer ? json(accountOf(viewer)) : unauthorised();
    }
    const [, id, action] = /^\/api\/v1\/statuses(?:\/([^/]+))?(?:\/(\w+))?$/.exec(pathname) ?? [];
    if (id === undefined) {
      if (request.method !== 'POST') return notFound();
      return viewer ? this.#post(viewer, await request.json(), request.headers) : unauthorised();
    }
    const status = this.#statuses.get(decodeURIComponent(id));
    const isRead = request.method === 'GET';
    if ((!isRead || action === 'source') && !viewer) return unauthorised();
    if (!status || (!isRead && !/favourite/.test(action ?? '') && status.account !== viewer))
      return notFound();
    switch (`${request.method} ${action ?? ''}`.trim()) {
      case 'GET':
        return json(this.#present(status, viewer));
      case 'GET context':
        return json({ ancestors: [], descendants: this.#descendants(status, viewer) });
      case 'GET source':
        return json({ id: status.id, text: status.text, spoiler_text: '' });
      case 'POST favourite':
        status.favourites.add(viewer!);
        return json(this.#present(status, viewer));
      case 'POST unfavourite':
        status.favourites.delete(viewer!);
        return json(this.#present(status, viewer));
      case 'PUT':
        return this.#edit(status, await request.json());
      case 'DELETE':
        this.#delete(status);
        return json({ ...this.#present(status, viewer), text: status.text });
    }
    return notFound();
  }

  #post(account: string, body: Record<string, string>, headers: Headers): Response {
    const key = headers.get('idempotency-key');
    const known = key === null ? undefined : this.#statuses.get(this.#byKey.get(key) ?? '');
    if (known) return json(this.#present(known, account));
    const refusal = refuseText(body['status']);
    if (refusal) return refusal;
    const parent = body['in_reply_to_id'] ?? null;
    if (parent !== null && !this.#statuses.has(parent)) return notFound();
    const status = this.#add(
      account,
      body['status']!,
      parent,
      languageOf(body['language']),
      body['visibility'],
      Date.now(),
    );
    if (key !== null) this.#byKey.set(key, status.id);
    return json(this.#present(status, account));
  }

  #edit(status: StoredStatus, body: Record<string, string>): Response {
    const refusal = refuseText(body['status']);
    if (refusal) return refusal;
    const text = body['status']!.trim();
    // An edit that changes nothing is none.
    if (text !== status.text) status.editedAt = new Date().toISOString();
    status.text = text;
    return json(this.#present(status, status.account));
  }

  /** Answers to what is gone answer nothing any more. */
  #delete({ id }: StoredStatus): void {
    this.#statuses.delete(id);
    for (const status of this.#statuses.values()) {
      if (status.parent === id) this.#statuses.set(status.id, { ...status, parent: null });
    }
  }

  /** Each with all that answers it, from the oldest on, until there are enough; then who answers themselves. */
  #descendants(root: StoredStatus, viewer: string | null): object[] {
    const found: StoredStatus[] = [];
    const walk = ({ id }: StoredStatus, depth: number): void => {
      if (viewer === null && depth > MAX_DEPTH) return;
      for (const reply of this.#repliesTo(id)) {
        found.push(reply);
        walk(reply, depth + 1);
      }
    };
    walk(root, 1);
    const given = viewer === null ? found.slice(0, MAX_DESCENDANTS) : found;
    const answersItself = ({ parent, account }: StoredStatus) =>
      Number(this.#statuses.get(parent ?? '')?.account === account);
    return given
      .toSorted((one, other) => answersItself(other) - answersItself(one))
      .map((status) => this.#present(status, viewer));
  }

  #repliesTo(id: string): StoredStatus[] {
    return [...this.#statuses.values()].filter(({ parent }) => parent === id);
  }

  #add(
    account: string,
    text: string,
    parent: string | null,
    language: string | null = 'en',
    visibility = 'public',
    time = (this.#clock += 1000),
  ): StoredStatus {
    const status: StoredStatus = {
      id: `${(this.#lastId += 1n)}`,
      parent,
      account,
      createdAt: new Date(time).toISOString(),
      language,
      visibility,
      text: text.trim(),
      editedAt: null,
      favourites: new Set(),
    };
    this.#statuses.set(status.id, status);
    return status;
  }

  #present(status: StoredStatus, viewer: string | null): object {
    const { id, parent, account, language, visibility, createdAt, editedAt, favourites } = status;
    return {
      id,
      created_at: createdAt,
      edited_at: editedAt,
      in_reply_to_id: parent,
      in_reply_to_account_id: null,
      sensitive: false,
      spoiler_text: '',
      visibility,
      language,
      uri: `${this.origin}/users/${account}/statuses/${id}`,
      url: `${this.origin}/@${account}/${id}`,
      replies_count: this.#repliesTo(id).filter(({ visibility }) => /^(public|unlisted)$/.test(visibility))
        .length,
      reblogs_count: 0,
      favourites_count: favourites.size,
      ...(viewer !== null && { favourited: favourites.has(viewer) }),
      content: `<p>${status.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</p>`,
      account: accountOf(account),
      media_attachments: [],
      mentions: [],
      tags: [],
      emojis: [],
      card: null,
      poll: null,
    };
  }
}

function accountOf(name: string): object {
  return {
    id: `10${name.length}${name.charCodeAt(0)}`,
    acct: name,
    username: name,
    display_name: `${name} :verified:`,
    url: `https://mastodon.example/@${name}`,
    avatar: 'https://files.example/a.gif',
    avatar_static: 'https://files.example/a.png',
    bot: false,
    emojis: [
      {
        shortcode: 'verified',
        url: 'https://files.example/v.gif',
        static_url: 'https://files.example/v.png',
      },
    ],
  };
}

/** Only of Chinese the regions are languages. */
function languageOf(tag: string | undefined): string | undefined {
  return tag && (/^zh-(CN|HK|TW|YUE)$/.test(tag) ? tag : tag.split('-')[0]);
}

function refuseText(text: string | undefined): Response | null {
  if (!text?.trim()) return json({ error: "Validation failed: Text can't be blank" }, 422);
  if ([...new Intl.Segmenter().segment(text.trim())].length <= MAX_CHARACTERS) return null;
  return json({ error: `Validation failed: Text character limit of ${MAX_CHARACTERS} exceeded` }, 422);
}

function unauthorised(): Response {
  return json({ error: 'The access token is invalid' }, 401);
}

function notFound(): Response {
  return json({ error: 'Record not found' }, 404);
}
