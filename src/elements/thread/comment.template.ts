import { html, nothing, type TemplateResult } from 'lit';
import { LINK_REL, safeUrl } from '../../content/links.ts';
import { hueOf, initialsOf } from '../../core/model/author.ts';
import type { Comment } from '../../core/model/comment.ts';
import { type CommentNode, MAX_NESTING } from '../../core/model/tree.ts';
import type { PendingCreate } from '../../core/store/pending.ts';
import { canReact, canReply } from '../../core/store/snapshot.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { commentAddress } from '../comment-address.ts';
import { EXPORTED_PARTS } from '../parts.ts';
import { actionTemplate, bylineId } from './action.template.ts';
import { reactionsTemplate } from './reactions.template.ts';
import type { RowHost } from './row-host.ts';

/** A comment with its replies. */
export function commentTemplate(node: CommentNode, rows: RowHost): TemplateResult {
  const { comment, depth, replies } = node;
  const { id, status } = comment;
  const sending = rows.snapshot.sending.get(id);
  const state = [
    status,
    comment.pinned && 'pinned',
    rows.unread.has(id) && 'new',
    sending?.state,
    rows.highlighted === id && 'highlighted',
  ]
    .filter(Boolean)
    .join(' ');
  const content = rows.snapshot.removing.has(id)
    ? removingTemplate
    : status === 'deleted' || status === 'hidden'
      ? goneTemplate
      : contentTemplate;
  // The rail is a second, larger way to fold for those who point; the button beside "Reply" is the first.
  return html`<div
    role="comment article"
    part="comment ${state}"
    class="comment ${state}"
    data-id=${id}
    aria-labelledby=${bylineId(comment)}
    tabindex="-1"
  >
    <div class="own">
      ${content(node, rows)} ${sending && sendingTemplate(sending, rows)} ${actionsTemplate(node, rows)}
    </div>
    ${
      rows.replyingTo === id
        ? html`<colloquy-form
            part="reply-form"
            class="reply-form"
            reply-to=${id}
            exportparts=${EXPORTED_PARTS}
          ></colloquy-form>`
        : nothing
    }
    ${
      replies.length > 0 && !rows.folded.has(id)
        ? html`<div class="replies ${depth > 3 ? 'deep' : ''}" part="replies">
            <button class="rail" part="rail" tabindex="-1" aria-hidden="true" data-action="fold"></button>
            ${rows.repliesOf(node)}
          </div>`
        : nothing
    }
  </div>`;
}

/** For as long as it can be taken back, and until the backend has done it. */
function removingTemplate({ comment }: CommentNode, { view: { localizer } }: RowHost): TemplateResult {
  return html`<p part="body" class="gone meta row" id=${bylineId(comment)} role="status">
    ${localizer.text('comment.removed')} ${actionTemplate('undo', comment, localizer.text('comment.undo'))}
  </p>`;
}

function goneTemplate({ comment }: CommentNode, { view: { localizer } }: RowHost): TemplateResult {
  const text = localizer.text(comment.status === 'hidden' ? 'comment.hidden' : 'comment.deleted');
  return html`<p part="body" class="gone meta" id=${bylineId(comment)}>${text}</p>`;
}

function contentTemplate(node: CommentNode, rows: RowHost): TemplateResult {
  const { comment } = node;
  const { author, createdAt, status } = comment;
  const { localizer, layout, headingLevel } = rows.view;
  const classic = layout === 'classic';
  const time = createdAt && timeTemplate(comment, createdAt, classic, rows);
  return html`${
      classic
        ? nothing
        : html`<span part="avatar" class="avatar hue${hueOf(author.name) % 9}" aria-hidden="true"
            >${initialsOf(author.name) || '·'}</span
          >`
    }
    <div part="header" class="row header" id=${bylineId(comment)} role="heading" aria-level=${headingLevel}>
      ${classic ? classicByline(comment, localizer) : byline(comment, time, localizer)}
      ${
        rows.unread.has(comment.id)
          ? html`<span part="new-badge" class="badge">${localizer.text('comment.new')}</span>`
          : nothing
      }
    </div>
    ${contextTemplate(node, localizer)}
    ${
      rows.editing === comment.id
        ? html`<colloquy-form
            part="edit-form"
            class="edit-form"
            edits=${comment.id}
            exportparts=${EXPORTED_PARTS}
          ></colloquy-form>`
        : rows.bodyOf(comment)
    }
    ${
      status === 'pending'
        ? html`<p part="notice" class="note notice">${localizer.text('comment.pending')}</p>`
        : nothing
    }
    ${
      classic && time
        ? html`<p class="meta">${localizer.parts<unknown>('classic.posted', { date: time })}</p>`
        : nothing
    }`;
}

function byline(comment: Comment, time: unknown, localizer: Localizer): TemplateResult {
  const { author, editedAt, pinned } = comment;
  return html`${authorTemplate(comment, localizer)}
  ${author.badge && html`<span part="badge" class="badge">${author.badge}</span>`}
  ${author.location && html`<bdi part="location" class="meta">${author.location}</bdi>`} ${time}
  ${
    editedAt &&
    html`<span part="edited" class="meta" title=${localizer.dateTime(new Date(editedAt))}
      >${localizer.text('comment.edited')}</span
    >`
  }
  ${pinned ? html`<span part="pin" class="badge">${localizer.text('comment.pinned')}</span>` : nothing}`;
}

function classicByline(comment: Comment, localizer: Localizer): unknown {
  const { location } = comment.author;
  return localizer.parts<unknown>(location ? 'classic.byline' : 'classic.byline.noPlace', {
    name: authorTemplate(comment, localizer),
    place: html`<bdi part="location">${location}</bdi>`,
  });
}

function authorTemplate({ author }: Comment, localizer: Localizer): TemplateResult {
  const name = html`<bdi>${author.name || localizer.text('comment.anonymous')}</bdi>`;
  return linkTemplate(author.url, 'author', 'author', name);
}

/** The time is the comment's permalink: the backend's own, else its place on this page. */
function timeTemplate(
  { id, permalink }: Comment,
  createdAt: string,
  classic: boolean,
  { view: { localizer } }: RowHost,
): TemplateResult {
  const date = new Date(createdAt);
  // Ages are set as properties: the clock writes newer ones without rendering the row.
  const time = html`<time
    part="time"
    class=${classic ? '' : 'age'}
    datetime=${createdAt}
    title=${localizer.dateTime(date)}
    .textContent=${classic ? localizer.classicDate(date) : localizer.age(date, Date.now())}
  ></time>`;
  const here = commentAddress(location.href, id);
  return linkTemplate(safeUrl(permalink) ?? here, 'permalink', 'meta', time);
}

/** A link where there is a safe address to go to. */
function linkTemplate(
  address: string | undefined,
  part: string | typeof nothing,
  className: string,
  content: TemplateResult,
): TemplateResult {
  const url = safeUrl(address);
  return url
    ? html`<a part=${part} class=${className} href=${url} rel=${LINK_REL}>${content}</a>`
    : html`<span part=${part} class=${className}>${content}</span>`;
}

/** Whom a reply answers, where its place does not say so: in an orphan, and below the deepest level. */
function contextTemplate({ comment, parent, depth }: CommentNode, localizer: Localizer): unknown {
  if (comment.parentId === null) return nothing;
  const name = parent && (parent.author.name || localizer.text('comment.anonymous'));
  const text = name
    ? localizer.parts<unknown>('comment.inReplyTo', { name: html`<bdi>${name}</bdi>` })
    : localizer.text('comment.inReplyTo.missing');
  const displaced = parent === null || depth >= MAX_NESTING;
  // Where it shows, on a narrow screen from the fourth level on, it leads there.
  const content = displaced || depth > 3 ? actionTemplate('parent', comment, text) : text;
  return html`<p part="in-reply-to" class="meta context ${displaced ? '' : 'hidden'}">${content}</p>`;
}

function sendingTemplate(
  { comment, state, error }: PendingCreate,
  { view: { localizer } }: RowHost,
): TemplateResult {
  return html`<p part="notice" class="note notice ${state === 'failed' ? 'error' : ''}">
    ${
      error
        ? html`${localizer.text(`comment.${state}`, { reason: localizer.text(`error.${error.code}`) })}
          ${actionTemplate('retry', comment, localizer.text('comment.retry'))}
          ${actionTemplate('withdraw', comment, localizer.text('comment.withdraw'))}`
        : localizer.text('comment.sending')
    }
  </p>`;
}

function actionsTemplate({ comment, replies, depth }: CommentNode, rows: RowHost): unknown {
  const { localizer, canAnswer, actions } = rows.view;
  const { snapshot, folded } = rows;
  const { id } = comment;
  const count = replies.length;
  const answerable = canAnswer && canReply(snapshot, comment);
  const reactable = canReact(snapshot, comment);
  const own = actions?.(comment) ?? [];
  if (snapshot.removing.has(id)) return nothing;
  const linkable = /published|pending/.test(comment.status) && !snapshot.sending.has(id);
  if (!linkable && count === 0 && own.length === 0) return nothing;
  return html`<div part="actions" class="row actions">
    ${reactable ? reactionsTemplate(comment, rows) : nothing}
    ${
      answerable
        ? actionTemplate('reply', comment, localizer.text('comment.reply'), {
            expanded: rows.replyingTo === id,
          })
        : nothing
    }
    ${
      count > 0
        ? actionTemplate(
            'fold',
            comment,
            localizer.text(folded.has(id) ? 'comment.unfold' : 'comment.fold', { count }),
            { expanded: !folded.has(id) },
          )
        : nothing
    }
    ${count > 0 && depth > 2 ? actionTemplate('branch', comment, localizer.text('comment.branch')) : nothing}
    ${
      answerable && rows.quoting === id
        ? actionTemplate('quote', comment, localizer.text('comment.quote'))
        : nothing
    }
    ${own.map(
      (action) =>
        html`<button
          class="quiet"
          part="action-button ${action.name}-button"
          aria-describedby=${bylineId(comment)}
          @click=${() => rows.run(action, comment)}
        >
          ${action.label}
        </button>`,
    )}
    ${linkable ? actionTemplate('menu', comment, '…', { label: localizer.text('comment.more') }) : nothing}
  </div>`;
}
