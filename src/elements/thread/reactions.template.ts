import { html, nothing } from 'lit';
import type { Comment, Reaction } from '../../core/model/comment.ts';
import { bylineId, type CommentHost } from './comment-host.ts';

/** The buttons by which a reader reacts, as the backend has them. */
export function reactionsTemplate(comment: Comment, host: CommentHost): unknown {
  const { votes, reactionNames } = host.view.capabilities;
  const names = votes === 'like' ? ['like'] : votes === 'up-down' ? ['up', 'down'] : reactionNames;
  const score = votes === 'up-down' && comment.score !== undefined ? comment.score : null;
  const { localizer } = host.view;
  return html`${names.map((name) => reactionTemplate(comment, name, host))}
  ${
    score === null
      ? nothing
      : html`<span part="score" class="meta">${localizer.text('comment.score', { count: score })}</span>`
  }`;
}

function reactionTemplate(comment: Comment, name: string, host: CommentHost): unknown {
  const reaction = comment.reactions?.find((known) => known.name === name);
  const chosen = reaction?.chosen ?? false;
  const { localizer } = host.view;
  const label =
    name === 'like' || name === 'up' || name === 'down' ? localizer.text(`comment.${name}`) : name;
  return html`<button
    class="quiet"
    part="reaction-button"
    aria-pressed=${chosen}
    aria-describedby=${bylineId(comment)}
    @click=${() => host.react(comment.id, name, !chosen)}
  >
    ${label}${countTemplate(reaction, host)}
  </button>`;
}

function countTemplate(reaction: Reaction | undefined, { view: { localizer } }: CommentHost): unknown {
  return reaction?.count ? html`<span class="count">${localizer.number(reaction.count)}</span>` : nothing;
}
