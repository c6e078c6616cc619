import {
  answerAcrossOrigins,
  type Client,
  type CorsPolicy,
  json,
  newClient,
  type StandIn,
} from './browser.ts';

export interface WordPressSettings {
  /** The filter `rest_allow_anonymous_comments`. */
  readonly guestsMayWrite?: boolean;
  /** New comments of guests wait for a moderator. */
  readonly moderated?: boolean;
  /** What a moderator's page was given, with which the cookies of the signed-in are taken. */
  readonly nonce?: string;
}

export interface WordPressPost {
  readonly id: number;
  readonly slug: string;
  readonly type: 'posts' | 'pages';
  open: boolean;
}

interface StoredComment {
  readonly id: number;
  readonly post: number;
  readonly parent: number;
  readonly author: number;
  readonly author_name: string;
  readonly author_email: string;
  readonly author_url: string;
  readonly date: number;
  raw: string;
  status: 'approved' | 'hold' | 'trash';
}

const CORS: CorsPolicy = {
  allows: () => true,
  credentials: true,
  methods: ['OPTIONS', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  headers: ['authorization', 'x-wp-nonce', 'content-disposition', 'content-md5', 'content-type'],
  exposed: ['x-wp-total', 'x-wp-totalpages', 'link'],
};

/** The session cookie of the one who may moderate. */
export const MODERATOR_COOKIE = ['wordpress_logged_in', 'editor'] as const;

/** Plays the comments of WordPress's REST API. */
export class WordPressStandIn implements StandIn {
  readonly #settings: WordPressSettings;
  readonly #posts = new Map<string, WordPressPost>();
  readonly #comments: StoredComment[] = [];

  constructor(settings: WordPressSettings = {}) {
    this.#settings = settings;
  }

  addPost(slug: string, { type = 'posts', open = true }: Partial<WordPressPost> = {}): WordPressPost {
    const known = this.#posts.get(slug);
    if (known) return known;
    const post = { id: 100 + this.#posts.size, slug, type, open };
    this.#posts.set(slug, post);
    return post;
  }

  handle(request: Request, client: Client = newClient()): Promise<Response> {
    return answerAcrossOrigins(CORS, request, client, (known) => this.#answer(request, known));
  }

  async #answer(request: Request, client: Client): Promise<Response> {
    const url = new URL(request.url);
    const [, route = ''] = /\/wp-json\/wp\/v2\/(.*)$/.exec(url.pathname) ?? [];
    const nonce = request.headers.get('x-wp-nonce');
    if (nonce !== null && nonce !== this.#settings.nonce) {
      return refuse('rest_cookie_invalid_nonce', 403, 'Cookie check failed');
    }
    // Without a nonce nobody is signed in, whatever the cookies say.
    const moderates = nonce !== null && client.cookies.get(MODERATOR_COOKIE[0]) === MODERATOR_COOKIE[1];
    if (request.method === 'GET' && /^(posts|pages)$/.test(route)) return this.#listPosts(route, url);
    if (request.method === 'GET' && route === 'users/me') {
      if (!moderates) return refuse('rest_not_logged_in', 401, 'You are not currently logged in.');
      return json({
        id: 7,
        name: 'Edith',
        link: 'https://blog.example/author/edith',
        avatar_urls: {},
        capabilities: { moderate_comments: true },
      });
    }
    if (route === 'comments' && request.method === 'GET') return this.#list(url, moderates);
    if (route === 'comments' && request.method === 'POST')
      return this.#create(await body(request), moderates);
    const [, id] = /^comments\/(\d+)$/.exec(route) ?? [];
    if (id === undefined)
      return refuse('rest_no_route', 404, 'No route was found matching the URL and request method.');
    const comment = this.#comments.find((one) => one.id === Number(id));
    if (!comment) return refuse('rest_comment_invalid_id', 404, 'Invalid comment ID.');
    if (!moderates)
      return refuse('rest_cannot_edit', 401, 'Sorry, you are not allowed to edit this comment.');
    if (request.method === 'DELETE') {
      if (comment.status === 'trash')
        return refuse('rest_already_trashed', 410, 'The comment has already been trashed.');
      comment.status = 'trash';
    } else {
      const content = String((await body(request))['content']);
      if (isTooLong(content)) return tooLong();
      comment.raw = content;
    }
    return json(this.#present(comment, moderates));
  }

  #listPosts(type: string, url: URL): Response {
    const slugs = url.searchParams.get('slug')?.split(',');
    const ids = url.searchParams.get('include')?.split(',');
    const found = [...this.#posts.values()].filter(
      (post) => post.type === type && (slugs?.includes(post.slug) ?? ids?.includes(`${post.id}`)),
    );
    return json(found.map(({ id, open }) => ({ id, comment_status: open ? 'open' : 'closed' })));
  }

  #list({ searchParams }: URL, moderates: boolean): Response {
    const number = (name: string, fallback: number) => Number(searchParams.get(name) ?? fallback);
    const [perPage, page] = [number('per_page', 10), number('page', 1)];
    if (perPage < 1 || perPage > 100 || page < 1) {
      return refuse('rest_invalid_param', 400, 'Invalid parameter(s): per_page', {
        params: { per_page: 'per_page must be between 1 (inclusive) and 100 (inclusive)' },
      });
    }
    if (searchParams.get('context') === 'edit' && !moderates) {
      return refuse('rest_forbidden_context', 401, 'Sorry, you are not allowed to edit comments.');
    }
    const parents = searchParams.get('parent')?.split(',').map(Number);
    const found = this.#comments.filter(
      ({ status, post, parent }) =>
        status === 'approved' && post === number('post', 0) && (parents?.includes(parent) ?? true),
    );
    // Newest first unless told otherwise; the ids settle ties.
    if (searchParams.get('order') !== 'asc') found.reverse();
    const headers = {
      'x-wp-total': `${found.length}`,
      'x-wp-totalpages': `${Math.ceil(found.length / perPage)}`,
    };
    const some = found.slice((page - 1) * perPage, page * perPage);
    return json(
      some.map((one) => this.#present(one, moderates)),
      200,
      headers,
    );
  }

  #create(sent: Record<string, unknown>, moderates: boolean): Response {
    if (!moderates && !this.#settings.guestsMayWrite) {
      return refuse('rest_comment_login_required', 401, 'Sorry, you must be logged in to comment.');
    }
    const post = [...this.#posts.values()].find(({ id }) => id === Number(sent['post']));
    if (!post)
      return refuse(
        'rest_comment_invalid_post_id',
        403,
        'Sorry, you are not allowed to create this comment without a post.',
      );
    if (!post.open) return refuse('rest_comment_closed', 403, 'Sorry, comments are closed for this item.');
    const [content, name, email, website] = ['content', 'author_name', 'author_email', 'author_url'].map(
      (key) => (sent[key] as string | undefined) ?? '',
    );
    if (!content!.trim()) return refuse('rest_comment_content_invalid', 400, 'Invalid comment content.');
    if (!moderates && (!name || !email)) {
      return refuse(
        'rest_comment_author_data_required',
        400,
        'Creating a comment requires valid author name and email values.',
      );
    }
    if (!moderates && !email!.includes('@')) {
      return refuse('rest_invalid_param', 400, 'Invalid parameter(s): author_email', {
        params: { author_email: 'Invalid email address.' },
      });
    }
    if (name!.length > 245) return refuse('comment_author_column_length', 400, 'Your name is too long.');
    if (isTooLong(content!)) return tooLong();
    const parent = Number(sent['parent'] ?? 0);
    const twin = this.#comments.some(
      (one) =>
        one.post === post.id &&
        one.parent === parent &&
        one.author_name === clean(name!) &&
        one.raw === content &&
        one.status !== 'trash',
    );
    if (twin)
      return refuse(
        'comment_duplicate',
        409,
        'Duplicate comment detected; it looks as though you’ve already said that!',
      );
    const comment: StoredComment = {
      id: 1 + this.#comments.length,
      post: post.id,
      parent,
      author: moderates ? 7 : 0,
      author_name: moderates ? 'Edith' : clean(name!),
      author_email: email!,
      author_url: clean(website!),
      date: Date.now(),
      raw: content!,
      status: this.#settings.moderated && !moderates ? 'hold' : 'approved',
    };
    this.#comments.push(comment);
    return json(this.#present(comment, moderates), 201);
  }

  #present(comment: StoredComment, moderates: boolean) {
    const { id, post, parent, author, author_name, author_url, date, raw, status } = comment;
    const answered = this.#comments.some((one) => one.parent === id && one.status === 'approved');
    const gmt = new Date(date).toISOString().slice(0, 19);
    return {
      id,
      post,
      parent,
      author,
      author_name,
      author_url,
      date: gmt,
      date_gmt: gmt,
      content: { rendered: `<p>${raw.replace(/\n/g, '<br />\n')}</p>\n`, ...(moderates && { raw }) },
      link: `https://blog.example/?p=${post}#comment-${id}`,
      status,
      type: 'comment',
      author_avatar_urls: {
        '24': 'https://gravatar.example/24',
        '48': 'https://gravatar.example/48',
        '96': 'https://gravatar.example/96',
      },
      meta: [],
      _links: {
        self: [{}],
        ...(answered && { children: [{ href: '' }] }),
        ...(parent && { 'in-reply-to': [{}] }),
      },
    };
  }
}

/** What it keeps of a name or an address: no tags, and the rest escaped unless it was. */
function clean(text: string): string {
  return text
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/&(?!\w+;|#\w+;)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\s+/g, ' ')
    .trim();
}

function isTooLong(content: string): boolean {
  return new TextEncoder().encode(content).length > 65_525;
}

function tooLong(): Response {
  return refuse('comment_content_column_length', 400, 'Your comment is too long.');
}

async function body(request: Request): Promise<Record<string, unknown>> {
  return (await request.json()) as Record<string, unknown>;
}

function refuse(code: string, status: number, message: string, data: object = {}): Response {
  return json({ code, message, data: { status, ...data } }, status);
}
