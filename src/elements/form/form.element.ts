import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LocalizeController } from '../../controllers/localize-controller.ts';
import { ThreadController } from '../../controllers/thread-controller.ts';
import { AdapterError, type CommentField, toAdapterError } from '../../core/adapter/adapter-error.ts';
import { canWrite, type ThreadSnapshot } from '../../core/store/snapshot.ts';
import { ColloquyErrorEvent } from '../error.event.ts';
import { missingProvider, problemTemplate } from '../problem.template.ts';
import { setStates } from '../states.ts';
import { checkEntry, type EntryError, errorText, GUEST_FIELDS, readEntry, toNewComment } from './entry.ts';
import { bodyTemplate, guestFieldTemplate } from './field.template.ts';
import { CommentAddedEvent, CommentSubmitEvent, FormCancelEvent } from './form.events.ts';
import { formStyles } from './form.styles.ts';
import { type Guest, recallGuest, rememberGuest } from './remembered-guest.ts';

/**
 * Where a reader writes a comment or, with `reply-to`, an answer. One inviting line until it is focused.
 * Needs a `<colloquy-comments>` around it or named by `for`; shows nothing where nobody may write.
 *
 * @summary A form for a comment.
 * @tagname colloquy-form
 *
 * @csspart form - All of it.
 * @csspart title - What the form is for.
 * @csspart textarea - The text.
 * @csspart fields - What is asked beside the text.
 * @csspart field - One label with its input.
 * @csspart label - Label of a field.
 * @csspart input - Input of a field.
 * @csspart hint - Further words on a field.
 * @csspart error - What is wrong with a field, or why the comment was not taken.
 * @csspart remember - Asks to be remembered on this device.
 * @csspart submit-button - Sends the comment.
 * @csspart cancel-button - Closes a reply form.
 * @csspart status - What became of the comment.
 * @csspart problem - What is wrong with how the page is set up.
 *
 * @cssstate open - The reader has begun; all fields show.
 * @cssstate submitting - The comment is on its way.
 *
 * @fires {CommentSubmitEvent} colloquy-comment-submit - Before a comment is sent; cancelable.
 * @fires {CommentAddedEvent} colloquy-comment-added - After a comment has left the form.
 * @fires {FormCancelEvent} colloquy-form-cancel - After the reader closed a reply form.
 * @fires {ColloquyErrorEvent} colloquy-error - When a comment was refused.
 */
export class FormElement extends LitElement {
  static readonly tagName = 'colloquy-form';

  static override properties: PropertyDeclarations = {
    for: { type: String },
    replyTo: { type: String, attribute: 'reply-to' },
    headingLevel: { type: Number, attribute: 'heading-level' },
  };

  static override styles = formStyles;

  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };

  /** Id of the `<colloquy-comments>` to write to, where it is not around this element. */
  declare for: string;
  /** Id of the comment that is answered; null for a comment on the page. */
  declare replyTo: string | null;
  /** Level of the form's heading in the page's outline, 1 to 6. */
  declare headingLevel: number;

  readonly #localize = new LocalizeController(this);
  readonly #thread = new ThreadController(this, (snapshot) => [
    snapshot.capabilities,
    snapshot.closed,
    this.replyTo && snapshot.tree.nodes.get(this.replyTo)?.comment.author.name,
  ]);
  readonly #internals = this.attachInternals();
  #open = false;
  #submitting = false;
  #errors: readonly EntryError[] = [];
  #refusal: AdapterError | null = null;
  #done: CommentAddedEvent['status'] | null = null;
  #guest: Guest | null = null;
  #connection: AbortController | null = null;
  #draftsOf: unknown = null;

  constructor() {
    super();
    this.for = '';
    this.replyTo = null;
    this.headingLevel = 2;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection = new AbortController();
    this.#guest = recallGuest();
    this.#open ||= this.replyTo !== null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#connection?.abort();
    this.#draftsOf = null;
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    setStates(this.#internals, { open: this.#open, submitting: this.#submitting });
    this.#bindDraft();
  }

  override render(): unknown {
    const { localizer } = this.#localize;
    if (this.#thread.binding === 'missing') return problemTemplate(this, missingProvider(this), localizer);
    const { snapshot, provided } = this.#thread;
    if (snapshot?.status === 'ready' && !canWrite(snapshot)) return nothing;
    // Before the first answer nobody knows what will be asked; typing can begin all the same.
    const { capabilities } = snapshot ?? {};
    const classic = provided?.layout === 'classic';
    const open = this.#open || classic;
    const name = this.#nameOfAnswered(snapshot);
    const reply = this.replyTo !== null;
    return html`<form
      part="form"
      class=${open ? 'open' : 'closed'}
      dir=${localizer.direction}
      novalidate
      aria-labelledby="title"
      @submit=${this.#onSubmit}
      @keydown=${this.#onKeydown}
      @focusin=${this.#onFocusin}
      @input=${this.#onInput}
    >
      <div part="title" id="title" class=${reply ? 'hidden' : 'title'} role="heading" aria-level=${this.headingLevel}>
        ${reply ? localizer.text('form.title.reply', { name }) : localizer.text('form.title')}
      </div>
      ${bodyTemplate({ localizer, reply, error: this.#errorAt('body'), readonly: this.#submitting })}
      <div part="fields" class="fields" ?hidden=${!open}>
        ${capabilities && GUEST_FIELDS.map((field) =>
          guestFieldTemplate({
            localizer,
            field,
            rule: capabilities.fields[field],
            value: this.#guest?.[field] ?? '',
            error: this.#errorAt(field),
          }),
        )}
      </div>
      ${this.#refusal
        ? html`<p part="error" class="alert" role="alert"
            >${localizer.text('form.refused', { reason: localizer.text(`error.${this.#refusal.code}`) })}</p
          >`
        : nothing}
      <div class="footer" ?hidden=${!open}>
        <label part="remember" class="remember"
          ><input type="checkbox" name="remember" .checked=${this.#guest !== null} />${localizer.text('form.remember')}</label
        >
        ${reply
          ? html`<button type="button" part="cancel-button" @click=${this.#onCancel}>${localizer.text('form.cancel')}</button>`
          : nothing}
        <button part="submit-button" class="primary" aria-disabled=${this.#submitting}
          >${this.#submitting
            ? localizer.text('form.submitting')
            : reply
              ? localizer.text('form.submit.reply', { name })
              : localizer.text('form.submit')}</button
        >
      </div>
      <p part="status" class="note" role="status" tabindex="-1">${this.#done && localizer.text(`form.done.${this.#done}`)}</p>
    </form>`;
  }

  get #textarea(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  #nameOfAnswered(snapshot: ThreadSnapshot | null): string {
    const name = this.replyTo && snapshot?.tree.nodes.get(this.replyTo)?.comment.author.name;
    return name || this.#localize.localizer.text('comment.anonymous');
  }

  #errorAt(field: CommentField): string {
    const error = this.#errors.find((each) => each.field === field);
    return error ? errorText(error, this.#localize.localizer) : '';
  }

  /** Shows the draft of this place, and one put back there later. */
  #bindDraft(): void {
    const drafts = this.#thread.provided?.drafts;
    if (!drafts || !this.#textarea || this.#draftsOf === drafts) return;
    this.#draftsOf = drafts;
    drafts.subscribe(() => this.#showDraft(), { signal: this.#connection!.signal });
    this.#showDraft();
  }

  #showDraft(): void {
    const { provided, store } = this.#thread;
    const textarea = this.#textarea;
    if (!provided || !store || !textarea) return;
    const draft = provided.drafts.get(store.thread.key, this.replyTo);
    if (draft === '' || draft === textarea.value) return;
    textarea.value = draft;
    this.#setOpen();
  }

  #keepDraft(): void {
    const { provided, store } = this.#thread;
    if (store) provided?.drafts.set(store.thread.key, this.replyTo, this.#textarea?.value ?? '');
  }

  #setOpen(): void {
    this.#open = true;
    this.requestUpdate();
  }

  readonly #onFocusin = (): void => {
    if (!this.#open) this.#setOpen();
  };

  readonly #onInput = (event: Event): void => {
    if (event.target === this.#textarea) this.#keepDraft();
    const field = (event.target as HTMLInputElement).name;
    // A message stays until its field is touched, then leaves at once.
    if (this.#done === null && !this.#refusal && !this.#errors.some((error) => error.field === field)) return;
    this.#done = null;
    this.#refusal = null;
    this.#errors = this.#errors.filter((error) => error.field !== field);
    this.requestUpdate();
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.repeat) {
      event.preventDefault();
      (event.currentTarget as HTMLFormElement).requestSubmit();
    } else if (event.key === 'Escape' && this.replyTo !== null) {
      this.#onCancel();
    }
  };

  readonly #onCancel = (): void => {
    this.dispatchEvent(new FormCancelEvent());
  };

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.#submit(event.currentTarget as HTMLFormElement);
  };

  async #submit(form: HTMLFormElement): Promise<void> {
    const { store, snapshot } = this.#thread;
    if (this.#submitting || !store || snapshot?.status !== 'ready') return;
    const entry = readEntry(form);
    this.#done = this.#refusal = null;
    this.#errors = checkEntry(entry, snapshot.capabilities);
    if (this.#errors.length > 0) return this.#focusFirstError();
    const comment = toNewComment(entry, snapshot.capabilities, this.replyTo);
    if (!this.dispatchEvent(new CommentSubmitEvent(comment))) return;

    const { checked } = form.elements.namedItem('remember') as HTMLInputElement;
    const { body: _, ...guest } = entry;
    if (checked || this.#guest) rememberGuest(checked ? guest : null);
    this.#guest = checked ? guest : null;
    this.#submitting = true;
    this.requestUpdate();
    try {
      const outcome = await store.submit(comment);
      this.#clear();
      this.#done = outcome.status;
      const event = new CommentAddedEvent(outcome.status, 'comment' in outcome ? outcome.comment : null);
      this.dispatchEvent(event);
      if (outcome.status === 'failed') this.dispatchEvent(new ColloquyErrorEvent(outcome.error));
    } catch (thrown) {
      await this.#showRefusal(toAdapterError(thrown));
    } finally {
      this.#submitting = false;
      this.requestUpdate();
    }
  }

  #clear(): void {
    this.#textarea!.value = '';
    this.#keepDraft();
  }

  async #showRefusal(error: AdapterError): Promise<void> {
    const fields = Object.entries(error.fields) as [CommentField, EntryError['reason']][];
    this.#errors = fields.map(([field, reason]) => ({ field, reason }));
    this.#refusal = fields.length > 0 ? null : error;
    console.error(`Colloquy: ${error.code}. ${error.message}`);
    this.dispatchEvent(new ColloquyErrorEvent(error));
    await this.#focusFirstError();
  }

  async #focusFirstError(): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'colloquy-form': FormElement;
  }
}
