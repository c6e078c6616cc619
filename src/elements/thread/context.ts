import { html } from 'lit';
import { type CommentNode, MAX_NESTING } from '../../core/model/tree.ts';
import { actionTemplate, bylineId } from './action.template.ts';
import { copies } from './copies.ts';
import type { RowHost } from './row-host.ts';

const newParentButton = copies(() => actionTemplate('parent', { id: '' }, ''));
const newContext = copies(() => html`<p part="in-reply-to" class="meta context"></p>`);

/**
 * Whom a reply answers, in words: out of sight unless its place does not show it, as in an orphan, below the
 * deepest level, and on a narrow screen.
 *
 * @param element from the last time; it stays where it says the same.
 */
export function showContext(
  element: HTMLElement | null,
  node: CommentNode,
  rows: RowHost,
): HTMLElement | null {
  const { comment, parent, depth } = node;
  if (comment.parentId === null) return null;
  const displaced = parent === null || depth >= MAX_NESTING;
  const fresh = newContext();
  if (!displaced) fresh.classList.add('hidden');
  let words = fresh;
  // Where it shows, on a narrow screen from the fourth level on, it leads there.
  if (displaced || depth > 3) {
    words = fresh.appendChild(newParentButton());
    words.setAttribute('aria-describedby', bylineId(comment));
  }
  words.append(...wordsOf(node, rows));
  return element?.isEqualNode(fresh) ? element : fresh;
}

function wordsOf({ parent }: CommentNode, { view: { localizer } }: RowHost): readonly (string | Node)[] {
  if (!parent) return [localizer.text('comment.inReplyTo.missing')];
  const name = document.createElement('bdi');
  name.textContent = parent.author.name || localizer.text('comment.anonymous');
  return localizer.parts<string | Node>('comment.inReplyTo', { name });
}
