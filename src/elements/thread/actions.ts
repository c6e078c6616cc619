import { html, nothing, type TemplateResult } from 'lit';
import type { Comment } from '../../core/model/comment.ts';
import type { CommentNode } from '../../core/model/tree.ts';
import { canReact, canReply } from '../../core/store/snapshot.ts';
import { type Action, type ActionState, actionTemplate, bylineId } from './action.template.ts';
import { copies } from './copies.ts';
import type { RowHost, RowsView } from './row-host.ts';
import { setAttribute, setChildren, setText } from './set-children.ts';

/** Something that stands below a comment: a button, or only words. */
interface ActionItem extends ActionState {
  readonly action: Action | 'score' | 'tally';
  readonly text: string;
  /** Stands beside the text. */
  readonly count?: string;
}

/** By what is in it; comments with the same buttons get copies of one. */
const copiers = new Map<string, () => HTMLElement>();

/**
 * The element with what a reader can do with a comment, or null where that is nothing.
 *
 * @param element from the last time: its buttons keep the focus where they stay.
 */
export function showActions(
  element: HTMLElement | null,
  node: CommentNode,
  rows: RowHost,
): HTMLElement | null {
  const items = itemsOf(node, rows);
  if (items.length === 0) return null;
  const shown = element
    ? keepItems(element, newActions(items, node.comment))
    : newActions(items, node.comment);
  const describedBy = bylineId(node.comment);
  let child = shown.firstElementChild;
  for (const item of items) {
    writeItem(child!, item, describedBy);
    child = child!.nextElementSibling;
  }
  return shown;
}

function itemsOf({ comment, replies, depth }: CommentNode, rows: RowHost): readonly ActionItem[] {
  const { snapshot, folded, view } = rows;
  const { localizer, canAnswer, actions } = view;
  const { id, status } = comment;
  const items: ActionItem[] = [];
  if (snapshot.removing.has(id)) return items;
  const count = replies.length;
  const answerable = canAnswer && canReply(snapshot, comment);
  if (status === 'published') items.push(...reactionItems(comment, canReact(snapshot, comment), view));
  if (answerable) {
    items.push({
      action: 'reply',
      text: localizer.text('comment.reply'),
      expanded: rows.replyingTo === id,
    });
  }
  if (count > 0) {
    const expanded = !folded.has(id);
    const text = localizer.text(expanded ? 'comment.fold' : 'comment.unfold', { count });
    items.push({ action: 'fold', text, expanded });
    if (depth > 2) items.push({ action: 'branch', text: localizer.text('comment.branch') });
  }
  if (answerable && rows.quoting === id) {
    items.push({ action: 'quote', text: localizer.text('comment.quote') });
  }
  for (const { name, label } of actions?.(comment) ?? []) items.push({ action: 'own', name, text: label });
  const linkable = (status === 'published' || status === 'pending') && !snapshot.sending.has(id);
  if (linkable) items.push({ action: 'menu', text: '…', label: localizer.text('comment.more') });
  return items;
}

/** The buttons by which a reader reacts, as the backend has them; only what others chose where there is no choice. */
function reactionItems(
  { reactions = [], score }: Comment,
  canChoose: boolean,
  { localizer, capabilities: { votes, reactionNames } }: RowsView,
): readonly ActionItem[] {
  const choices = votes === 'like' ? ['like'] : votes === 'up-down' ? ['up', 'down'] : reactionNames;
  const counted = reactions.filter(({ count = 0 }) => count > 0).map(({ name }) => name);
  const items = (canChoose ? choices : counted).map((name): ActionItem => {
    const { count = 0, chosen = false } = reactions.find((known) => known.name === name) ?? {};
    const text =
      name === 'like' || name === 'up' || name === 'down' ? localizer.text(`comment.${name}`) : name;
    return {
      ...(canChoose ? { action: 'reaction', pressed: chosen } : { action: 'tally' }),
      ...{ name, text },
      ...(count > 0 && { count: localizer.number(count) }),
    };
  });
  // Where there are reactions, the score is their sum, or says less.
  if (score === undefined || (votes !== 'up-down' && items.length > 0)) return items;
  return [...items, { action: 'score', text: localizer.text('comment.score', { count: score }) }];
}

function newActions(items: readonly ActionItem[], comment: Comment): HTMLElement {
  const key = items.map(({ action, name }) => `${action} ${name}`).join();
  let copy = copiers.get(key);
  if (!copy) {
    copy = copies(
      () =>
        html`<div part="actions" class="row actions">
          ${items.map((item) => itemTemplate(item, comment))}
        </div>`,
    );
    copiers.set(key, copy);
  }
  return copy();
}

function itemTemplate({ action, text, ...state }: ActionItem, comment: Comment): TemplateResult {
  return action === 'score' || action === 'tally'
    ? html`<span part=${action} class="meta tally" data-name=${state.name ?? nothing}>${text}</span>`
    : actionTemplate(action, comment, text, state);
}

/** Takes over from a new element what the old one has not. An open menu stays as well. */
function keepItems(element: HTMLElement, fresh: HTMLElement): HTMLElement {
  const old = new Map([...element.children].map((child) => [keyOf(child), child]));
  const items = [...fresh.children].map((child) => old.get(keyOf(child)) ?? child);
  const menu = element.querySelector(':scope > .menu');
  return setChildren(element, menu ? [...items, menu] : items);
}

function keyOf(child: Element): string {
  return `${child.part.value} ${child.getAttribute('data-name')}`;
}

function writeItem(element: Element, item: ActionItem, describedBy: string): void {
  const { action, text, count, label, expanded, pressed } = item;
  setText(element, text);
  if (action !== 'score' && action !== 'tally') setAttribute(element, 'aria-describedby', describedBy);
  if (label !== undefined) setAttribute(element, 'aria-label', label);
  if (expanded !== undefined) setAttribute(element, 'aria-expanded', String(expanded));
  if (pressed !== undefined) setAttribute(element, 'aria-pressed', String(pressed));
  const badge = element.firstElementChild;
  if (count === undefined) badge?.remove();
  else setText(badge ?? element.appendChild(document.createElement('span')), count);
}
