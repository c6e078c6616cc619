import type { LitElement } from 'lit';
import type { ProvidedThread } from '../../context/thread-context.ts';
import { type AdapterError, toAdapterError } from '../../core/adapter/adapter-error.ts';
import type { NewComment } from '../../core/adapter/adapter.ts';
import type { Comment, CommentBody } from '../../core/model/comment.ts';
import type { CommentNode } from '../../core/model/tree.ts';
import type { ThreadSnapshot } from '../../core/store/snapshot.ts';
import { sameItems } from '../../core/same-items.ts';
import { reportFailure } from '../error.event.ts';
import { refreshAges } from './ages.ts';
import type { Action } from './action.template.ts';
import { createBody } from './body-element.ts';
import { CommentRow } from './comment-row.ts';
import type { RowHost, RowsView } from './row-host.ts';
import type { Ways } from './wayfinding/ways.ts';
import { CommentReactEvent, type Enhance } from './thread.events.ts';

type Host = LitElement & { readonly enhance: Enhance | null };

/** Does what only readers who look around need, and so is loaded late. */
type Wayfind = (action: (ways: Ways) => unknown, unasked?: boolean) => Promise<void>;

/** The state of a thread's rows that is the reader's own, and what a click in a row does. */
export class Rows implements RowHost {
  declare snapshot: ThreadSnapshot;
  declare view: RowsView;
  readonly folded = new Set<string>();
  replyingTo: string | null = null;
  highlighted: string | null = null;
  quoting: string | null = null;
  editing: string | null = null;
  unread: ReadonlySet<string> = new Set();
  /** The comment that the page's address names is not in this thread. */
  lost = false;
  /** The comment that is shown alone with the replies to it. */
  branch: string | null = null;
  /** Why the last thing that the reader wanted was not done. */
  refusal: AdapterError | null = null;
  readonly wayfind: Wayfind;
  readonly #host: Host;
  readonly #rows = new Map<string, CommentRow>();
  readonly #bodies = new WeakMap<CommentBody, Element>();
  #provided: ProvidedThread | null = null;
  /** By comment; tells apart the states that a row and those inside it are in. */
  #marks: ReadonlyMap<string, string> = new Map();
  /** Whether also rows may look different now whose comments have stayed the same. */
  stale = true;

  constructor(host: Host, wayfind: Wayfind) {
    this.#host = host;
    this.wayfind = wayfind;
  }

  /** Takes in what is to be rendered next. Keeps the old view where the new one looks the same. */
  update(provided: ProvidedThread, snapshot: ThreadSnapshot, view: RowsView): void {
    if (provided.store !== this.#provided?.store) {
      this.replyingTo = this.highlighted = this.quoting = this.editing = this.branch = null;
      this.unread = new Set();
      this.lost = false;
    }
    this.#provided = provided;
    this.snapshot = snapshot;
    const { view: oldView } = this;
    const oldMarks = this.#marks;
    if (!sameItems(Object.values(oldView ?? {}), Object.values(view))) this.view = view;
    this.#marks = this.#markRows();
    this.stale = this.view !== oldView || !sameEntries(this.#marks, oldMarks);
    this.#forgetRows();
  }

  /** The rows of these comments as they now should look. */
  rowsOf(nodes: readonly CommentNode[]): Element[] {
    return nodes.map((node) => this.#rowOf(node));
  }

  /** The element of the comment's body, made once and kept. */
  bodyOf(comment: Comment): Element {
    let element = this.#bodies.get(comment.body);
    if (!element) {
      element = createBody(comment, this.view.localizer, this.#host.enhance);
      this.#bodies.set(comment.body, element);
    }
    return element;
  }

  /** Opens the reply form of a comment, or with null closes the one that is open. */
  replyTo(id: string | null): void {
    const answered = this.replyingTo;
    this.replyingTo = id;
    // Closing leads back to the button that opened it, so that the reader does not lose their place.
    const button = `${rowSelector(answered ?? '')} > .own [part~=reply-button]`;
    void this.#renderAndFocus(id === null ? button : '.reply-form');
  }

  /** Opens the form in place of a comment's text, or with null closes the one that is open. */
  edit(id: string | null): void {
    const edited = this.editing;
    this.editing = id;
    void this.#renderAndFocus(id === null ? rowSelector(edited ?? '') : '.edit-form');
  }

  /** Removes a comment, unless the reader takes that back. */
  remove(id: string): void {
    const store = this.#provided?.store;
    void this.#attempt(async () => {
      await store?.prepareToWrite();
      const removing = store?.remove(id);
      void this.#renderAndFocus(`${rowSelector(id)} > .own button`);
      await removing;
    });
  }

  /** What is at the top level: all of it, or the one branch that is looked at alone. */
  get roots(): readonly CommentNode[] {
    const { roots, nodes } = this.snapshot.tree;
    const branch = this.branch === null ? undefined : nodes.get(this.branch);
    return branch ? [branch] : roots;
  }

  /** Takes the reader to a comment. */
  highlight(id: string): Promise<void> {
    this.replyingTo = null;
    this.highlighted = id;
    return this.#renderAndFocus(rowSelector(id));
  }

  /** Another answer to what is folded, unread, quoted or looked at alone shows. */
  change(
    state?: Partial<Pick<Rows, 'branch' | 'quoting' | 'editing' | 'unread' | 'lost' | 'refusal'>>,
  ): Promise<boolean> {
    Object.assign(this, state);
    this.#host.requestUpdate();
    return this.#host.updateComplete;
  }

  /** The reader has asked for something to be read: they go on at the first comment that it brings. */
  async read(reading: Promise<void> | undefined): Promise<void> {
    const { snapshot } = this;
    const used = this.#focused;
    await reading;
    await this.wayfind((ways) => ways.goOn(snapshot, used), true);
  }

  /** Tells the reader, and the page, what came in the way of what they wanted. */
  refuse(thrown: unknown): void {
    this.refusal = toAdapterError(thrown);
    reportFailure(this.#host, this.refusal);
    this.#host.requestUpdate();
  }

  /** Puts a text into the reply form of a comment, below what is there. */
  quote(id: string, text: string): void {
    this.#provided?.drafts.restore(this.snapshot.thread.key, id, text);
    if (this.replyingTo !== id) this.replyTo(id);
  }

  readonly onClick = ({ target }: Event): unknown => {
    const button = (target as Element).closest<HTMLElement>('[data-action]');
    const id = button?.closest<HTMLElement>('.comment')?.dataset['id'];
    if (id === undefined) return;
    const { action, name } = button!.dataset;
    switch (action as Action) {
      case 'reply':
        return this.replyTo(this.replyingTo === id ? null : id);
      case 'fold':
        return this.#toggleFold(id);
      case 'reaction':
        return this.#react(id, name!, button!.ariaPressed === 'false');
      case 'own':
        return this.#runOwn(id, name!);
      case 'retry':
        return this.#retry(id);
      case 'withdraw':
        return this.#restore(this.#provided?.store?.withdraw(id));
      case 'undo':
        this.#provided?.store?.undoRemoval(id);
        return this.#renderAndFocus(rowSelector(id));
      case 'menu':
      case 'parent':
      case 'branch':
      case 'quote':
        return this.wayfind((wayfinder) => wayfinder.act(action as Action, id, button!));
    }
  };

  /** The row of a comment, made once; it is rendered again only when something in it has changed. */
  #rowOf(node: CommentNode): Element {
    const { id } = node.comment;
    let row = this.#rows.get(id);
    if (!row) {
      row = new CommentRow();
      this.#rows.set(id, row);
    }
    row.update(node, this.#marks.get(id), this);
    return row.element;
  }

  /** Those of comments that have left: as long as there are no more rows than comments, they do no harm. */
  #forgetRows(): void {
    const { nodes } = this.snapshot.tree;
    if (this.#rows.size <= nodes.size) return;
    for (const id of this.#rows.keys()) if (!nodes.has(id)) this.#rows.delete(id);
  }

  async #toggleFold(id: string): Promise<void> {
    if (!this.folded.delete(id)) this.folded.add(id);
    await this.change();
    const row = this.#rows.get(id);
    // Rows that were folded away have not followed the clock.
    if (row) refreshAges(row.element, this.view.localizer);
    // The line beside the replies has gone with them.
    if (!this.#focused) row?.element.querySelector<HTMLElement>('[part~=fold-button]')?.focus();
    await this.wayfind((wayfinder) => wayfinder.rememberFolds(), true);
  }

  #react(id: string, name: string, chosen: boolean): void {
    if (!this.#host.dispatchEvent(new CommentReactEvent(id, name, chosen))) return;
    void this.#attempt(() => this.#provided?.store?.react(id, name, chosen));
  }

  /** Does what a button of the page's own is for. */
  #runOwn(id: string, name: string): void {
    const { comment } = this.snapshot.tree.nodes.get(id)!;
    const action = this.view.actions?.(comment).find((own) => own.name === name);
    void this.#attempt(() => action?.run(comment));
  }

  async #attempt(work: () => Promise<void> | void): Promise<void> {
    this.refusal = null;
    try {
      await work();
      this.#host.requestUpdate();
    } catch (thrown) {
      this.refuse(thrown);
    }
  }

  async #retry(id: string): Promise<void> {
    const input = this.snapshot.sending.get(id)?.input;
    const retried = this.#provided?.store?.retry(id);
    void this.#renderAndFocus(rowSelector(id));
    try {
      const outcome = await retried;
      if (outcome && 'comment' in outcome)
        await this.wayfind((ways) => ways.stayAt(outcome.comment.id), true);
    } catch (thrown) {
      // The author has to correct something, so the text goes back to where it was typed.
      this.#restore(input);
      reportFailure(this.#host, thrown);
    }
  }

  #restore(input: NewComment | null | undefined): void {
    if (!input) return;
    const { parentId, body } = input;
    this.#provided?.drafts.restore(this.snapshot.thread.key, parentId, body.value);
    if (parentId !== null && this.replyingTo !== parentId) this.replyTo(parentId);
  }

  get #focused(): Element | null {
    return (this.#host.renderRoot as ShadowRoot).activeElement;
  }

  async #renderAndFocus(selector: string): Promise<void> {
    await this.change();
    this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** Marks each comment in an unusual state and all it is nested in, because their rows hold its row. */
  #markRows(): ReadonlyMap<string, string> {
    const { tree, sending, removing } = this.snapshot;
    const marks = new Map<string, string>();
    const mark = (id: string | null, state: string) => {
      for (let at = id; at !== null; at = tree.nodes.get(at)?.parent?.id ?? null) {
        marks.set(at, `${marks.get(at) ?? ''}${state} ${id}\n`);
      }
    };
    for (const id of this.folded) mark(id, 'folded');
    for (const [id, { state, error }] of sending) mark(id, `${state} ${error?.code}`);
    mark(this.replyingTo, 'replying');
    mark(this.highlighted, 'highlighted');
    mark(this.quoting, 'quoting');
    mark(this.editing, 'editing');
    for (const id of removing) mark(id, 'removing');
    for (const id of this.unread) mark(id, 'new');
    return marks;
  }
}

function rowSelector(id: string): string {
  return `[data-id="${CSS.escape(id)}"]`;
}

function sameEntries(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}
