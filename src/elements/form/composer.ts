import { html, type LitElement, nothing } from 'lit';
import type { ThreadController } from '../../controllers/thread-controller.ts';
import { AdapterError, toAdapterError } from '../../core/adapter/adapter-error.ts';
import type { FieldRules } from '../../core/adapter/capabilities.ts';
import { textLength } from '../../core/model/text-length.ts';
import type { Localizer } from '../../i18n/localizer.ts';
import { messages } from '../../i18n/writing-messages.ts';
import { reportFailure } from '../error.event.ts';
import type { DraftController } from './draft-controller.ts';
import { accountTemplate } from './account.template.ts';
import { challengeTemplate } from './challenge.template.ts';
import { type Entry, type FieldErrors, GUEST_FIELDS, readEntry, toNewComment } from './entry.ts';
import { errorTemplate, guestFieldTemplate, trapTemplate } from './field.template.ts';
import { CommentAddedEvent, CommentEditedEvent, CommentSubmitEvent, FormCancelEvent } from './form.events.ts';
import { recallGuest, rememberGuest } from './remembered-guest.ts';
import { WritingAids } from './writing-aids.ts';

type ComposerHost = LitElement & { readonly replyTo: string | null; readonly edits: string | null };

/**
 * All of a form beyond its text: further fields, checks, sending. Loaded when somebody begins to write,
 * which most readers never do.
 */
export class Composer {
  submitting = false;
  errors: FieldErrors = {};
  readonly #element: ComposerHost;
  readonly #thread: ThreadController;
  readonly #draft: DraftController;
  readonly #aids: WritingAids;
  #guest: Partial<Entry> | null = recallGuest();
  /** What is in the fields, for when they have to be rendered anew. */
  #typed: Partial<Entry> = {};
  #rules: FieldRules | undefined;
  #refusal: AdapterError | null = null;
  #done: CommentAddedEvent['status'] | null = null;
  #excess = 0;

  constructor(element: ComposerHost, thread: ThreadController, draft: DraftController) {
    this.#element = element;
    this.#thread = thread;
    this.#draft = draft;
    this.#aids = new WritingAids(
      () => element.renderRoot.querySelector('textarea'),
      () => thread.store,
      () => element.requestUpdate(),
    );
  }

  /** @param name of whom a reply answers. */
  render(open: boolean, localizer: Localizer, name: string): unknown {
    const { errors, submitting } = this;
    const edit = this.#element.edits !== null;
    const reply = this.#element.replyTo !== null;
    const { snapshot } = this.#thread;
    // While another view loads nobody knows what it asks for; what was asked before stays.
    if (snapshot?.status === 'ready' && !edit) this.#rules = snapshot.capabilities.fields;
    const rules = this.#rules;
    localizer.learn(messages);
    const submit = submitting
      ? 'form.submitting'
      : edit
        ? 'form.submit.edit'
        : reply
          ? 'form.submit.reply'
          : 'form.submit';
    return html`${errorTemplate('body', errors.body, localizer, this.#excess)}
      ${open && snapshot ? this.#aids.render(snapshot.capabilities, localizer) : nothing}
      <div part="fields" class="fields" ?hidden=${!open}>
        ${GUEST_FIELDS.map((field) => {
          const rule = rules?.[field[0]] ?? 'absent';
          if (rule === 'absent') return nothing;
          const value = this.#typed[field[0]] ?? this.#guest?.[field[0]] ?? '';
          return guestFieldTemplate(field, value, rule === 'required', errors[field[0]], localizer);
        })}
      </div>
      ${snapshot?.capabilities.honeypot ? trapTemplate(snapshot.capabilities.honeypot) : nothing}
      ${
        this.#draft.atRisk && open
          ? html`<p part="not-kept" class="note">${localizer.text('form.notKept')}</p>`
          : nothing
      }
      ${this.#refusal?.challenge && challengeTemplate(this.#refusal.challenge, localizer)}
      ${
        this.#refusal &&
        !this.#refusal.challenge &&
        html`<p part="error" class="alert" role="alert">
          ${localizer.text('form.refused', { reason: localizer.text(`error.${this.#refusal.code}`) })}
        </p>`
      }
      ${open && snapshot ? accountTemplate(snapshot, localizer, (direction) => void this.#sign(direction)) : nothing}
      <div class="row" ?hidden=${!open}>
        ${
          edit
            ? nothing
            : html`<label part="remember" class="note remember row"
                ><input type="checkbox" .checked=${this.#guest !== null} />${localizer.text(
                  'form.remember',
                )}</label
              >`
        }
        ${
          reply || edit
            ? html`<button type="button" part="cancel-button" @click=${() => this.cancel()}>
                ${localizer.text('form.cancel')}
              </button>`
            : nothing
        }
        <button part="submit-button" class="primary" aria-disabled=${submitting}>
          ${localizer.text(submit, { name })}
        </button>
      </div>
      <p part="status" class="note" role="status">
        ${this.#done && localizer.text(`form.done.${this.#done}`)}
      </p>`;
  }

  cancel(): void {
    this.#element.dispatchEvent(new FormCancelEvent());
  }

  /** @returns whether the key was a shortcut of the form. */
  onKey(event: KeyboardEvent): boolean {
    const { snapshot } = this.#thread;
    return snapshot !== null && this.#aids.onKey(event, snapshot.capabilities);
  }

  /** A message stays until its field is touched, then leaves at once. */
  touch(field: string, value: string): void {
    this.#typed = { ...this.#typed, [field]: value };
    if (field === 'body') this.#element.requestUpdate();
    if (!this.#done && !this.#refusal && !(field in this.errors)) return;
    // A challenge is there until it is answered.
    this.#say({ ...this.errors, [field]: undefined }, this.#refusal?.challenge ? this.#refusal : null);
  }

  async submit(form: HTMLFormElement): Promise<void> {
    const { store, snapshot } = this.#thread;
    if (this.submitting) return;
    if (!store || snapshot?.status !== 'ready') {
      this.#say({}, snapshot?.error ?? new AdapterError('timeout'));
      return;
    }
    const { capabilities } = snapshot;
    const { entry, errors } = readEntry(form);
    const answer = form.querySelector<HTMLInputElement>('.answer')?.value.trim();
    const challengeAnswer = this.#refusal?.challenge && (answer ?? '');
    this.#excess = Math.max(0, textLength(entry.body) - (capabilities.maxLength ?? Infinity));
    this.#say(this.#excess > 0 ? { ...errors, body: 'too-long' } : errors);
    if (Object.keys(this.errors).length > 0) return this.#focusFirstError();
    const trapped = form.querySelector<HTMLInputElement>('.trap')?.value ?? '';
    if (this.#element.edits !== null) return this.#edit(this.#element.edits, entry.body, form);
    const comment = toNewComment(entry, capabilities, this.#element.replyTo, trapped);
    if (!this.#element.dispatchEvent(new CommentSubmitEvent(comment))) return;

    const { checked } = form.querySelector<HTMLInputElement>('[type=checkbox]')!;
    const { body: _, ...guest } = entry;
    if (checked || this.#guest) rememberGuest(checked ? guest : null);
    if (checked) this.#guest = guest;
    await this.#attempt(form, async () => {
      await store.prepareToWrite();
      const sending = store.submit(comment, challengeAnswer);
      // It is in the outbox now: from there it comes back after a reload, not from the draft as well.
      this.#draft.release();
      const outcome = await sending.catch((thrown: unknown) => {
        this.#draft.keep(entry.body);
        throw thrown;
      });
      this.#draft.keep('');
      this.#aids.reset();
      this.#done = outcome.status;
      const waiting = outcome.status === 'waiting';
      this.#element.dispatchEvent(new CommentAddedEvent(outcome.status, waiting ? null : outcome.comment));
      if (waiting) reportFailure(this.#element, outcome.error);
    });
  }

  async #sign(direction: 'in' | 'out'): Promise<void> {
    try {
      await this.#thread.store?.sign(direction);
      this.#say({});
    } catch (thrown) {
      const error = toAdapterError(thrown);
      this.#say({}, error);
      reportFailure(this.#element, error);
    }
  }

  async #edit(id: string, value: string, form: HTMLFormElement): Promise<void> {
    const { store, snapshot } = this.#thread;
    const edited = snapshot?.tree.nodes.get(id)?.comment.body;
    await this.#attempt(form, async () => {
      const comment = await store!.edit(id, { ...(edited ?? { format: 'text' }), value });
      this.#draft.keep('');
      this.#element.dispatchEvent(new CommentEditedEvent(comment));
    });
  }

  /** Sends something; what was typed stays where the backend does not take it. */
  async #attempt(form: HTMLFormElement, send: () => Promise<void>): Promise<void> {
    this.submitting = true;
    this.#element.requestUpdate();
    try {
      await send();
    } catch (thrown) {
      const error = toAdapterError(thrown);
      const { fields } = error;
      const names = Object.keys(fields) as (keyof FieldErrors)[];
      const shown = names.some((name) => form.querySelector(`[name=${CSS.escape(name)}]`));
      this.#say(fields, shown ? null : error);
      reportFailure(this.#element, error);
      await this.#focusFirstError();
    } finally {
      this.submitting = false;
      this.#element.requestUpdate();
    }
  }

  #say(errors: FieldErrors, refusal: AdapterError | null = null): void {
    this.errors = errors;
    this.#refusal = refusal;
    this.#done = null;
    this.#element.requestUpdate();
  }

  async #focusFirstError(): Promise<void> {
    await this.#element.updateComplete;
    this.#element.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }
}
