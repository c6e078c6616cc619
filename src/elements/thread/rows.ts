import type { LitElement } from 'lit';
import type { ProvidedThread } from '../../context/thread-context.ts';
import type { NewComment } from '../../core/adapter/adapter.ts';
import type { Comment } from '../../core/model/comment.ts';
import type { CommentTree } from '../../core/model/tree.ts';
import type { PendingCreate } from '../../core/store/pending.ts';
import type { ThreadSnapshot } from '../../core/store/snapshot.ts';
import { Bodies } from './bodies.ts';
import type { CommentHost, CommentView } from './comment-host.ts';
import type { Enhance } from './thread.events.ts';

/** What rows need of the thread element. */
export interface RowsOwner {
  readonly element: LitElement & { readonly enhance: Enhance | null };
  react(id: string, name: string, chosen: boolean): void;
  fail(thrown: unknown): void;
}

/** The state of a thread's rows that is the reader's own: what is folded, answered or highlighted. */
export class Rows implements CommentHost {
  declare snapshot: ThreadSnapshot;
  declare view: CommentView;
  readonly #owner: RowsOwner;
  readonly #bodies = new Bodies();
  readonly #folded = new Set<string>();
  #provided: ProvidedThread | null = null;
  #replyingTo: string | null = null;
  #highlighted: string | null = null;
  #marks: ReadonlyMap<string, string> = new Map();

  constructor(owner: RowsOwner) {
    this.#owner = owner;
  }

  /** Takes in what is to be rendered next. Keeps the old view where the new one looks the same. */
  update(provided: ProvidedThread, snapshot: ThreadSnapshot, view: CommentView): void {
    if (provided.store !== this.#provided?.store) this.#replyingTo = this.#highlighted = null;
    this.#provided = provided;
    this.snapshot = snapshot;
    if (!looksTheSame(this.view, view)) this.view = view;
    this.#marks = markRows(snapshot.tree, this.#unusualStates());
  }

  markOf(id: string): string | undefined {
    return this.#marks.get(id);
  }

  isFolded(id: string): boolean {
    return this.#folded.has(id);
  }

  isReplying(id: string): boolean {
    return this.#replyingTo === id;
  }

  isHighlighted(id: string): boolean {
    return this.#highlighted === id;
  }

  sendingOf(id: string): PendingCreate | undefined {
    return this.snapshot.sending.get(id);
  }

  bodyOf(comment: Comment): Element {
    return this.#bodies.elementFor(comment, this.view.localizer, this.#owner.element.enhance);
  }

  toggleFold(id: string): void {
    if (!this.#folded.delete(id)) this.#folded.add(id);
    this.#owner.element.requestUpdate();
  }

  toggleReply(id: string): void {
    this.#replyingTo = this.#replyingTo === id ? null : id;
    this.#owner.element.requestUpdate();
    const { element } = this.#owner;
    void element.updateComplete.then(() =>
      element.renderRoot.querySelector<HTMLElement>('.reply-form')?.focus(),
    );
  }

  closeReply(): void {
    this.#replyingTo = null;
    this.#owner.element.requestUpdate();
  }

  highlight(id: string): void {
    this.#highlighted = id;
    this.#owner.element.requestUpdate();
  }

  react(id: string, name: string, chosen: boolean): void {
    this.#owner.react(id, name, chosen);
  }

  retry(id: string): void {
    const operation = this.sendingOf(id);
    this.#provided?.store?.retry(id).catch((thrown: unknown) => {
      // The author has to correct something, so the text goes back to where it was typed.
      if (operation) this.#restore(operation.input);
      this.#owner.fail(thrown);
    });
  }

  /** Takes an unsent comment back, as a draft in the form it came from. */
  withdraw(id: string): void {
    const input = this.#provided?.store?.withdraw(id);
    if (input) this.#restore(input);
  }

  #restore({ parentId, body }: NewComment): void {
    this.#provided?.drafts.restore(this.snapshot.thread.key, parentId, body.value);
    if (parentId !== null && this.#replyingTo !== parentId) this.toggleReply(parentId);
  }

  *#unusualStates(): Iterable<readonly [id: string, state: string]> {
    for (const id of this.#folded) yield [id, 'folded'];
    for (const { comment, error } of this.snapshot.sending.values()) {
      yield [comment.id, error ? 'failed' : 'sending'];
    }
    if (this.#replyingTo !== null) yield [this.#replyingTo, 'replying'];
    if (this.#highlighted !== null) yield [this.#highlighted, 'highlighted'];
  }
}

/**
 * Marks each comment in an unusual state and all it is nested in, because their rows hold its row. A row is
 * rendered again when its mark has changed.
 */
function markRows(
  tree: CommentTree,
  states: Iterable<readonly [id: string, state: string]>,
): ReadonlyMap<string, string> {
  const marks = new Map<string, string>();
  for (const [id, state] of states) {
    for (
      let node = tree.nodes.get(id);
      node;
      node = node.parent ? tree.nodes.get(node.parent.id) : undefined
    ) {
      const at = node.comment.id;
      marks.set(at, `${marks.get(at) ?? ''}${state} ${id}\n`);
    }
  }
  return marks;
}

function looksTheSame(a: CommentView | undefined, b: CommentView): boolean {
  return a !== undefined && (Object.keys(b) as (keyof CommentView)[]).every((key) => a[key] === b[key]);
}
