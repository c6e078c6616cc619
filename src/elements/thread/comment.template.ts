import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { LINK_REL, safeUrl } from '../../content/links.ts';
import { hueOf, initialsOf } from '../../core/model/author.ts';
import type { Comment } from '../../core/model/comment.ts';
import { type CommentNode, MAX_NESTING } from '../../core/model/tree.ts';
import type { PendingCreate } from '../../core/store/pending.ts';
import { canReact, canReply } from '../../core/store/snapshot.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { exportedFormParts } from '../form/form.parts.ts';
import { bylineId, type CommentHost } from './comment-host.ts';
import { reactionsTemplate } from './reactions.template.ts';

/** A list of comments with their replies; a row renders again only when something in it has changed. */
export function commentsTemplate(nodes: readonly CommentNode[], host: CommentHost): unknown {
  return repeat(
    nodes,
    ({ comment }) => comment.id,
    (node) => guard([node, host.view, host.markOf(node.comment.id)], () => commentTemplate(node, host)),
  );
}

function commentTemplate(node: CommentNode, host: CommentHost): TemplateResult {
  const { comment } = node;
  const { id, status, pinned } = comment;
  const classic = host.view.layout === 'classic';
  const gone = status === 'deleted' || status === 'hidden';
  const sending = host.sendingOf(id);
  const state = [
    status,
    pinned && 'pinned',
    sending && (sending.error ? 'failed' : 'sending'),
    host.isHighlighted(id) && 'highlighted',
  ]
    .filter(Boolean)
    .join(' ');
  return html`<div role="listitem" class="item">
    <div
      role="comment article"
      part="comment ${state}"
      class="comment ${state}"
      data-id=${id}
      aria-labelledby=${bylineId(comment)}
      tabindex="-1"
    >
      <div class="own">
        ${classic || gone ? nothing : avatarTemplate(comment)}
        ${gone ? goneTemplate(node, host) : classic ? classicTemplate(node, host) : modernTemplate(node, host)}
        ${sending ? sendingTemplate(sending, host) : nothing} ${actionsTemplate(node, host)}
      </div>
      ${host.isReplying(id) ? replyTemplate(comment) : nothing} ${repliesTemplate(node, host)}
    </div>
  </div>`;
}

function avatarTemplate({ author }: Comment): TemplateResult {
  return html`<span part="avatar" class="avatar hue${hueOf(author.name) % 9}" aria-hidden="true"
    >${initialsOf(author.name) || '·'}</span
  >`;
}

function modernTemplate(node: CommentNode, host: CommentHost): unknown {
  const { comment } = node;
  const { localizer, headingLevel } = host.view;
  const { author } = comment;
  return html`<div
      part="header"
      class="row header"
      id=${bylineId(comment)}
      role="heading"
      aria-level=${headingLevel}
    >
      ${authorTemplate(comment, localizer)}
      ${author.badge ? html`<span part="badge" class="badge">${author.badge}</span>` : nothing}
      ${author.location ? html`<bdi part="location" class="meta">${author.location}</bdi>` : nothing}
      ${timeTemplate(comment, localizer, 'age')}
      ${
        comment.editedAt
          ? html`<span part="edited" class="meta" title=${localizer.dateTime(new Date(comment.editedAt))}
              >${localizer.text('comment.edited')}</span
            >`
          : nothing
      }
      ${comment.pinned ? html`<span part="pin" class="badge">${localizer.text('comment.pinned')}</span>` : nothing}
    </div>
    ${contextTemplate(node, localizer)}${bodyTemplate(comment, host)}`;
}

function classicTemplate(node: CommentNode, host: CommentHost): unknown {
  const { comment } = node;
  const { localizer, headingLevel } = host.view;
  const { location } = comment.author;
  const byline = localizer.parts<unknown>(location ? 'classic.byline' : 'classic.byline.noPlace', {
    name: authorTemplate(comment, localizer),
    place: html`<bdi part="location">${location}</bdi>`,
  });
  const posted = localizer.parts<unknown>('classic.posted', {
    date: timeTemplate(comment, localizer, 'classic'),
  });
  return html`<div
      part="header"
      class="row header"
      id=${bylineId(comment)}
      role="heading"
      aria-level=${headingLevel}
    >
      ${byline}
    </div>
    ${contextTemplate(node, localizer)}${bodyTemplate(comment, host)}
    ${comment.createdAt ? html`<p class="meta">${posted}</p>` : nothing}`;
}

function goneTemplate({ comment }: CommentNode, { view: { localizer } }: CommentHost): TemplateResult {
  const text = localizer.text(comment.status === 'hidden' ? 'comment.hidden' : 'comment.deleted');
  return html`<p part="body" class="gone meta" id=${bylineId(comment)}>${text}</p>`;
}

function authorTemplate({ author }: Comment, localizer: Localizer): TemplateResult {
  const name = html`<bdi>${author.name || localizer.text('comment.anonymous')}</bdi>`;
  const url = safeUrl(author.url);
  return url
    ? html`<a part="author" class="author" href=${url} rel=${LINK_REL}>${name}</a>`
    : html`<span part="author" class="author">${name}</span>`;
}

/** The time is the comment's permalink where it has one. */
function timeTemplate(comment: Comment, localizer: Localizer, form: 'age' | 'classic'): unknown {
  if (comment.createdAt === null) return nothing;
  const date = new Date(comment.createdAt);
  // Ages are set as properties: the clock writes newer ones without rendering the row.
  const text = form === 'age' ? localizer.age(date, Date.now()) : localizer.classicDate(date);
  const time = html`<time
    part="time"
    class=${form}
    datetime=${comment.createdAt}
    title=${localizer.dateTime(date)}
    .textContent=${text}
  ></time>`;
  const url = safeUrl(comment.permalink);
  return url
    ? html`<a part="permalink" class="meta" href=${url}>${time}</a>`
    : html`<span class="meta">${time}</span>`;
}

/** Whom a reply answers, where its place does not say so: in an orphan, and below the deepest level. */
function contextTemplate({ comment, parent, depth }: CommentNode, localizer: Localizer): unknown {
  if (comment.parentId === null) return nothing;
  const displaced = parent === null || depth >= MAX_NESTING;
  const name = parent?.author.name;
  const text = name
    ? localizer.parts<unknown>('comment.inReplyTo', { name: html`<bdi>${name}</bdi>` })
    : localizer.text('comment.inReplyTo.missing');
  return html`<p part="in-reply-to" class="meta context ${displaced ? '' : 'hidden'}">${text}</p>`;
}

function bodyTemplate(comment: Comment, host: CommentHost): unknown {
  const pending = comment.status === 'pending' ? host.view.localizer.text('comment.pending') : '';
  return html`${host.bodyOf(comment)}
  ${pending ? html`<p part="notice" class="note notice">${pending}</p>` : nothing}`;
}

function sendingTemplate({ comment, error }: PendingCreate, host: CommentHost): TemplateResult {
  const { localizer } = host.view;
  if (!error) return html`<p part="notice" class="note notice">${localizer.text('comment.sending')}</p>`;
  const reason = localizer.text(`error.${error.code}`);
  return html`<p part="notice" class="note notice error">
    ${localizer.text('comment.failed', { reason })}
    <button class="quiet" part="retry-button" @click=${() => host.retry(comment.id)}>
      ${localizer.text('comment.retry')}
    </button>
    <button class="quiet" part="withdraw-button" @click=${() => host.withdraw(comment.id)}>
      ${localizer.text('comment.withdraw')}
    </button>
  </p>`;
}

function actionsTemplate(node: CommentNode, host: CommentHost): unknown {
  const { comment, replies } = node;
  const { localizer, canAnswer } = host.view;
  const answerable = canAnswer && canReply(host.snapshot, comment);
  const reactable = canReact(host.snapshot, comment);
  if (!answerable && !reactable && replies.length === 0) return nothing;
  return html`<div part="actions" class="row actions">
    ${reactable ? reactionsTemplate(comment, host) : nothing}
    ${
      answerable
        ? html`<button
            class="quiet"
            part="reply-button"
            aria-expanded=${host.isReplying(comment.id)}
            aria-describedby=${bylineId(comment)}
            @click=${() => host.toggleReply(comment.id)}
          >
            ${localizer.text('comment.reply')}
          </button>`
        : nothing
    }
    ${replies.length > 0 ? foldTemplate(node, host) : nothing}
  </div>`;
}

function foldTemplate({ comment, replies }: CommentNode, host: CommentHost): TemplateResult {
  const folded = host.isFolded(comment.id);
  const text = host.view.localizer.text(folded ? 'comment.unfold' : 'comment.fold', {
    count: replies.length,
  });
  return html`<button
    class="quiet"
    part="fold-button"
    aria-expanded=${!folded}
    @click=${() => host.toggleFold(comment.id)}
  >
    ${text}
  </button>`;
}

function replyTemplate(comment: Comment): TemplateResult {
  return html`<colloquy-form
    part="reply-form"
    class="reply-form"
    reply-to=${comment.id}
    exportparts=${exportedFormParts}
  ></colloquy-form>`;
}

function repliesTemplate({ comment, depth, replies }: CommentNode, host: CommentHost): unknown {
  if (replies.length === 0 || host.isFolded(comment.id)) return nothing;
  // The rail is a second, larger way to fold for those who point; the button beside "Reply" is the first.
  return html`<div class="replies ${depth > 3 ? 'deep' : ''}" part="replies">
    <button
      class="rail"
      part="rail"
      tabindex="-1"
      aria-hidden="true"
      @click=${() => host.toggleFold(comment.id)}
    ></button>
    <div role="list">${commentsTemplate(replies, host)}</div>
  </div>`;
}
