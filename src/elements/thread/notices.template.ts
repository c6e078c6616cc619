import { html, nothing, type TemplateResult } from 'lit';
import { LINK_REL, safeUrl } from '../../content/links.ts';
import { isHole } from '../../core/model/comment-node.ts';
import type { Comment } from '../../core/model/comment.ts';
import type { PendingCreate } from '../../core/store/pending.ts';
import { actionTemplate, bylineId } from './action.template.ts';
import { classicDate } from './byline.ts';
import type { RowHost } from './row-host.ts';

/** What few comments have to say of themselves beside or in place of their text; `nothing` of all others. */
export function noticesTemplate(comment: Comment, rows: RowHost): unknown {
  const { snapshot, view } = rows;
  const { id, status, hiddenReplies = 0 } = comment;
  if (snapshot.removing.has(id)) return removingTemplate(comment, rows);
  if (isHole(comment)) return goneTemplate(comment, rows);
  const sending = snapshot.sending.get(id);
  if (status !== 'pending' && !sending && view.layout !== 'classic' && hiddenReplies === 0) return nothing;
  return html`${
    status === 'pending'
      ? html`<p part="notice" class="note notice">${view.localizer.text('comment.pending')}</p>`
      : nothing
  }
  ${view.layout === 'classic' ? classicDate(comment, rows) : nothing}
  ${hiddenReplies > 0 ? hiddenRepliesTemplate(comment, rows) : nothing}
  ${sending ? sendingTemplate(sending, rows) : nothing}`;
}

/** For as long as it can be taken back, and until the backend has done it. */
function removingTemplate(comment: Comment, { view: { localizer } }: RowHost): TemplateResult {
  return html`<p part="body" class="meta row" id=${bylineId(comment)} role="status">
    ${localizer.text('comment.removed')} ${actionTemplate('undo', comment, localizer.text('comment.undo'))}
  </p>`;
}

function goneTemplate(comment: Comment, { view: { localizer } }: RowHost): TemplateResult {
  const text = localizer.text(comment.status === 'hidden' ? 'comment.hidden' : 'comment.deleted');
  return html`<p part="body" class="meta" id=${bylineId(comment)}>${text}</p>`;
}

/** Leads to where the replies are that the backend did not give, if they have a place. */
function hiddenRepliesTemplate(
  { hiddenReplies: count, permalink }: Comment,
  { view: { localizer } }: RowHost,
): TemplateResult {
  const text = localizer.text('comment.hiddenReplies', { count: count! });
  const url = safeUrl(permalink);
  return html`<p part="hidden-replies" class="meta">
    ${url ? html`<a href=${url} rel=${LINK_REL}>${text}</a>` : text}
  </p>`;
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
