import type { LitElement } from 'lit';
import { toAdapterError } from '../../../core/adapter/adapter-error.ts';
import type { Comment } from '../../../core/model/comment.ts';
import { canEdit, canRemove, type ThreadSnapshot } from '../../../core/store/snapshot.ts';
import type { ThreadStore } from '../../../core/store/thread-store.ts';
import { commentAddress } from '../../comment-address.ts';
import { reportFailure } from '../../error.event.ts';
import type { Action } from '../action.template.ts';
import type { Rows } from '../rows.ts';
import type { SlicedList } from '../sliced-list.ts';
import { type MenuItem, openMenu } from './comment-menu.ts';
import { DeviceNotes } from './device-notes.ts';
import { FOLDS } from './remembered-folds.ts';
import { asQuotation, selectedText } from './selected-text.ts';
import { beginVisit, newSince } from './visits.ts';
import type { Ways } from './ways.ts';

const folds = new DeviceNotes(FOLDS);

/** Folded sub-threads remembered of one thread. */
const MAX_FOLDS = 200;

/** How a reader gets about in a thread. Loaded when somebody first looks for a way. */
export class Wayfinder implements Ways {
  readonly #thread: LitElement & { reveal(id: string): Promise<boolean> };
  readonly #rows: Rows;
  readonly #list: SlicedList;
  readonly #store: () => ThreadStore | null;
  /** The unread comment to which the reader was last taken. */
  #unreadAt: string | null = null;

  constructor(
    thread: LitElement & { reveal(id: string): Promise<boolean> },
    rows: Rows,
    list: SlicedList,
    store: () => ThreadStore | null,
  ) {
    this.#thread = thread;
    this.#rows = rows;
    this.#list = list;
    this.#store = store;
  }

  /** The thread has just come: brings back what this device remembers of it. */
  async arrive(trackVisits: boolean): Promise<void> {
    const { snapshot } = this.#rows;
    const known = folds.read(snapshot.thread.key);
    if (Array.isArray(known)) known.forEach((id) => this.#rows.folded.add(String(id)));
    const since = trackVisits ? beginVisit(snapshot.thread.key) : 0;
    await this.#rows.change({ unread: newSince(this.#comments(), since) });
  }

  /** The page's address names a comment. */
  async follow(id: string): Promise<void> {
    await this.#goTo(id);
    if (this.#rows.lost)
      this.#thread.shadowRoot!.querySelector('[part~=place]')?.scrollIntoView({ block: 'center' });
  }

  /** Makes sure that a comment that is loaded is also rendered, and takes the reader there. */
  async show(id: string): Promise<void> {
    const { nodes } = this.#rows.snapshot.tree;
    if (!nodes.has(id)) await this.#thread.updateComplete;
    const ancestors: string[] = [];
    for (let at = nodes.get(id)?.parent; at; at = nodes.get(at.id)?.parent) ancestors.push(at.id);
    for (const ancestor of ancestors) this.#rows.folded.delete(ancestor);
    const { branch } = this.#rows;
    const outside = branch !== null && branch !== id && !ancestors.includes(branch);
    await this.#rows.change(outside ? { branch: null } : {});
    this.#list.include(id);
    await this.#rows.highlight(id);
    // What is above may only now be laid out and turn out higher or lower than was guessed.
    for (let frame = 0; frame < 2; frame++) {
      await new Promise(requestAnimationFrame);
      const row = this.#row(id);
      if (row) bringIntoSight(row);
    }
  }

  async leaveBranch(): Promise<void> {
    const { branch } = this.#rows;
    await this.#rows.change({ branch: null });
    if (branch !== null) await this.show(branch);
  }

  async goOn(before: ThreadSnapshot, used: Element | null): Promise<void> {
    await this.#rows.change();
    const root = this.#thread.shadowRoot!;
    const { snapshot, roots } = this.#rows;
    const isOther = snapshot.view !== before.view;
    if (isOther) root.querySelector('.toolbar')?.scrollIntoView({ block: 'nearest' });
    // Who has gone elsewhere meanwhile stays there.
    if (root.activeElement ? root.activeElement !== used : document.activeElement !== document.body) return;
    const first = roots.find(({ comment: { id } }) => isOther || !before.tree.nodes.has(id))?.comment.id;
    if (first !== undefined) {
      this.#list.include(first);
      await this.#rows.change();
      this.#row(first)?.focus({ preventScroll: true });
    } else if (!root.activeElement) root.querySelector<HTMLElement>('[part=error] button')?.focus();
  }

  async stayAt(id: string): Promise<void> {
    await this.#rows.change();
    if (document.activeElement === document.body) this.#row(id)?.focus({ preventScroll: true });
  }

  /** New comments were let in: the reader is taken to the first of them. */
  async welcome(ids: readonly string[]): Promise<void> {
    await this.#rows.change({ unread: new Set([...this.#rows.unread, ...ids]) });
    const first = this.#visible().find((row) => ids.includes(row.dataset['id']!));
    this.#unreadAt = first?.dataset['id'] ?? null;
    goTo(first);
  }

  async act(action: Action, id: string, button: HTMLElement): Promise<void> {
    if (action === 'menu') openMenu(button, this.#menuOf(id), button.ariaLabel ?? '');
    else if (action === 'parent') await this.#toParent(id);
    else if (action === 'quote') this.#quote(id);
    else if (action === 'branch') {
      await this.#rows.change({ branch: id });
      goTo(this.#row(id));
    }
  }

  /** Keys work where the focus is among the comments and nothing can be typed. */
  async onKey(key: string, target: Element): Promise<void> {
    if (target.matches('input, textarea, select, [contenteditable]')) return;
    const row = target.closest<HTMLElement>('.comment');
    if (!row) return;
    const id = row.dataset['id']!;
    if (key === 'j' || key === 'k') await this.step(key === 'j' ? 1 : -1, false);
    else if (key === 'n' || key === 'p') await this.step(key === 'n' ? 1 : -1, true);
    else if (key === 'u') await this.#toParent(id);
    else row.querySelector<HTMLElement>('[part~=fold-button]')?.click();
  }

  /**
   * Moves the focus to the next or previous comment, or unread comment; from the end to the beginning again. What the
   * reader leaves is read.
   */
  async step(direction: 1 | -1, unread: boolean): Promise<void> {
    const focused = this.#thread.shadowRoot!.activeElement?.closest<HTMLElement>('.comment');
    // With the button for unread ones it is the button that has the focus.
    const current = focused ?? (unread && this.#unreadAt !== null ? this.#row(this.#unreadAt) : null);
    const left = current?.dataset['id'];
    if (left !== undefined && this.#rows.unread.has(left)) {
      await this.#rows.change({ unread: new Set([...this.#rows.unread].filter((id) => id !== left)) });
    }
    const rows = this.#visible();
    const at = current ? rows.indexOf(current) : -1;
    const order =
      direction === 1
        ? [...rows.slice(at + 1), ...rows.slice(0, at + 1)]
        : [...rows.slice(0, Math.max(at, 0)).reverse(), ...rows.slice(Math.max(at, 0)).reverse()];
    const found = order.find((row) => !unread || this.#rows.unread.has(row.dataset['id']!));
    if (!unread) return goTo(found);
    // Those that are left and not found are folded away.
    const id = found?.dataset['id'] ?? [...this.#rows.unread][0] ?? null;
    this.#unreadAt = id;
    if (found || id === null) goTo(found ?? current);
    else await this.show(id);
  }

  onSelection(): void {
    const selected = selectedText(this.#thread.shadowRoot!);
    if (this.#rows.quoting !== (selected?.id ?? null))
      void this.#rows.change({ quoting: selected?.id ?? null });
  }

  rememberFolds(): void {
    const ids = [...this.#rows.folded].slice(-MAX_FOLDS);
    folds.write(this.#rows.snapshot.thread.key, ids.length > 0 ? ids : null);
  }

  #quote(id: string): void {
    const selected = selectedText(this.#thread.shadowRoot!);
    if (selected?.id === id) this.#rows.quote(id, asQuotation(selected.text));
    void this.#rows.change({ quoting: null });
  }

  async #toParent(id: string): Promise<void> {
    const parentId = this.#comment(id)?.parentId;
    if (parentId) await this.#goTo(parentId);
  }

  /** Where the comment is not here, the reader is told; where that could not be found out, they have been. */
  async #goTo(id: string): Promise<void> {
    const found = await this.#thread.reveal(id);
    await this.#rows.change({ lost: !found && !this.#store()?.getSnapshot().error });
  }

  #menuOf(id: string): readonly MenuItem[] {
    const { snapshot, view } = this.#rows;
    const { localizer } = view;
    const comment = this.#comment(id)!;
    const { name } = comment.author;
    const items: MenuItem[] = [
      { name: 'copy-link', label: localizer.text('comment.copyLink'), run: () => this.#copyLink(comment) },
    ];
    if (comment.parentId !== null) {
      items.push({ name: 'parent', label: localizer.text('comment.parent'), run: () => this.#toParent(id) });
    }
    if (snapshot.capabilities.authorFilter && name && snapshot.author === null) {
      const label = localizer.text('thread.onlyBy', { name });
      items.push({ name: 'author', label, run: () => void this.#rows.read(this.#store()?.setAuthor(name)) });
    }
    if (view.canAnswer && canEdit(snapshot, comment)) {
      items.push({ name: 'edit', label: localizer.text('comment.edit'), run: () => this.#rows.edit(id) });
    }
    if (canRemove(snapshot, comment)) {
      items.push({
        name: 'remove',
        label: localizer.text('comment.remove'),
        run: () => this.#rows.remove(id),
      });
    }
    if (snapshot.capabilities.report && comment.can?.report !== false) {
      items.push({ name: 'report', label: localizer.text('comment.report'), run: () => this.#report(id) });
    }
    return items;
  }

  async #report(id: string): Promise<string> {
    const { localizer } = this.#rows.view;
    try {
      await this.#store()?.report(id);
      return localizer.text('comment.reported');
    } catch (thrown) {
      const error = toAdapterError(thrown);
      reportFailure(this.#thread, error);
      return localizer.text(`error.${error.code}`);
    }
  }

  async #copyLink({ id, permalink }: Comment): Promise<string | void> {
    const { localizer } = this.#rows.view;
    const address = permalink ?? commentAddress(this.#rows.snapshot.thread.url, id);
    try {
      await navigator.clipboard.writeText(address);
      return localizer.text('share.copied');
    } catch {
      // Where the clipboard is out of reach, the address bar has it.
      location.hash = new URL(address).hash;
    }
  }

  #comment(id: string): Comment | undefined {
    return this.#rows.snapshot.tree.nodes.get(id)?.comment;
  }

  *#comments(): Iterable<Comment> {
    for (const { comment } of this.#rows.snapshot.tree.nodes.values()) yield comment;
  }

  #visible(): HTMLElement[] {
    return [...this.#thread.shadowRoot!.querySelectorAll<HTMLElement>('.comment')];
  }

  #row(id: string): HTMLElement | null {
    return this.#thread.shadowRoot!.querySelector(`[data-id="${CSS.escape(id)}"]`);
  }
}

/** Moves the focus to a comment, and the reader with it. */
function goTo(row: HTMLElement | null | undefined): void {
  row?.focus({ preventScroll: true });
  if (row) bringIntoSight(row);
}

/** Of itself, not of its replies: with them it may be higher than the window, and its end be nearer. */
function bringIntoSight(row: HTMLElement): void {
  const own = row.firstElementChild!;
  own.scrollIntoView({ block: own.clientHeight > innerHeight ? 'start' : 'nearest' });
}
