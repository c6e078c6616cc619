import { html, nothing, type TemplateResult } from 'lit';
import type { Comment } from '../../core/model/comment.ts';

/** What a reader can do with a comment. */
export type Action =
  | 'reply'
  | 'fold'
  | 'reaction'
  | 'retry'
  | 'withdraw'
  | 'undo'
  | 'menu'
  | 'parent'
  | 'branch'
  | 'quote'
  /** What the page has a button of its own for. */
  | 'own';

export interface ActionState {
  /** Which reaction, or which of the page's own actions. */
  readonly name?: string;
  readonly expanded?: boolean;
  readonly pressed?: boolean;
  /** In words, where the text is a sign. */
  readonly label?: string;
}

/** A button below a comment. The list of comments hears its click and knows it by its action. */
export function actionTemplate(
  action: Action,
  comment: Pick<Comment, 'id'>,
  text: unknown,
  { name, expanded, pressed, label }: ActionState = {},
): TemplateResult {
  return html`<button
    class="quiet"
    part=${action === 'own' ? `action-button ${name}-button` : `${action}-button`}
    data-action=${action}
    data-name=${name ?? nothing}
    aria-label=${label ?? nothing}
    aria-haspopup=${label ? 'menu' : nothing}
    aria-describedby=${bylineId(comment)}
    aria-expanded=${expanded ?? nothing}
    aria-pressed=${pressed ?? nothing}
  >
    ${text}
  </button>`;
}

/** Ids are opaque and may hold spaces, which would end an id reference. */
export function bylineId({ id }: Pick<Comment, 'id'>): string {
  return `by-${id.replace(/[\s%]/g, (character) => `%${character.charCodeAt(0)};`)}`;
}
