import type { ThreadChange } from '../core/adapter/adapter.ts';
import { type Capabilities, READ_ONLY } from '../core/adapter/capabilities.ts';
import { checkComment } from '../core/adapter/check-answer.ts';
import { type Comment, freezeComment } from '../core/model/comment.ts';
import type { Feed, Source } from './composite-feed.ts';

/** What any of the sources can; what a new comment needs is as in the one that takes it. */
export function mergedCapabilities(feeds: readonly Feed[]): Capabilities {
  const all = feeds.map(({ capabilities }) => capabilities);
  const writable = all.filter(({ create }) => create);
  const { fields, honeypot, bodyFormat, maxLength, preview, storage } =
    writableFirst(feeds)?.capabilities ?? READ_ONLY;
  const { votes, reactionNames } = votesOf(feeds);
  const any = (ability: 'edit' | 'remove' | 'report' | 'signIn') => all.some((one) => one[ability]);
  const every = (ability: 'authorFilter' | 'counts' | 'watch') => all.every((one) => one[ability]);
  return {
    ...READ_ONLY,
    sorts: [...new Set(all.flatMap(({ sorts }) => sorts))],
    paging: 'cursor',
    create: writable.length > 0,
    maxDepth: Math.max(0, ...writable.map(({ maxDepth }) => maxDepth)),
    edit: any('edit'),
    remove: any('remove'),
    report: any('report'),
    votes,
    reactionNames: [...reactionNames],
    preview,
    locate: true,
    authorFilter: every('authorFilter'),
    counts: every('counts'),
    watch: every('watch'),
    idempotencyKeys: writable.length > 0 && writable.every(({ idempotencyKeys }) => idempotencyKeys),
    signIn: any('signIn'),
    fields: { ...fields },
    honeypot,
    bodyFormat,
    maxLength,
    storage,
  };
}

/** Where a new comment at the top level goes. */
export function writableFirst(feeds: readonly Feed[]): Feed | undefined {
  const writable = feeds.filter(({ capabilities }) => capabilities.create);
  return writable.find(({ closed }) => !closed) ?? writable[0];
}

/** A comment of one of the feeds as the merged thread shows it. */
export function marked(
  comment: Comment,
  { source, capabilities, closed }: Feed,
  feeds: readonly Feed[],
): Comment {
  const { create, maxDepth, edit, remove, report } = capabilities;
  const tooDeep = maxDepth === 0 || (maxDepth === 1 && comment.parentId !== null);
  const can = {
    ...comment.can,
    ...((!create || closed || tooDeep) && { reply: false }),
    ...(!edit && { edit: false }),
    ...(!remove && { remove: false }),
    ...(!report && { report: false }),
    ...(!takesVotes(capabilities, votesOf(feeds)) && { react: false }),
  };
  return named(comment, source, can);
}

/** A source's answer as the merged thread shows it, whether or not the source could be read. */
export function asMerged(comment: Comment, source: Source, feeds: readonly Feed[]): Comment {
  const feed = feeds.find((one) => one.source === source);
  return feed ? marked(comment, feed, feeds) : named(comment, source);
}

/** News of a source as the merged thread tells them. */
export function mergedChange(change: ThreadChange, source: Source, feeds: readonly Feed[]): ThreadChange {
  if (change.kind === 'removed') return { kind: 'removed', id: `${source.key}:${change.id}` };
  if (change.kind === 'unknown') return change;
  const comment = checkComment(change.comment);
  return comment ? { ...change, comment: asMerged(comment, source, feeds) } : { kind: 'unknown' };
}

function named(comment: Comment, { adapter, key }: Source, can = comment.can): Comment {
  const { id, parentId } = comment;
  return freezeComment({
    ...comment,
    id: `${key}:${id}`,
    parentId: parentId === null ? null : `${key}:${parentId}`,
    source: comment.source ?? adapter.name,
    ...(can && { can: { ...can } }),
  });
}

/** The first that has any. */
function votesOf(feeds: readonly Feed[]): Capabilities {
  return feeds.find(({ capabilities }) => capabilities.votes !== 'none')?.capabilities ?? READ_ONLY;
}

/** Whether a source has the votes that are offered. */
function takesVotes({ votes, reactionNames }: Capabilities, offered: Capabilities): boolean {
  return votes === offered.votes && offered.reactionNames.every((name) => reactionNames.includes(name));
}
