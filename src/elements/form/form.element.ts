import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { LocalizeController } from '../../controllers/localize-controller.ts';
import { ThreadController } from '../../controllers/thread-controller.ts';
import type { AdapterError } from '../../core/adapter/adapter-error.ts';
import { canWrite } from '../../core/store/snapshot.ts';
import { reportFailure } from '../error.event.ts';
import { missingPart } from '../missing-part.ts';
import { missingProvider, problemTemplate } from '../problem.ts';
import { setStates } from '../states.ts';
import type { Composer } from './composer.ts';
import { DraftController } from './draft-controller.ts';
import { FetchAheadController } from './fetch-ahead-controller.ts';
import { formStyles } from './form.styles.ts';

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
 * @csspart tools - What helps with the text.
 * @csspart tool-button - Marks the selected text.
 * @csspart preview-button - Shows the text as readers will see it.
 * @csspart preview - The text as readers will see it.
 * @csspart length - How much more may be written.
 * @csspart fields - What is asked beside the text.
 * @csspart field - One label with its input.
 * @csspart label - Label of a field.
 * @csspart input - Input of a field.
 * @csspart hint - Further words on a field.
 * @csspart error - What is wrong with a field, or why the comment was not taken.
 * @csspart account - Who is signed in at the backend.
 * @csspart sign-in-button - Signs in at the backend.
 * @csspart sign-out-button - Signs out again.
 * @csspart challenge - Asks for a proof that a person is writing.
 * @csspart challenge-image - A picture to be read.
 * @csspart challenge-frame - A page of the backend with something to do.
 * @csspart remember - Asks to be remembered on this device.
 * @csspart submit-button - Sends the comment.
 * @csspart cancel-button - Closes a reply form.
 * @csspart not-kept - Says that what is typed is not kept on the device.
 * @csspart status - What became of the comment.
 * @csspart problem - What is wrong with how the page is set up.
 *
 * @cssstate open - The reader has begun; all fields show.
 * @cssstate submitting - The comment is on its way.
 *
 * @fires {CommentSubmitEvent} colloquy-comment-submit - Before a comment is sent; cancelable.
 * @fires {CommentAddedEvent} colloquy-comment-added - After a comment has left the form.
 * @fires {CommentEditedEvent} colloquy-comment-edited - After a comment's text was replaced.
 * @fires {FormCancelEvent} colloquy-form-cancel - After the reader closed a reply form.
 * @fires {ColloquyErrorEvent} colloquy-error - When a comment was refused.
 */
export class FormElement extends LitElement {
  static readonly tagName = 'colloquy-form';

  static override properties: PropertyDeclarations = {
    for: { type: String },
    replyTo: { type: String, attribute: 'reply-to' },
    edits: { type: String },
    headingLevel: { type: Number, attribute: 'heading-level' },
  };

  static override styles = formStyles;

  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };

  /** Id of the `<colloquy-comments>` to write to, where it is not around this element. */
  declare for: string;
  /** Id of the comment that is answered; null for a comment on the page. */
  declare replyTo: string | null;
  /** Id of the comment whose text is to be replaced; null to write a new one. */
  declare edits: string | null;
  /** Level of the form's heading in the page's outline, 1 to 6. */
  declare headingLevel: number;

  readonly #localize = new LocalizeController(this);
  readonly #thread = new ThreadController(this, (snapshot) => [
    snapshot.status,
    snapshot.capabilities,
    snapshot.closed,
    this.#answered,
  ]);
  readonly #draft = new DraftController(this, this.#thread);
  readonly #internals = this.attachInternals();
  #begun = false;
  #composer: Composer | null = null;
  /** Why there is none. */
  #failure: AdapterError | null = null;

  constructor() {
    super();
    this.for = '';
    this.replyTo = null;
    this.edits = null;
    this.headingLevel = 2;
    this.addController(
      new FetchAheadController(this, () => {
        const { snapshot } = this.#thread;
        return snapshot?.status === 'ready' && canWrite(snapshot);
      }),
    );
  }

  override willUpdate(): void {
    this.#begun ||= this.replyTo !== null || this.edits !== null || this.#draft.isKept;
    if (!this.#open || this.#failure) return;
    void this.#compose();
    // While there is a connection: later there may be none, and what is written must be kept all the same.
    this.#thread.store?.prepareToWrite().catch(() => {});
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    setStates(this.#internals, { open: this.#open, submitting: this.#composer?.submitting ?? false });
  }

  override render(): unknown {
    const { localizer } = this.#localize;
    if (this.#thread.binding === 'missing') return problemTemplate(this, missingProvider(this));
    const { snapshot } = this.#thread;
    if (snapshot?.status === 'ready' && !canWrite(snapshot) && this.edits === null) return nothing;
    const reply = this.replyTo !== null;
    const kind = this.edits !== null ? '.edit' : reply ? '.reply' : '';
    const { submitting = false, errors = {} } = this.#composer ?? {};
    const label = localizer.text(reply ? 'form.body.reply' : 'form.body');
    return html`<form
      part="form"
      class=${this.#open ? 'open' : ''}
      dir=${localizer.direction}
      novalidate
      aria-labelledby="title"
      @submit=${this.#onSubmit}
      @keydown=${this.#onKeydown}
      @focusin=${this.#onFocusin}
      @input=${this.#onInput}
    >
      <div
        part="title"
        id="title"
        class=${reply ? 'hidden' : 'title'}
        role="heading"
        aria-level=${this.headingLevel || 2}
      >
        ${localizer.text(`form.title${kind}`, { name: this.#answered })}
      </div>
      <textarea
        part="textarea"
        name="body"
        rows="1"
        dir="auto"
        required
        aria-label=${label}
        placeholder=${kind ? label : localizer.text('form.placeholder')}
        ?readonly=${submitting}
        aria-invalid=${errors.body !== undefined}
        aria-describedby="body-error"
      ></textarea>
      ${this.#composer?.render(this.#open, localizer, this.#answered)}
      ${this.#failure && this.#renderFailure(this.#failure)}
    </form>`;
  }

  /** What has been typed is kept, and typing goes on. */
  #renderFailure({ code }: AdapterError): unknown {
    const { localizer } = this.#localize;
    return html`<div part="error" class="alert row" role="alert">
      <p>${localizer.text(`error.${code}`)}</p>
      <button type="button" @click=${() => void this.#compose()}>${localizer.text('thread.retry')}</button>
    </div>`;
  }

  /** The classic layout shows all fields from the start. */
  get #open(): boolean {
    return this.#begun || this.#thread.provided?.layout === 'classic';
  }

  get #answered(): string {
    const answered = this.replyTo && this.#thread.snapshot?.tree.nodes.get(this.replyTo);
    return (answered && answered.comment.author.name) || this.#localize.localizer.text('comment.anonymous');
  }

  /** Loads what is needed to finish a comment; typing has begun by then and goes on. */
  async #compose(): Promise<Composer | null> {
    if (this.#composer) return this.#composer;
    try {
      const Loaded = (await import('./composer.ts')).Composer;
      this.#composer ??= new Loaded(this, this.#thread, this.#draft);
      this.#failure = null;
    } catch (thrown) {
      this.#failure = missingPart(thrown);
      reportFailure(this, this.#failure);
    }
    this.requestUpdate();
    return this.#composer;
  }

  readonly #onFocusin = (): void => {
    if (this.#begun) return;
    this.#begun = true;
    this.requestUpdate();
  };

  readonly #onInput = ({ target }: Event): void => {
    const { name, value } = target as HTMLInputElement;
    if (name === 'body') this.#draft.keep(value);
    this.#composer?.touch(name, value);
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    // Safari has ended the composition by the time it tells of the key that did.
    if (event.isComposing || event.keyCode === 229) return;
    if (this.#composer?.onKey(event)) return event.preventDefault();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.repeat) {
      event.preventDefault();
      (event.currentTarget as HTMLFormElement).requestSubmit();
    } else if (event.key === 'Escape' && (this.replyTo ?? this.edits) !== null) {
      this.#composer?.cancel();
    }
  };

  readonly #onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    await (await this.#compose())?.submit(form);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'colloquy-form': FormElement;
  }
}
