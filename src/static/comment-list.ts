import { LINK_REL, safeUrl } from '../content/links.ts';
import { isHole } from '../core/model/comment-node.ts';
import type { Comment } from '../core/model/comment.ts';
import { type CommentNode, MAX_NESTING } from '../core/model/tree.ts';
import type { Localizer } from '../i18n/localizer.ts';
import { bodyHtml } from './body.ts';
import { escape } from './escape.ts';

export interface ListView {
  readonly localizer: Localizer;
  /** Of the comments' headings, 1 to 6. */
  readonly headingLevel: number;
}

/** Comments with their replies as nested lists, told to search engines as `schema.org/Comment`. */
export function commentList(nodes: readonly CommentNode[], view: ListView): string {
  if (nodes.length === 0) return '';
  return `<ol>\n${nodes.map((node) => commentItem(node, view)).join('\n')}\n</ol>`;
}

function commentItem(node: CommentNode, view: ListView): string {
  const { comment, replies } = node;
  const parts = [
    isHole(comment) ? goneNote(comment, view) : commentArticle(node, view),
    hiddenRepliesNote(comment, view),
    commentList(replies, view),
  ];
  const item = 'itemprop="comment" itemscope itemtype="https://schema.org/Comment"';
  const id = `id="comment-${escape(encodeURIComponent(comment.id.toWellFormed()))}"`;
  return `<li ${id}${isHole(comment) ? '' : ` ${item}`}>${parts.filter(Boolean).join('\n')}</li>`;
}

function commentArticle(node: CommentNode, view: ListView): string {
  const { body } = node.comment;
  const level = Math.min(6, view.headingLevel);
  const lang = body.lang && /^[a-z]{2,8}(-[a-z\d]{1,8})*$/i.test(body.lang) ? ` lang="${body.lang}"` : '';
  return `<article>
<h${level}>${byline(node.comment, view)}</h${level}>
${context(node, view)}<div itemprop="text" dir="auto"${lang}>${bodyHtml(body)}</div>
</article>`;
}

function byline(comment: Comment, view: ListView): string {
  const { location, badge } = comment.author;
  const { localizer } = view;
  return [
    author(comment, view),
    location && `<small><bdi>${escape(location)}</bdi></small>`,
    badge && `<small>${escape(badge)}</small>`,
    permalink(comment, view),
    comment.editedAt && `<small>${escape(localizer.text('comment.edited'))}</small>`,
    comment.pinned && `<small>${escape(localizer.text('comment.pinned'))}</small>`,
  ]
    .filter(Boolean)
    .join(' ');
}

function author({ author: { name, url } }: Comment, { localizer }: ListView): string {
  const text = escape(name || localizer.text('comment.anonymous'));
  const named = `<bdi itemprop="name">${text}</bdi>`;
  const href = safeUrl(url);
  const content = href ? `<a itemprop="url" href="${escape(href)}" rel="${LINK_REL}">${named}</a>` : named;
  return `<span itemprop="author" itemscope itemtype="https://schema.org/Person">${content}</span>`;
}

/** The date is the comment's address. It is in UTC: nobody knows where the page will be read. */
function permalink({ id, createdAt, permalink }: Comment, { localizer }: ListView): string {
  if (!createdAt) return '';
  const day = new Intl.DateTimeFormat(localizer.lang, { dateStyle: 'medium', timeZone: 'UTC' });
  const time = `<time itemprop="dateCreated" datetime="${escape(createdAt)}">${escape(day.format(new Date(createdAt)))}</time>`;
  const href = safeUrl(permalink) ?? `#comment-${encodeURIComponent(id.toWellFormed())}`;
  return `<a itemprop="url" href="${escape(href)}" rel="${LINK_REL}">${time}</a>`;
}

/** Whom a reply answers, where its place does not show it. */
function context({ comment, parent, depth }: CommentNode, { localizer }: ListView): string {
  if (comment.parentId === null || (parent && depth < MAX_NESTING)) return '';
  const name = parent && `<bdi>${escape(parent.author.name || localizer.text('comment.anonymous'))}</bdi>`;
  const words = name
    ? localizer.parts('comment.inReplyTo', { name }).map((part) => (part === name ? part : escape(part)))
    : [escape(localizer.text('comment.inReplyTo.missing'))];
  return `<p>${words.join('')}</p>\n`;
}

function goneNote({ status }: Comment, { localizer }: ListView): string {
  return `<p>${escape(localizer.text(status === 'hidden' ? 'comment.hidden' : 'comment.deleted'))}</p>`;
}

function hiddenRepliesNote({ hiddenReplies: count = 0 }: Comment, { localizer }: ListView): string {
  return count > 0 ? `<p>${escape(localizer.text('comment.hiddenReplies', { count }))}</p>` : '';
}
