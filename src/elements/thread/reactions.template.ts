import { html } from 'lit';
import type { Comment } from '../../core/model/comment.ts';
import { actionTemplate } from './action.template.ts';
import type { RowHost } from './row-host.ts';

/** The buttons by which a reader reacts, as the backend has them. */
export function reactionsTemplate(comment: Comment, { view: { localizer, capabilities } }: RowHost): unknown {
  const { votes, reactionNames } = capabilities;
  const names = votes === 'like' ? ['like'] : votes === 'up-down' ? ['up', 'down'] : reactionNames;
  const buttons = names.map((name) => {
    const { count, chosen = false } = comment.reactions?.find((known) => known.name === name) ?? {};
    const label =
      name === 'like' || name === 'up' || name === 'down' ? localizer.text(`comment.${name}`) : name;
    const text = count ? html`${label}<span>${localizer.number(count)}</span>` : label;
    return actionTemplate('reaction', comment, text, { reaction: name, pressed: chosen });
  });
  if (votes !== 'up-down' || comment.score === undefined) return buttons;
  const score = localizer.text('comment.score', { count: comment.score });
  return html`${buttons}<span part="score" class="meta">${score}</span>`;
}
