import { html, type LitElement, nothing } from 'lit';
import { type AdapterError, toAdapterError } from '../../core/adapter/adapter-error.ts';
import type { ThreadSnapshot } from '../../core/store/snapshot.ts';
import type { ThreadStore } from '../../core/store/thread-store.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { ColloquyErrorEvent } from '../error.event.ts';
import { type FieldErrors, GUEST_FIELDS, readEntry, toNewComment } from './entry.ts';
import { errorTemplate, guestFieldTemplate } from './field.template.ts';
import { CommentAddedEvent, CommentSubmitEvent, FormCancelEvent } from './form.events.ts';
import { type Guest, recallGuest, rememberGuest } from './remembered-guest.ts';

/** What a form is bound to at the moment. */
export interface ComposerContext {
  readonly localizer: Localizer;
  readonly store: ThreadStore | null;
  readonly snapshot: ThreadSnapshot | null;
  /** Whom a reply answers. */
  readonly answered: string;
}

/** What the composer needs of the form element around it. */
export interface ComposerHost {
  readonly element: LitElement & { readonly replyTo: string | null };
  context(): ComposerContext;
  /** Empties the text and forgets its draft. */
  clear(): void;
}

/**
 * All of a form beyond its text: further fields, checks, sending. Loaded when somebody begins to write,
 * which most readers never do.
 */
export class Composer {
  submitting = false;
  errors: FieldErrors = {};
  readonly #host: ComposerHost;
  #guest: Guest | null = recallGuest();
  #refusal: AdapterError | null = null;
  #done: CommentAddedEvent['status'] | null = null;
  #excess = 0;

  constructor(host: ComposerHost) {
    this.#host = host;
  }

  render(open: boolean): unknown {
    const { element } = this.#host;
    const { localizer, snapshot, answered: name } = this.#host.context();
    const { errors, submitting } = this;
    const reply = element.replyTo !== null;
    const fields = GUEST_FIELDS.map(([field, type, autocomplete]) => {
      const rule = snapshot?.capabilities.fields[field] ?? 'absent';
      if (rule === 'absent') return nothing;
      const [value, required] = [this.#guest?.[field] ?? '', rule === 'required'];
      return guestFieldTemplate({
        localizer,
        field,
        type,
        autocomplete,
        required,
        value,
        error: errors[field],
      });
    });
    const submit = submitting
      ? localizer.text('form.submitting')
      : localizer.text(reply ? 'form.submit.reply' : 'form.submit', { name });
    return html`${errorTemplate('body', errors.body, localizer, this.#excess)}
      <div part="fields" class="fields" ?hidden=${!open}>${fields}</div>
      ${
        this.#refusal
          ? html`<p part="error" class="alert" role="alert">
              ${localizer.text('form.refused', { reason: localizer.text(`error.${this.#refusal.code}`) })}
            </p>`
          : nothing
      }
      <div class="row" ?hidden=${!open}>
        <label part="remember" class="note remember row"
          ><input type="checkbox" .checked=${this.#guest !== null} />${localizer.text('form.remember')}</label
        >
        ${
          reply
            ? html`<button type="button" part="cancel-button" @click=${() => this.cancel()}>
                ${localizer.text('form.cancel')}
              </button>`
            : nothing
        }
        <button part="submit-button" class="primary" aria-disabled=${submitting}>${submit}</button>
      </div>
      <p part="status" class="note" role="status">
        ${this.#done ? localizer.text(`form.done.${this.#done}`) : nothing}
      </p>`;
  }

  cancel(): void {
    this.#host.element.dispatchEvent(new FormCancelEvent());
  }

  /** A message stays until its field is touched, then leaves at once. */
  touch(field: string): void {
    if (!this.#done && !this.#refusal && !(field in this.errors)) return;
    const { [field as 'body']: _, ...errors } = this.errors;
    this.errors = errors;
    this.#done = this.#refusal = null;
    this.#host.element.requestUpdate();
  }

  async submit(form: HTMLFormElement): Promise<void> {
    const { element } = this.#host;
    const { store, snapshot } = this.#host.context();
    if (this.submitting || !store || snapshot?.status !== 'ready') return;
    const { entry, errors } = readEntry(form);
    const excess = entry.body.length - (snapshot.capabilities.maxLength ?? Infinity);
    this.#excess = Math.max(0, excess);
    this.errors = excess > 0 ? { ...errors, body: 'too-long' } : errors;
    this.#done = this.#refusal = null;
    if (Object.keys(this.errors).length > 0) return this.#focusFirstError();
    const comment = toNewComment(entry, snapshot.capabilities, element.replyTo);
    if (!element.dispatchEvent(new CommentSubmitEvent(comment))) return;

    const { checked } = form.querySelector<HTMLInputElement>('[type=checkbox]')!;
    const { body: _, ...guest } = entry;
    if (checked || this.#guest) rememberGuest(checked ? guest : null);
    if (checked) this.#guest = guest;
    this.submitting = true;
    element.requestUpdate();
    try {
      const outcome = await store.submit(comment);
      this.#host.clear();
      this.#done = outcome.status;
      const failed = outcome.status === 'failed';
      element.dispatchEvent(new CommentAddedEvent(outcome.status, failed ? null : outcome.comment));
      if (failed) element.dispatchEvent(new ColloquyErrorEvent(outcome.error));
    } catch (thrown) {
      await this.#showRefusal(toAdapterError(thrown));
    } finally {
      this.submitting = false;
      element.requestUpdate();
    }
  }

  async #showRefusal(error: AdapterError): Promise<void> {
    this.errors = error.fields;
    this.#refusal = Object.keys(error.fields).length > 0 ? null : error;
    console.error(`Colloquy: ${error.code}. ${error.message}`);
    this.#host.element.dispatchEvent(new ColloquyErrorEvent(error));
    await this.#focusFirstError();
  }

  async #focusFirstError(): Promise<void> {
    const { element } = this.#host;
    element.requestUpdate();
    await element.updateComplete;
    element.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }
}
