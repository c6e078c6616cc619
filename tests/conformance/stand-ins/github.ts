import {
  answerAcrossOrigins,
  type Client,
  type CorsPolicy,
  json,
  newClient,
  type StandIn,
} from './browser.ts';

interface StoredComment {
  readonly id: string;
  readonly discussion: string;
  readonly author: string;
  readonly replyTo: string | null;
  readonly createdAt: string;
  body: string;
  lastEditedAt: string | null;
  deletedAt: string | null;
  readonly reactions: Map<string, Set<string>>;
}

interface StoredDiscussion {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

interface Variables extends Part {
  readonly query?: string;
  readonly id?: string;
  readonly title?: string;
  readonly body?: string;
  readonly content?: string;
  readonly discussionId?: string;
  readonly replyToId?: string | null;
}

interface Part {
  readonly first?: number;
  readonly last?: number;
  readonly after?: string;
  readonly before?: string;
}

const GITHUB_CORS: CorsPolicy = {
  allows: () => true,
  credentials: false,
  methods: [],
  headers: ['authorization', 'content-type'],
  exposed: ['etag', 'link', 'retry-after', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'],
};

/** Such a service says nothing of headers, and answers no preflight. */
const SERVICE_CORS: CorsPolicy = {
  allows: (origin) => origin === 'https://page.example',
  credentials: false,
  methods: [],
  headers: [],
  exposed: [],
};

const CONTENTS = ['THUMBS_UP', 'THUMBS_DOWN', 'LAUGH', 'HOORAY', 'CONFUSED', 'HEART', 'ROCKET', 'EYES'];
export const SITE = 'club/site';
export const ANA_TOKEN = 'ana-token';
export const ANA_SESSION = 'ana-session';

/** GitHub with the repository `club/site`, and a giscus service for it; `ana` has a token. */
export class GitHubStandIn implements StandIn {
  readonly api = 'https://api.github.com';
  readonly service = 'https://giscus.example';
  readonly #discussions: StoredDiscussion[] = [];
  readonly #locked = new Set<string>();
  readonly #comments: StoredComment[] = [];
  #last = 0;
  #clock = Date.UTC(2026, 0, 1);

  /** Puts comments into the discussion of a title, as readers do on GitHub. */
  async seed(title: string, texts: readonly string[]): Promise<void> {
    const body = `<!-- sha1: ${await sha1(title)} -->`;
    const discussion =
      this.#discussions.find((one) => one.title === title) ?? this.#makeDiscussion(title, body);
    for (const text of texts) this.#add(discussion.id, 'bo', text, null, (this.#clock += 1000));
  }

  /** Locks the discussion of a title. */
  lock(title: string): void {
    this.#locked.add(title);
  }

  async handle(request: Request, client: Client = newClient()): Promise<Response> {
    const { origin } = new URL(request.url);
    if (origin === this.api)
      return answerAcrossOrigins(GITHUB_CORS, request, client, () => this.#answerApi(request));
    return answerAcrossOrigins(SERVICE_CORS, request, client, () => this.#answerService(request));
  }

  async #answerService(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/api/oauth/token' && request.method === 'POST') {
      const session = new URLSearchParams(await request.text()).get('session');
      return session === ANA_SESSION ? json({ token: ANA_TOKEN }) : json({ error: 'Invalid state' }, 400);
    }
    if (pathname !== '/api/discussions' || request.method !== 'GET') return json({ error: 'Not found' }, 404);
    if (searchParams.get('repo') !== SITE)
      return json({ error: 'giscus is not installed on this repository' }, 403);
    const digest = await sha1(searchParams.get('term')!);
    const discussion = this.#discussions.find(({ body }) => body.includes(digest));
    if (!discussion) return json({ error: 'Discussion not found' }, 404);
    const [first, last] = ['first', 'last'].map((name) => Number(searchParams.get(name) ?? 0));
    const [after, before] = ['after', 'before'].map((name) => searchParams.get(name) ?? '');
    const found = this.#presentDiscussion(discussion, { first, last, after, before } as Part, null);
    if (!found) return json({ error: '`x` does not appear to be a valid cursor.' }, 500);
    const { comments, ...rest } = found;
    const { nodes, pageInfo, totalCount } = comments;
    return json({
      viewer: { login: 'giscus[bot]' },
      discussion: { ...rest, pageInfo, totalCommentCount: totalCount, comments: nodes.map(passOn) },
    });
  }

  async #answerApi(request: Request): Promise<Response> {
    const authorization = request.headers.get('authorization');
    if (authorization !== `Bearer ${ANA_TOKEN}`) return json({ message: 'Bad credentials' }, 401);
    const { pathname } = new URL(request.url);
    const body = (await request.json()) as Record<string, string> & { variables: Variables };
    if (pathname === '/markdown') {
      return new Response(`<p>${escape(body['text']!)}</p>`, { headers: { 'content-type': 'text/html' } });
    }
    if (pathname !== '/graphql') return json({ message: 'Not Found' }, 404);
    const outcome = this.#run(body['query']!, body.variables);
    if (typeof outcome === 'string')
      return json({ data: null, errors: [{ type: outcome, message: 'Could not' }] });
    return json({ data: onlyNamed({ viewer: user('ana'), ...outcome }, body['query']!) });
  }

  /** What a query names, or the kind of an error. */
  #run(query: string, variables: Variables): Record<string, unknown> | string {
    if (/\bsearch\(/.test(query)) {
      const [, digest = ''] = /in:body "(\w{40})"$/.exec(variables.query!) ?? [];
      const found = this.#discussions.find(({ body }) => body.includes(digest));
      const node = found && this.#presentDiscussion(found, variables, 'ana');
      return node === null ? 'INVALID_CURSOR_ARGUMENTS' : { search: { nodes: node ? [node] : [] } };
    }
    if (/\brepository\(/.test(query)) {
      const nodes = [{ id: 'C1', name: 'Comments' }];
      return { repository: { id: 'R1', discussionCategories: { nodes } } };
    }
    if (/\bcreateDiscussion\(/.test(query)) {
      return {
        createDiscussion: { discussion: this.#makeDiscussion(variables.title!, variables.body!) },
      };
    }
    if (/\bnode\(/.test(query)) {
      const found = this.#discussions.find(({ id }) => id === variables.id);
      if (!found) return 'NOT_FOUND';
      const node = this.#presentDiscussion(found, variables, 'ana');
      return node ? { node } : 'INVALID_CURSOR_ARGUMENTS';
    }
    if (/\baddDiscussionComment\(/.test(query)) return this.#create(variables);
    const comment = this.#comments.find(({ id, deletedAt }) => id === variables.id && deletedAt === null);
    if (!comment) return 'NOT_FOUND';
    if (/\b(add|remove)Reaction\(/.test(query)) {
      const name = query.includes('addReaction(') ? 'addReaction' : 'removeReaction';
      if (!CONTENTS.includes(variables.content!)) return 'UNPROCESSABLE';
      const chosen = comment.reactions.get(variables.content!) ?? new Set();
      comment.reactions.set(variables.content!, chosen);
      if (name === 'addReaction') chosen.add('ana');
      else chosen.delete('ana');
      return { [name]: { subject: this.#present(comment, 'ana') } };
    }
    if (comment.author !== 'ana') return 'FORBIDDEN';
    if (/\bupdateDiscussionComment\(/.test(query)) {
      if (!variables.body?.trim()) return 'UNPROCESSABLE';
      comment.body = variables.body;
      comment.lastEditedAt = new Date().toISOString();
      return { updateDiscussionComment: { comment: this.#present(comment, 'ana') } };
    }
    comment.deletedAt = new Date().toISOString();
    const answer = this.#present(comment, 'ana');
    if (!this.#comments.some(({ replyTo }) => replyTo === comment.id)) {
      this.#comments.splice(this.#comments.indexOf(comment), 1);
    }
    return { deleteDiscussionComment: { comment: answer } };
  }

  #create({ discussionId, replyToId, body }: Variables): Record<string, unknown> | string {
    if (!this.#discussions.some(({ id }) => id === discussionId)) return 'NOT_FOUND';
    if (!body?.trim()) return 'UNPROCESSABLE';
    if (replyToId) {
      const parent = this.#comments.find(({ id }) => id === replyToId);
      if (!parent) return 'NOT_FOUND';
      if (parent.replyTo !== null) return 'UNPROCESSABLE';
    }
    const comment = this.#add(discussionId!, 'ana', body, replyToId ?? null, Date.now());
    return { addDiscussionComment: { comment: this.#present(comment, 'ana') } };
  }

  #makeDiscussion(title: string, body: string): StoredDiscussion {
    const discussion = { id: `D_${++this.#last}`, title, body };
    this.#discussions.push(discussion);
    return discussion;
  }

  #add(
    discussion: string,
    author: string,
    body: string,
    replyTo: string | null,
    time: number,
  ): StoredComment {
    const comment: StoredComment = {
      id: `DC_kwDO${++this.#last}`,
      discussion,
      author,
      replyTo,
      createdAt: new Date(time).toISOString(),
      body,
      lastEditedAt: null,
      deletedAt: null,
      reactions: new Map(),
    };
    this.#comments.push(comment);
    return comment;
  }

  /** Cursors are places in time, whatever has become of what was there; null where one is none. */
  #presentDiscussion(
    { id, title }: StoredDiscussion,
    { first, last, after, before }: Part,
    viewer: string | null,
  ) {
    for (const cursor of [after, before]) if (cursor && !/^cursor:\d+$/.test(cursor)) return null;
    const all = this.#comments.filter(({ discussion, replyTo }) => discussion === id && replyTo === null);
    const place = (comment: StoredComment) => Number(comment.id.replace('DC_kwDO', ''));
    const cursorOf = (comment: StoredComment | undefined) => (comment ? `cursor:${place(comment)}` : null);
    const within = all.filter(
      (one) =>
        (!after || place(one) > Number(after.replace('cursor:', ''))) &&
        (!before || place(one) < Number(before.replace('cursor:', ''))),
    );
    const given = last ? within.slice(-last) : within.slice(0, first);
    const from = given.length > 0 ? all.indexOf(given[0]!) : 0;
    const to = from + given.length;
    return {
      id,
      locked: this.#locked.has(title),
      comments: {
        totalCount: all.length,
        pageInfo: {
          startCursor: cursorOf(given[0]),
          endCursor: cursorOf(given.at(-1)),
          hasPreviousPage: from > 0,
          hasNextPage: to < all.length,
        },
        nodes: given.map((comment) => this.#present(comment, viewer)),
      },
    };
  }

  #present(comment: StoredComment, viewer: string | null): Record<string, unknown> {
    const { id, author, replyTo, body, createdAt, lastEditedAt, deletedAt } = comment;
    const own = viewer === author && deletedAt === null;
    const replies = this.#comments.filter((one) => one.replyTo === id);
    return {
      id,
      url: `https://github.com/${SITE}/discussions/1#${id}`,
      author: user(author),
      authorAssociation: author === 'ana' ? 'MEMBER' : 'NONE',
      createdAt,
      lastEditedAt,
      deletedAt,
      isMinimized: false,
      body: deletedAt ? '' : body,
      bodyHTML: deletedAt ? '' : `<p>${escape(body)}</p>`,
      upvoteCount: 0,
      viewerDidAuthor: own,
      viewerCanUpdate: own,
      viewerCanDelete: own,
      viewerCanReact: viewer !== null,
      replyTo: replyTo === null ? null : { id: replyTo },
      reactionGroups: CONTENTS.map((content) => ({
        content,
        users: { totalCount: comment.reactions.get(content)?.size ?? 0 },
        viewerHasReacted: viewer !== null && (comment.reactions.get(content)?.has(viewer) ?? false),
      })),
      ...(replyTo === null && {
        replies: { totalCount: replies.length, nodes: replies.map((reply) => this.#present(reply, viewer)) },
      }),
    };
  }
}

/** As the service passes a comment on. */
function passOn(comment: Record<string, unknown>): object {
  const { reactionGroups, replies, replyTo, ...rest } = comment as {
    reactionGroups: { content: string; users: { totalCount: number }; viewerHasReacted: boolean }[];
    replies?: { totalCount: number; nodes: Record<string, unknown>[] };
    replyTo: { id: string } | null;
  };
  const reactions = reactionGroups.map(({ content, users, viewerHasReacted }) => [
    content,
    { count: users.totalCount, viewerHasReacted },
  ]);
  return {
    ...rest,
    reactions: Object.fromEntries(reactions) as object,
    ...(replies && { replyCount: replies.totalCount, replies: replies.nodes.map(passOn) }),
    ...(replyTo && { replyToId: replyTo.id }),
  };
}

/** GraphQL gives what is asked for by name, and nothing else. */
function onlyNamed(value: unknown, query: string): unknown {
  if (Array.isArray(value)) return value.map((item) => onlyNamed(item, query));
  if (typeof value !== 'object' || value === null) return value;
  const named = Object.entries(value).filter(([key]) => new RegExp(`\\b${key}\\b`).test(query));
  return Object.fromEntries(named.map(([key, inner]) => [key, onlyNamed(inner, query)]));
}

function user(login: string): object {
  return { login, url: `https://github.com/${login}`, avatarUrl: `https://avatars.example/${login}` };
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

async function sha1(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
