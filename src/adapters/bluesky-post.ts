import type { Author } from '../core/model/author.ts';
import type { Comment } from '../core/model/comment.ts';
import { authorOf } from './author.ts';
import { postHtml, profileAddress } from './bluesky-text.ts';
import { commentOf, countOf, listOf, recordOf, textOf } from './untrusted.ts';

type Json = Readonly<Record<string, unknown>>;

/** What a write about a post has to name. */
export interface PostRef {
  readonly cid: string;
  /** Address of the reader's own like. */
  readonly like: string | null;
}

export interface PostThread {
  readonly root: PostRef;
  readonly replyCount: number;
  /** Whether the reader may not answer the post. */
  readonly closed: boolean;
  readonly comments: readonly (Comment | null)[];
  readonly refs: ReadonlyMap<string, PostRef>;
}

/** Marks of moderators, or of the author, that keep a post from being shown. */
const HIDING_LABEL = /^(!hide|!takedown|spam)$/;
/** Of an author who wants to be read by the signed-in only. */
const SIGNED_IN_ONLY = '!no-unauthenticated';

/** The replies below a post, as one list; without recursion, as a discussion may be as deep as it likes. */
export function readPostThread(answer: Json, viewer: string | null): PostThread {
  const top = recordOf(answer['thread']);
  const root = recordOf(top['post']);
  const gate = recordOf(recordOf(answer['threadgate'] ?? root['threadgate'])['record']);
  const hidden = new Set(listOf(gate['hiddenReplies']));
  const comments: (Comment | null)[] = [];
  const refs = new Map<string, PostRef>();
  const queue: [node: unknown, parentId: string | null][] = [];
  const enqueue = (nodes: unknown, parentId: string | null) => {
    for (const node of listOf(nodes)) queue.push([node, parentId]);
  };
  enqueue(top['replies'], null);
  for (const [item, parentId] of queue) {
    const node = recordOf(item);
    const post = recordOf(node['post']);
    // A post answers one other.
    if (refs.has(textOf(post['uri']))) continue;
    const shown = node['post'] !== undefined && !hidden.has(post['uri']) && !isLabelled(post, viewer);
    const comment = shown ? readPost(post, parentId, viewer) : readHole(node, post, parentId);
    comments.push(comment);
    if (!comment) continue;
    refs.set(comment.id, refOf(post));
    enqueue(node['replies'], comment.id);
  }
  return {
    root: refOf(root),
    replyCount: countOf(root['replyCount']),
    closed: recordOf(root['viewer'])['replyDisabled'] === true,
    comments,
    refs,
  };
}

/** @param viewer whose session it is; null without one */
export function readPost(post: Json, parentId: string | null, viewer: string | null): Comment | null {
  const { uri, indexedAt, likeCount, replyCount } = post;
  const { did } = recordOf(post['author']);
  const { like, replyDisabled } = recordOf(post['viewer']);
  const record = recordOf(post['record']);
  const [, repo, key] = parseUri(textOf(uri)) ?? [];
  if (typeof record['text'] !== 'string' || repo === undefined) return null;
  return commentOf({
    id: uri,
    parentId,
    author: readProfile(post['author']),
    body: readBody(record['text'], record, post['embed']),
    createdAt: earlier(record['createdAt'], indexedAt),
    reactions: [
      { name: 'like', count: countOf(likeCount), ...(viewer !== null && { chosen: textOf(like) !== '' }) },
    ],
    replyCount: countOf(replyCount),
    permalink: `${profileAddress(repo)}/post/${key}`,
    ...(viewer !== null && { can: { reply: replyDisabled !== true, remove: did === viewer } }),
  });
}

export function readProfile(profile: unknown): Author {
  const { did, handle, displayName, avatar } = recordOf(profile);
  return authorOf({
    id: did,
    name: textOf(displayName).trim() || handle,
    url: profileAddress(textOf(did)),
    avatarUrl: avatar,
  });
}

/** The parts of an address of a record: whose it is, which collection, which record. */
export function parseUri(
  uri: string,
): readonly [uri: string, repo: string, key: string, collection: string] | null {
  const [, repo, collection, key] = /^at:\/\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(uri) ?? [];
  return repo === undefined ? null : [uri, repo, key!, collection!];
}

function readBody(text: string, record: Json, embed: unknown) {
  const lang = listOf(record['langs'])[0];
  const html = postHtml(text, record['facets'], embed);
  return html === null ? { format: 'text', value: text, lang } : { format: 'html', value: html, lang };
}

/** What is there but not shown: gone, blocked, hidden by who wrote the post, or labelled. Replies hang on it. */
function readHole(node: Json, post: Json, parentId: string | null): Comment | null {
  return commentOf({
    id: post['uri'] ?? node['uri'],
    parentId,
    author: { name: '' },
    body: { format: 'text', value: '' },
    status: node['notFound'] === true ? 'deleted' : 'hidden',
    can: { reply: false, remove: false, react: false },
  });
}

function isLabelled(post: Json, viewer: string | null): boolean {
  return [post, recordOf(post['author'])]
    .flatMap(({ labels }) => listOf(labels).map(recordOf))
    .filter(({ neg }) => neg !== true)
    .some(({ val }) => HIDING_LABEL.test(textOf(val)) || (val === SIGNED_IN_ONLY && viewer === null));
}

function refOf(post: Json): PostRef {
  return { cid: textOf(post['cid']), like: textOf(recordOf(post['viewer'])['like']) || null };
}

/** Authors write what time they like, but nobody writes later than they were read. */
function earlier(claimed: unknown, seen: unknown): unknown {
  const [written, read] = [Date.parse(textOf(claimed)), Date.parse(textOf(seen))];
  return written <= read || Number.isNaN(read) ? claimed : seen;
}
