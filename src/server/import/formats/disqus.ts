import { timeOf, webAddress } from '../fields.ts';
import { htmlBody } from '../html-body.ts';
import { makeRecord } from '../make-record.ts';
import { openText } from '../parse/open-text.ts';
import { nodeAt, textAt, type XmlNode, xmlRecords } from '../parse/xml-records.ts';
import { attempt, BadRecordError, isProblem, type Place } from '../problem.ts';
import type { Reader } from '../reader.ts';
import type { CommentRecord } from '../../record.ts';

interface Thread {
  readonly key: string;
  readonly url: string | undefined;
  readonly title: string | undefined;
  readonly closed: boolean;
  readonly deleted: boolean;
}

/**
 * Disqus' XML export: threads, then posts that name their thread and parent. A post whose thread has not
 * come yet waits for the end of the file.
 */
export const readDisqus: Reader = async function* (file, onProgress) {
  const threads = new Map<string, Thread>();
  const waiting: { readonly post: XmlNode; readonly place: Place }[] = [];
  const isRecord = (name: string) => name === 'thread' || name === 'post';

  for await (const item of xmlRecords(openText(file, onProgress), isRecord)) {
    if (isProblem(item)) {
      yield item;
      continue;
    }
    const { node, line, fault } = item;
    if (fault !== undefined) yield { kind: 'bad', reason: fault, line };
    else if (node.name === 'thread') rememberThread(threads, node);
    else if (threads.has(threadOf(node))) yield attempt({ line }, () => toRecord(node, threads));
    else waiting.push({ post: node, place: { line } });
  }
  for (const { post, place } of waiting) yield attempt(place, () => toRecord(post, threads));
};

function rememberThread(threads: Map<string, Thread>, node: XmlNode): void {
  const url = webAddress(textAt(node, 'link'));
  const identifier = textAt(node, 'id');
  const key = url ?? (textAt(node, 'link') || identifier);
  // Disqus writes threads without any address; what is said of them cannot be shown anywhere.
  if (key === '') return;
  const thread = {
    key,
    url,
    title: textAt(node, 'title') || undefined,
    closed: isTrue(node, 'isClosed'),
    deleted: isTrue(node, 'isDeleted'),
  };
  threads.set(node.attributes['dsq:id'] ?? identifier, thread);
}

function toRecord(post: XmlNode, threads: ReadonlyMap<string, Thread>): CommentRecord {
  const thread = threads.get(threadOf(post));
  if (!thread) throw new BadRecordError('its thread is not in the file');
  if (thread.deleted) throw new BadRecordError('its thread was deleted', undefined, 'left-out');
  const parent = referenceIn(post, 'parent');
  const username = textAt(post, 'author/username');
  return makeRecord({
    thread: thread.key,
    threadUrl: thread.url,
    threadTitle: thread.title,
    threadClosed: thread.closed,
    id: idOf(post.attributes['dsq:id'] ?? textAt(post, 'id')),
    parentId: parent === '' ? null : idOf(parent),
    author: {
      id: username === '' || isTrue(post, 'author/isAnonymous') ? undefined : `disqus:${username}`,
      name: textAt(post, 'author/name') || username,
      url: webAddress(textAt(post, 'author/link')),
    },
    email: textAt(post, 'author/email') || undefined,
    body: htmlBody(textAt(post, 'message')),
    createdAt: timeOf(textAt(post, 'createdAt'), 'createdAt'),
    status: statusOf(post),
    pinned: isTrue(post, 'isHighlighted'),
  });
}

function statusOf(post: XmlNode): CommentRecord['status'] {
  if (isTrue(post, 'isDeleted')) return 'deleted';
  if (isTrue(post, 'isSpam')) return 'spam';
  return textAt(post, 'isApproved') === 'false' ? 'pending' : 'published';
}

function threadOf(post: XmlNode): string {
  return referenceIn(post, 'thread');
}

function referenceIn(post: XmlNode, name: string): string {
  const node = nodeAt(post, name);
  return node ? (node.attributes['dsq:id'] ?? node.text.trim()) : '';
}

/** Other systems count from 1 as well, and one thread may be imported from two of them. */
function idOf(id: string): string {
  if (id === '') throw new BadRecordError('no id');
  return `disqus-${id}`;
}

function isTrue(node: XmlNode, path: string): boolean {
  return textAt(node, path) === 'true';
}
