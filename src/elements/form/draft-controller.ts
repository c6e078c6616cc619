import type { LitElement, ReactiveController } from 'lit';
import type { ThreadController } from '../../controllers/thread-controller.ts';
import { type DraftPlace, isSamePlace } from '../../core/outbox/drafts.ts';

type Host = LitElement & { readonly replyTo: string | null; readonly edits: string | null };

/** Keeps what is typed in a form's textarea, and brings it back. */
export class DraftController implements ReactiveController {
  readonly #host: Host;
  readonly #thread: ThreadController;
  #bound: AbortController | null = null;
  /** The thread whose draft the text is. */
  #threadKey: string | null = null;
  /** The draft as this form last knew it. */
  #known = '';
  #warns = false;

  constructor(host: Host, thread: ThreadController) {
    this.#host = host;
    this.#thread = thread;
    host.addController(this);
  }

  /** Whether there is a text that was typed before. */
  get isKept(): boolean {
    return this.#stored !== '';
  }

  /** Whether what is typed would be lost with the page, as the device does not keep it. */
  get atRisk(): boolean {
    return this.#thread.provided?.drafts.durable === false;
  }

  hostDisconnected(): void {
    this.#bound?.abort();
    this.#bound = this.#threadKey = null;
    this.#warns = false;
  }

  hostUpdated(): void {
    const { provided, store } = this.#thread;
    const textarea = this.#textarea;
    if (!provided || !store || !textarea) return;
    if (!this.#bound) {
      this.#bound = new AbortController();
      provided.drafts.onRestored((threadKey, place) => {
        if (threadKey !== this.#threadKey || !isSamePlace(place, this.#place)) return;
        this.#show();
        this.#textarea?.focus();
      }, this.#bound);
      provided.drafts.onChange(() => this.#follow(), this.#bound);
    }
    const { key } = store.thread;
    // What was typed before the thread was known belongs to it; what belongs to another thread does not.
    if (this.#threadKey === null && textarea.value) this.keep(textarea.value);
    else if (this.#threadKey !== key) this.#show();
    this.#threadKey = key;
  }

  /** Keeps the text as the draft, and shows it. */
  keep(text: string): void {
    const textarea = this.#textarea;
    if (textarea && textarea.value !== text) textarea.value = text;
    this.#write(text);
  }

  /** Forgets the draft, as the text is kept elsewhere now; it still shows. */
  release(): void {
    this.#write('');
  }

  get #textarea(): HTMLTextAreaElement | null {
    return this.#host.renderRoot.querySelector('textarea');
  }

  get #place(): DraftPlace {
    return this.#host.edits === null ? this.#host.replyTo : ['edit', this.#host.edits];
  }

  get #stored(): string {
    const { provided, store } = this.#thread;
    return (store && provided?.drafts.get(store.thread.key, this.#place)) ?? '';
  }

  /** The text as it is before it is edited. */
  get #original(): string {
    const { edits } = this.#host;
    const edited = edits === null ? null : this.#thread.snapshot?.tree.nodes.get(edits);
    return edited?.comment.body.value ?? '';
  }

  #write(text: string): void {
    const { provided, store } = this.#thread;
    this.#known = text;
    if (store) provided?.drafts.set(store.thread.key, this.#place, text);
    if (this.atRisk && !this.#warns && this.#bound) {
      this.#warns = true;
      // Only where it is needed: for such a listener some browsers do not keep the page to come back to.
      window.addEventListener('beforeunload', (event) => this.#warn(event), this.#bound);
      this.#host.requestUpdate();
    }
  }

  #show(): void {
    const textarea = this.#textarea;
    this.#known = this.#stored;
    const text = this.#known || this.#original;
    if (textarea && text !== textarea.value) textarea.value = text;
  }

  /** The same text was typed on, sent or given up in another page; here, unless something else was typed. */
  #follow(): void {
    const shown = this.#textarea?.value;
    if (shown === undefined || shown !== this.#known || this.#stored === shown) return;
    this.#show();
    this.#host.requestUpdate();
  }

  #warn(event: BeforeUnloadEvent): void {
    const { snapshot } = this.#thread;
    const unsent = (snapshot?.sending.size ?? 0) > 0;
    if (this.atRisk && (unsent || this.#known !== '')) event.preventDefault();
  }
}
