import {
  answerAcrossOrigins,
  type Client,
  type CorsPolicy,
  json,
  newClient,
  type StandIn,
} from './browser.ts';

export interface TwikooSettings {
  /** Top-level comments a page. */
  readonly pageSize?: number;
  /** Comments in ten minutes of one address. */
  readonly rateLimit?: number;
  /** New comments wait for the owner. */
  readonly manualReview?: boolean;
  /** Origins, if not all are allowed. */
  readonly corsAllowOrigin?: string;
  /** What the server tells of its settings. */
  readonly config?: Readonly<Record<string, string>>;
}

interface StoredComment {
  readonly id: string;
  readonly uid: string;
  readonly url: string;
  readonly nick: string;
  readonly mail: string;
  readonly link: string;
  readonly ip: string;
  readonly comment: string;
  readonly pid: string | undefined;
  readonly rid: string | undefined;
  readonly created: number;
  isSpam: boolean;
  ups: string[];
  downs: string[];
}

/** Plays a Twikoo server. */
export class TwikooStandIn implements StandIn {
  readonly #settings: TwikooSettings;
  readonly #cors: CorsPolicy;
  #comments: StoredComment[] = [];
  #lastId = 0;

  constructor(settings: TwikooSettings = {}) {
    this.#settings = settings;
    const { corsAllowOrigin } = settings;
    this.#cors = {
      allows: (origin) => !corsAllowOrigin || corsAllowOrigin.split(',').includes(origin),
      credentials: true,
      methods: ['POST'],
      headers: [
        'x-csrf-token',
        'x-requested-with',
        'accept-version',
        'content-length',
        'content-md5',
        'content-type',
        'date',
        'x-api-version',
      ],
      exposed: [],
    };
  }

  handle(request: Request, client: Client = newClient()): Promise<Response> {
    return answerAcrossOrigins(this.#cors, request, client, async () => {
      const event = (await request.json()) as Record<string, unknown>;
      const known = event['accessToken'] as string | undefined;
      const token = known ?? `given-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
      let answer: Record<string, unknown>;
      try {
        answer = this.#answer(event, token, client.address);
      } catch (thrown) {
        answer = { code: 1000, message: (thrown as Error).message };
      }
      // Whatever is wrong, the status says that it is not.
      return json(answer['code'] || known ? answer : { ...answer, accessToken: token });
    });
  }

  #answer(event: Record<string, unknown>, uid: string, ip: string): Record<string, unknown> {
    switch (event['event']) {
      case 'GET_CONFIG':
        return { code: 0, config: { VERSION: '1.7.0', IS_ADMIN: false, ...this.#settings.config } };
      case 'COMMENT_GET':
        try {
          return this.#get(event, uid);
        } catch (thrown) {
          return { data: [], message: (thrown as Error).message };
        }
      case 'COMMENT_SUBMIT':
        return this.#submit(event, uid, ip);
      case 'COMMENT_LIKE':
        return this.#like(event, uid);
      case 'COMMENT_DELETE_FOR_USER': {
        validate(event, ['id']);
        const comment = this.#comments.find(({ id }) => id === event['id']);
        if (!comment) throw new Error('评论不存在');
        if (comment.uid !== uid) throw new Error('只能删除自己的评论');
        this.#comments = this.#comments.filter((one) => one !== comment);
        return { code: 0, deleted: 1 };
      }
      case 'GET_COMMENTS_COUNT': {
        const shown = this.#comments.filter(({ isSpam, rid }) => !isSpam && (event['includeReply'] || !rid));
        const urls = event['urls'] as string[];
        // Each for itself, though those that differ by a slash at the end are listed as one.
        return { data: urls.map((url) => ({ url, count: shown.filter((one) => one.url === url).length })) };
      }
      default:
        return { code: 1001, message: '请更新 Twikoo 云函数至最新版本' };
    }
  }

  #get(event: Record<string, unknown>, uid: string): Record<string, unknown> {
    validate(event, ['url']);
    const url = event['url'] as string;
    const urls = [url, url.endsWith('/') ? url.slice(0, -1) : `${url}/`];
    const before = (event['before'] as number | undefined) ?? Infinity;
    const visible = this.#comments.filter(
      (one) => urls.includes(one.url) && (!one.isSpam || one.uid === uid),
    );
    const all = visible.filter(({ rid }) => !rid);
    const size = this.#settings.pageSize ?? 8;
    const found = all
      .filter(({ created }) => created < before)
      .toSorted((a, b) => (event['sort'] === 'oldest' ? a.created - b.created : b.created - a.created));
    const data = found.slice(0, size).map((root) => ({
      ...present(root, uid),
      replies: visible.filter(({ rid }) => rid === root.id).map((reply) => present(reply, uid)),
    }));
    return { data, more: found.length > size, count: all.length };
  }

  #submit(event: Record<string, unknown>, uid: string, ip: string): Record<string, unknown> {
    validate(event, ['url', 'ua', 'comment']);
    const { rateLimit = Infinity, manualReview, config = {} } = this.#settings;
    if (this.#comments.filter((one) => one.ip === ip).length >= rateLimit) throw new Error('发言频率过高');
    if (config['CAPTCHA_PROVIDER']) throw new Error('验证码 token 缺失，请刷新页面重试');
    const [url, comment, nick, mail, link, pid, rid] = [
      'url',
      'comment',
      'nick',
      'mail',
      'link',
      'pid',
      'rid',
    ].map((name) => event[name] as string | undefined);
    if (mail && !mail.includes('@')) throw new Error('邮箱格式不合法');
    if (comment!.length > Number(config['LIMIT_LENGTH'] ?? 500)) throw new Error('评论内容过长');
    const id = `id${++this.#lastId}`;
    // No two have the same time, by which pages follow each other.
    const created = Math.max(Date.now(), (this.#comments.at(-1)?.created ?? 0) + 1);
    this.#comments.push({
      id,
      uid,
      url: url!,
      nick: nick || '匿名',
      mail: mail ?? '',
      link: link ?? '',
      ip,
      comment: comment!,
      pid: pid ?? rid,
      rid,
      created,
      isSpam: manualReview ?? false,
      ups: [],
      downs: [],
    });
    return { id };
  }

  #like({ id, type = 'up' }: Record<string, unknown>, uid: string): Record<string, unknown> {
    const comment = this.#comments.find((one) => one.id === id);
    if (comment) {
      const [mine, other] = type === 'up' ? (['ups', 'downs'] as const) : (['downs', 'ups'] as const);
      const had = comment[mine].includes(uid);
      comment[mine] = had ? comment[mine].filter((one) => one !== uid) : [...comment[mine], uid];
      if (!had) comment[other] = comment[other].filter((one) => one !== uid);
    }
    return { updated: 1 };
  }
}

function present(stored: StoredComment, viewer: string) {
  const { id, uid, nick, link, comment, pid, rid, created, isSpam, ups, downs } = stored;
  return {
    id,
    nick,
    avatar: undefined,
    mailMd5: '0123456789abcdef',
    link,
    comment,
    os: '',
    browser: '',
    ipRegion: '',
    master: false,
    like: 0,
    ups: ups.length,
    downs: downs.length,
    liked: ups.includes(viewer),
    disliked: downs.includes(viewer),
    replies: [],
    rid,
    pid,
    ruser: null,
    isSpam,
    isOwner: uid === viewer,
    created,
    updated: created,
  };
}

function validate(event: Record<string, unknown>, required: readonly string[]): void {
  for (const name of required) if (!event[name]) throw new Error(`参数"${name}"不合法`);
}
