import { optionalTimeOf, timeOf, webAddress } from '../fields.ts';
import { wordpressBody } from '../html-body.ts';
import { makeRecord } from '../make-record.ts';
import { openText } from '../parse/open-text.ts';
import { textAt, type XmlNode, xmlRecords } from '../parse/xml-records.ts';
import { attempt, BadRecordError, type ImportProblem, isProblem } from '../problem.ts';
import type { Reader } from '../reader.ts';
import type { CommentRecord } from '../../record.ts';

interface Post {
  /** Number of the element that is the post. */
  readonly item: number;
  link?: string;
  title?: string;
  closed?: boolean;
  /** Comments that came before the post's address. */
  readonly waiting: { readonly comment: XmlNode; readonly line: number }[];
}

/** What is read of a post; it stands before the comments. */
const POST_FIELDS = ['title', 'link', 'wp:comment_status'];

const isRecord = (name: string, parent: string | undefined) =>
  name === 'wp:comment' || (parent === 'item' && POST_FIELDS.includes(name));

/** WordPress' export (WXR), an RSS feed whose items are posts with their comments. */
export const readWordpress: Reader = async function* (file, onProgress) {
  let post: Post = { item: 0, waiting: [] };
  for await (const found of xmlRecords(openText(file, onProgress), isRecord)) {
    if (isProblem(found)) {
      yield found;
      continue;
    }
    const { node, line, parent: item, fault } = found;
    // After a stray end tag it is not known any more which post a comment is in: still the last one.
    if (item !== post.item && item !== 0) {
      yield* flush(post);
      post = { item, waiting: [] };
    }
    if (fault !== undefined) {
      yield { kind: 'bad', reason: fault, line };
    } else if (node.name === 'wp:comment') {
      post.waiting.push({ comment: node, line });
    } else {
      readPostField(post, node);
    }
    if (post.link !== undefined) yield* flush(post);
  }
  yield* flush(post);
};

function readPostField(post: Post, node: XmlNode): void {
  const text = node.text.trim();
  if (node.name === 'wp:comment_status') post.closed = text === 'closed';
  else if (node.name === 'title') post.title = text;
  else if (text !== '') post.link = text;
}

function* flush(post: Post): Generator<CommentRecord | ImportProblem> {
  for (const { comment, line } of post.waiting.splice(0)) {
    yield attempt({ line }, () => toRecord(comment, post));
  }
}

function toRecord(comment: XmlNode, post: Post): CommentRecord {
  const type = textAt(comment, 'wp:comment_type');
  if (!['', 'comment', 'review'].includes(type)) throw new BadRecordError(`a ${type}`, undefined, 'left-out');
  if (post.link === undefined) throw new BadRecordError('its post has no address');
  const parent = textAt(comment, 'wp:comment_parent');
  const user = textAt(comment, 'wp:comment_user_id');
  return makeRecord({
    thread: post.link,
    threadUrl: webAddress(post.link),
    threadTitle: post.title || undefined,
    threadClosed: post.closed,
    id: idOf(textAt(comment, 'wp:comment_id')),
    parentId: parent === '' || parent === '0' ? null : idOf(parent),
    author: {
      id: user === '' || user === '0' ? undefined : `wordpress:${user}`,
      name: textAt(comment, 'wp:comment_author'),
      url: webAddress(textAt(comment, 'wp:comment_author_url')),
    },
    email: textAt(comment, 'wp:comment_author_email') || undefined,
    body: wordpressBody(textAt(comment, 'wp:comment_content')),
    createdAt: createdAt(comment),
    status: statusOf(textAt(comment, 'wp:comment_approved')),
  });
}

/** WordPress sometimes knows no GMT ("0000-00-00"); its local time is then at most a day off. */
function createdAt(comment: XmlNode): string {
  const gmt = optionalTimeOf(textAt(comment, 'wp:comment_date_gmt'));
  return gmt ?? timeOf(textAt(comment, 'wp:comment_date'), 'wp:comment_date_gmt');
}

function statusOf(approved: string): CommentRecord['status'] {
  switch (approved) {
    case '1':
    case 'approve':
      return 'published';
    case '0':
    case 'hold':
      return 'pending';
    case 'spam':
      return 'spam';
    case 'trash':
      return 'deleted';
    case 'post-trashed':
      return 'hidden';
    default:
      throw new BadRecordError('wp:comment_approved is not one of 1, 0, spam, trash', approved);
  }
}

/** Other systems count from 1 as well, and one thread may be imported from two of them. */
function idOf(id: string): string {
  if (id === '') throw new BadRecordError('no wp:comment_id');
  return `wp-${id}`;
}
