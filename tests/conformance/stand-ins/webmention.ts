import {
  answerAcrossOrigins,
  type Client,
  type CorsPolicy,
  json,
  newClient,
  type StandIn,
} from './browser.ts';

interface StoredMention {
  readonly id: number;
  readonly target: string;
  readonly type: 'reply' | 'link' | 'like' | 'repost';
  readonly text: string;
  readonly received: number;
  /** By its author, who not always says when. */
  readonly published: number | null;
  readonly isPrivate: boolean;
}

const CORS: CorsPolicy = {
  allows: () => true,
  credentials: false,
  methods: [],
  headers: [],
  exposed: [],
};

const PROPERTIES = {
  reply: 'in-reply-to',
  link: 'mention-of',
  like: 'like-of',
  repost: 'repost-of',
} as const;

/** The service webmention.io, which compares addresses of pages letter by letter, be they capitals or not. */
export class WebmentionStandIn implements StandIn {
  readonly origin = 'https://webmention.io';
  readonly #mentions: StoredMention[] = [];

  add(target: string, text: string, more: Partial<Pick<StoredMention, 'type' | 'isPrivate'>> = {}): void {
    const id = this.#mentions.length + 900;
    const received = Date.UTC(2026, 0, 1) + id * 60_000;
    const published = id % 2 ? received - 30_000 : null;
    this.#mentions.push({ id, target, type: 'reply', text, received, published, isPrivate: false, ...more });
  }

  async handle(request: Request, client: Client = newClient()): Promise<Response> {
    return answerAcrossOrigins(CORS, request, client, async () => this.#route(new URL(request.url)));
  }

  #route({ pathname, searchParams }: URL): Response {
    const targets = [...searchParams.getAll('target[]'), ...searchParams.getAll('target')].map(lower);
    if (targets.length === 0) {
      const error_description = 'Either a token or a target URL is required';
      return json({ error: 'invalid_input', error_description }, 400);
    }
    const found = this.#mentions.filter(({ target }) => targets.includes(lower(target)));
    if (pathname === '/api/count') return json(countsOf(found));
    if (pathname !== '/api/mentions.jf2') return new Response('<h1>Not Found</h1>', { status: 404 });
    const wanted = searchParams.getAll('wm-property[]');
    const given = found.filter(({ type }) => wanted.length === 0 || wanted.includes(PROPERTIES[type]));
    const byDate = searchParams.get('sort-by') === 'published';
    // What has no date comes before all that has one, as in its database.
    const dateOf = ({ published }: StoredMention) => (byDate ? (published ?? -Infinity) : 0);
    given.sort((a, b) => compare(dateOf(a), dateOf(b)) || a.received - b.received);
    if ((searchParams.get('sort-dir') ?? 'down') === 'down') given.reverse();
    const size = Number(searchParams.get('per-page') ?? 20);
    const start = Number(searchParams.get('page') ?? 0) * size;
    return json({
      type: 'feed',
      name: 'Webmentions',
      children: given.slice(start, start + size).map((mention) => present(mention)),
    });
  }
}

function lower(text: string): string {
  return text.toLowerCase();
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function countsOf(mentions: readonly StoredMention[]): object {
  const type: Record<string, number> = {};
  for (const one of mentions) {
    const name = one.type === 'link' ? 'mention' : one.type;
    type[name] = (type[name] ?? 0) + 1;
  }
  return { count: mentions.length, type };
}

function present({ id, target, type, text, received, published, isPrivate }: StoredMention): object {
  const property = PROPERTIES[type];
  return {
    type: 'entry',
    author: {
      type: 'card',
      name: id % 2 ? 'Bo' : '',
      photo: 'https://webmention.io/avatar/bo.jpg',
      url: 'https://bo.example/',
    },
    url: `https://bo.example/${id}`,
    published: published === null ? null : new Date(published).toISOString().replace('.000Z', ''),
    'wm-received': new Date(received).toISOString().replace('.000', ''),
    'wm-id': id,
    'wm-source': `https://bo.example/${id}`,
    'wm-target': target,
    'wm-protocol': 'webmention',
    content: { html: `<p>${text}</p>`, text },
    [property]: target,
    'wm-property': property,
    'wm-private': isPrivate,
  };
}
