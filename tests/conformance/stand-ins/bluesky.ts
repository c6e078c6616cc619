import {
  answerAcrossOrigins,
  type Client,
  type CorsPolicy,
  json,
  newClient,
  type StandIn,
} from './browser.ts';

interface PostRecord {
  readonly text: string;
  readonly createdAt: string;
  readonly reply?: { readonly root: Ref; readonly parent: Ref };
}

interface Ref {
  readonly uri: string;
  readonly cid: string;
}

interface WriteBody {
  readonly repo: string;
  readonly collection: string;
  readonly rkey?: string;
  readonly record?: unknown;
}

interface StoredPost extends Ref {
  readonly did: string;
  readonly record: PostRecord;
  readonly indexedAt: string;
  /** Addresses of likes, by who likes. */
  readonly likes: Map<string, string>;
}

const CORS: CorsPolicy = {
  allows: () => true,
  credentials: false,
  methods: [],
  headers: ['authorization', 'content-type', 'atproto-proxy'],
  exposed: [],
};

const POST = 'app.bsky.feed.post';
const LIKE = 'app.bsky.feed.like';
const SITE = 'did:plc:site';
export const ANA = 'did:plc:ana';
export const ANA_TOKEN = 'ana-jwt';

/** The network: the service that anybody may read, and the server `https://pds.example` of the reader Ana. */
export class BlueskyStandIn implements StandIn {
  readonly publicService = 'https://public.api.bsky.app';
  readonly pds = 'https://pds.example';
  readonly #posts = new Map<string, StoredPost>();
  #last = 0;
  #clock = Date.UTC(2026, 0, 1);

  /** The address of a new post for readers to reply to. */
  addPost(): string {
    const { uri } = this.#add(SITE, this.#nextKey(), { text: 'A post', createdAt: this.#tick() });
    return `https://bsky.app/profile/site.example/post/${uri.split('/').at(-1)}`;
  }

  /** @param address of a post that `addPost` made */
  addReply(address: string, text: string): void {
    const root = this.#posts.get(`at://${SITE}/${POST}/${address.split('/').at(-1)}`)!;
    const reply = { root, parent: root };
    this.#add('did:plc:bo', this.#nextKey(), { text, createdAt: this.#tick(), reply });
  }

  async handle(request: Request, client: Client = newClient()): Promise<Response> {
    return answerAcrossOrigins(CORS, request, client, () => this.#route(request));
  }

  async #route(request: Request): Promise<Response> {
    const { origin, pathname, searchParams } = new URL(request.url);
    const authorization = request.headers.get('authorization');
    if (origin === this.pds && authorization === null) return refusal(401, 'AuthMissing');
    if (authorization !== null && (origin !== this.pds || authorization !== `Bearer ${ANA_TOKEN}`)) {
      return refusal(400, 'ExpiredToken', 'Token has expired');
    }
    const viewer = authorization === null ? null : ANA;
    const method = pathname.replace('/xrpc/', '');
    const query = (name: string) => searchParams.get(name) ?? '';
    if (request.method === 'GET') {
      switch (method) {
        case 'com.atproto.identity.resolveHandle':
          return query('handle') === 'site.example'
            ? json({ did: SITE })
            : refusal(400, 'InvalidRequest', 'Unable to resolve handle');
        case 'app.bsky.actor.getProfile':
          return json(profileOf(query('actor')));
        case 'app.bsky.feed.getPostThread':
          return this.#thread(query('uri'), viewer);
        case 'com.atproto.repo.getRecord':
          return this.#record(`at://${query('repo')}/${query('collection')}/${query('rkey')}`);
      }
    } else if (request.method === 'POST' && viewer !== null) {
      const body = (await request.json()) as WriteBody;
      if (body['repo'] !== viewer) return refusal(403, 'InvalidRequest');
      if (method === 'com.atproto.repo.createRecord') return this.#create(viewer, body);
      if (method === 'com.atproto.repo.deleteRecord') return this.#delete(viewer, body);
    }
    return refusal(501, 'MethodNotImplemented');
  }

  #thread(uri: string, viewer: string | null): Response {
    if (!this.#posts.has(uri)) return refusal(400, 'NotFound', `Post not found: ${uri}`);
    return json({ thread: this.#node(this.#posts.get(uri)!, viewer) });
  }

  #node(post: StoredPost, viewer: string | null): object {
    const { uri, cid, did, record, indexedAt, likes } = post;
    const replies = [...this.#posts.values()].filter(({ record: { reply } }) => reply?.parent.uri === uri);
    const like = viewer === null ? undefined : likes.get(viewer);
    return {
      $type: 'app.bsky.feed.defs#threadViewPost',
      post: {
        uri,
        cid,
        author: profileOf(did),
        record: { $type: POST, ...record },
        replyCount: replies.length,
        repostCount: 0,
        likeCount: likes.size,
        quoteCount: 0,
        indexedAt,
        labels: [],
        ...(viewer !== null && { viewer: { threadMuted: false, ...(like && { like }) } }),
      },
      replies: replies.map((reply) => this.#node(reply, viewer)),
    };
  }

  #record(uri: string): Response {
    const post = this.#posts.get(uri);
    if (!post) return refusal(400, 'RecordNotFound', `Could not locate record: ${uri}`);
    return json({ uri, cid: post.cid, value: post.record });
  }

  #create(did: string, { collection, rkey = '', record }: WriteBody): Response {
    if (collection === LIKE) {
      const { uri } = (record as { subject: Ref }).subject;
      const like = `at://${did}/${LIKE}/${this.#nextKey()}`;
      this.#posts.get(uri)?.likes.set(did, like);
      return json({ uri: like, cid: 'like' });
    }
    const post = record as PostRecord & { $type: string };
    if (post.$type !== POST || !/^[234567a-j][234567a-z]{12}$/.test(rkey))
      return refusal(400, 'InvalidRequest');
    if ([...new Intl.Segmenter().segment(post.text)].length > 300) {
      return refusal(400, 'InvalidRequest', 'Record/text must not be longer than 300 graphemes');
    }
    if (this.#posts.has(`at://${did}/${POST}/${rkey}`)) return refusal(500, 'InternalServerError');
    // What answers something unknown is kept, and is in no thread.
    const known = [post.reply!.root, post.reply!.parent].every(
      ({ uri, cid }) => this.#posts.get(uri)?.cid === cid,
    );
    const { reply, ...alone } = post;
    const { uri, cid } = this.#add(did, rkey, known ? { ...alone, reply: reply! } : alone);
    return json({ uri, cid, validationStatus: 'valid' });
  }

  /** What is not there is as good as deleted. */
  #delete(did: string, { collection, rkey }: WriteBody): Response {
    const uri = `at://${did}/${collection}/${rkey}`;
    this.#posts.delete(uri);
    for (const { likes } of this.#posts.values()) if (likes.get(did) === uri) likes.delete(did);
    return json({});
  }

  #add(did: string, key: string, record: PostRecord): StoredPost {
    const uri = `at://${did}/${POST}/${key}`;
    const post = {
      uri,
      cid: `cid-${key}`,
      did,
      record,
      indexedAt: new Date().toISOString(),
      likes: new Map(),
    };
    this.#posts.set(uri, post);
    return post;
  }

  #nextKey(): string {
    return `3k${`${++this.#last}`.padStart(11, 'a').replace(/[0189]/g, (digit) => 'wxyz'['0189'.indexOf(digit)]!)}`;
  }

  #tick(): string {
    return new Date((this.#clock += 1000)).toISOString();
  }
}

function profileOf(did: string): object {
  const name = did.split(':').at(-1)!;
  return {
    did,
    handle: `${name}.example`,
    displayName: name === 'ana' ? '' : `${name} of Bluesky`,
    labels: [],
  };
}

function refusal(status: number, error: string, message = error): Response {
  return json({ error, message }, status);
}
