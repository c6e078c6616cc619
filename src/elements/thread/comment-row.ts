import { html, nothing, render, type TemplateResult } from 'lit';
import { hueOf, initialsOf } from '../../core/model/author.ts';
import { isHole } from '../../core/model/comment-node.ts';
import type { CommentNode } from '../../core/model/tree.ts';
import { EXPORTED_PARTS } from '../parts.ts';
import { bylineId } from './action.template.ts';
import { showActions } from './actions.ts';
import { plainByline, showByline } from './byline.ts';
import { noticesTemplate } from './notices.template.ts';
import { showContext } from './context.ts';
import { copies } from './copies.ts';
import type { RowHost, RowsView } from './row-host.ts';
import { setAttribute, setChildren, setText } from './set-children.ts';

const newRow = copies(
  () =>
    html`<div role="listitem">
      <div role="comment article" class="comment" tabindex="-1">
        <div class="own">
          <span part="avatar" aria-hidden="true">?</span>
          <div part="header" class="row header" role="heading" aria-level="3">${plainByline()}</div>
        </div>
      </div>
    </div>`,
);

// The rail is a second, larger way to fold for those who point; the button beside "Reply" is the first.
const newReplies = copies(
  () =>
    html`<div part="replies">
      <button class="rail" part="rail" tabindex="-1" aria-hidden="true" data-action="fold"></button>
      <div role="list"></div>
    </div>`,
);

const newForms = {
  reply: copies(() => formTemplate('reply')),
  edit: copies(() => formTemplate('edit')),
};

/**
 * A comment with its replies as it stands in the page. What every comment has is copied and written in by hand,
 * what few have is rendered by Lit; either way, what stays from one time to the next keeps its focus.
 */
export class CommentRow {
  readonly element = newRow();
  readonly #comment = this.element.firstElementChild as HTMLElement;
  readonly #own = this.#comment.firstElementChild as HTMLElement;
  readonly #avatar = this.#own.firstElementChild as HTMLElement;
  readonly #header = this.#avatar.nextElementSibling as HTMLElement;
  #context: HTMLElement | null = null;
  #editForm: HTMLElement | null = null;
  #notices: HTMLElement | null = null;
  #actions: HTMLElement | null = null;
  #replyForm: HTMLElement | null = null;
  #replies: HTMLElement | null = null;
  /** What it was rendered from. */
  #node: CommentNode | null = null;
  #view: RowsView | null = null;
  #marks: string | undefined;

  /** @param marks tell apart the states that the row and those inside it are in. */
  update(node: CommentNode, marks: string | undefined, rows: RowHost): void {
    if (node === this.#node && rows.view === this.#view && marks === this.#marks) return;
    this.#node = node;
    this.#view = rows.view;
    this.#marks = marks;
    const { comment } = node;
    const { id } = comment;
    this.#writeState(node, rows);
    const gone = isHole(comment) || rows.snapshot.removing.has(id);
    this.#actions = showActions(this.#actions, node, rows);
    setChildren(
      this.#own,
      present([
        ...(gone ? [] : this.#showContent(node, rows)),
        this.#showNotices(gone, node, rows),
        this.#actions,
      ]),
    );
    this.#replyForm = showForm('reply', this.#replyForm, rows.replyingTo === id, id);
    const children = present([this.#own, this.#replyForm, this.#showReplies(node, rows)]);
    setChildren(this.#comment, children);
  }

  #writeState({ comment }: CommentNode, { snapshot, unread, highlighted }: RowHost): void {
    const { id, status, pinned } = comment;
    const sending = snapshot.sending.get(id);
    const state = ['comment', status];
    if (pinned) state.push('pinned');
    if (unread.has(id)) state.push('new');
    if (sending) state.push(sending.state);
    if (highlighted === id) state.push('highlighted');
    const names = state.join(' ');
    setAttribute(this.#comment, 'part', names);
    // As a class, `hidden` is what only assistive technology meets.
    setAttribute(this.#comment, 'class', names.replace(' hidden', ''));
    setAttribute(this.#comment, 'data-id', id);
    setAttribute(this.#comment, 'aria-labelledby', bylineId(comment));
  }

  #showContent(node: CommentNode, rows: RowHost): (Element | null)[] {
    const { comment } = node;
    const { name } = comment.author;
    setAttribute(this.#avatar, 'class', `avatar hue${hueOf(name) % 9}`);
    setText(this.#avatar, initialsOf(name) || '·');
    showByline(this.#header, comment, rows);
    this.#context = showContext(this.#context, node, rows);
    this.#editForm = showForm('edit', this.#editForm, rows.editing === comment.id, comment.id);
    const avatar = rows.view.layout === 'classic' ? null : this.#avatar;
    return [avatar, this.#header, this.#context, this.#editForm ?? rows.bodyOf(comment)];
  }

  #showNotices(gone: boolean, { comment }: CommentNode, rows: RowHost): Element | null {
    const notices = noticesTemplate(comment, rows);
    if (notices !== nothing) this.#notices ??= document.createElement('div');
    if (!this.#notices) return null;
    this.#notices.className = gone ? 'gone' : '';
    render(notices, this.#notices);
    return notices === nothing ? null : this.#notices;
  }

  #showReplies({ comment, depth, replies }: CommentNode, rows: RowHost): Element | null {
    if (replies.length === 0 || rows.folded.has(comment.id)) return null;
    this.#replies ??= newReplies();
    setAttribute(this.#replies, 'class', depth > 3 ? 'replies deep' : 'replies');
    setChildren(this.#replies.lastElementChild!, rows.rowsOf(replies));
    return this.#replies;
  }
}

function present<T>(items: readonly (T | null)[]): T[] {
  return items.filter((item) => item !== null);
}

function formTemplate(purpose: 'reply' | 'edit'): TemplateResult {
  return html`<colloquy-form
    part="${purpose}-form"
    class="${purpose}-form"
    exportparts=${EXPORTED_PARTS}
  ></colloquy-form>`;
}

/** The form to reply to a comment or to edit it: the one that is open, a new one, or null for none. */
function showForm(
  purpose: 'reply' | 'edit',
  form: HTMLElement | null,
  isOpen: boolean,
  id: string,
): HTMLElement | null {
  if (!isOpen) return null;
  if (form) return form;
  const opened = newForms[purpose]();
  opened.setAttribute(purpose === 'reply' ? 'reply-to' : 'edits', id);
  return opened;
}
