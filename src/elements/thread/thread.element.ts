import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Layout, PagingStyle } from '../../context/thread-context.ts';
import { ClockController } from '../../controllers/clock-controller.ts';
import { LocalizeController } from '../../controllers/localize-controller.ts';
import { NearViewportController } from '../../controllers/near-viewport-controller.ts';
import { ThreadController } from '../../controllers/thread-controller.ts';
import { type AdapterError, toAdapterError } from '../../core/adapter/adapter-error.ts';
import { canWrite, type ThreadSnapshot } from '../../core/store/snapshot.ts';
import { ColloquyErrorEvent } from '../error.event.ts';
import { CommentAddedEvent, FormCancelEvent } from '../form/form.events.ts';
import { missingProvider, problemTemplate } from '../problem.ts';
import { setStates } from '../states.ts';
import { refreshAges } from './ages.ts';
import type { Chunk } from './chunks.ts';
import { commentsTemplate } from './comment.template.ts';
import { pagerTemplate } from './pager.template.ts';
import { Rows } from './rows.ts';
import { skeletonTemplate } from './skeleton.template.ts';
import { SlicedList } from './sliced-list.ts';
import { CommentReactEvent, type Enhance, ThreadLoadedEvent } from './thread.events.ts';
import { threadStyles } from './thread.styles.ts';
import { toolbarTemplate } from './toolbar.template.ts';

/**
 * The comments of a page with their replies, sorted and paged. Needs a `<colloquy-comments>` around it or
 * named by `for`.
 *
 * @summary A thread of comments.
 * @tagname colloquy-thread
 *
 * @csspart thread - All of it.
 * @csspart toolbar - Heading and sort control above the comments.
 * @csspart heading - How many comments there are.
 * @csspart sort - The choice of sort.
 * @csspart list - All top-level comments.
 * @csspart comment - One comment with its replies. Its state is a part beside: `published`, `pending`, `deleted`, `hidden`, `pinned`, `sending`, `failed`, `highlighted`.
 * @csspart avatar - Initials of the author.
 * @csspart header - Author, place and time of a comment.
 * @csspart author - The author's name.
 * @csspart location - The author's place.
 * @csspart badge - The author's role.
 * @csspart pin - Mark of a pinned comment.
 * @csspart time - When a comment was written.
 * @csspart permalink - Link around the time.
 * @csspart edited - Mark of an edited comment.
 * @csspart in-reply-to - Whom a comment answers, where its place does not show it.
 * @csspart body - Text of a comment.
 * @csspart notice - What becomes of a pending or unsent comment.
 * @csspart actions - Buttons below a comment.
 * @csspart reply-button - Opens the reply form.
 * @csspart reaction-button - Chooses or takes back a reaction.
 * @csspart score - Ups minus downs.
 * @csspart fold-button - Hides or shows the replies.
 * @csspart retry-button - Sends a comment again.
 * @csspart withdraw-button - Takes an unsent comment back to edit it.
 * @csspart rail - Line beside the replies; a click on it hides them.
 * @csspart replies - Replies to one comment.
 * @csspart reply-form - The form below a comment; its own parts are available too.
 * @csspart more-button - Shows more comments.
 * @csspart pager - Previous and next page with the position.
 * @csspart page-button - Previous or next page.
 * @csspart incoming-button - Lets new comments in.
 * @csspart empty - Shown when there are no comments.
 * @csspart error - Shown when reading failed.
 * @csspart note - Where comments are kept, or that the thread is closed.
 * @csspart skeleton - Stands in for comments while they load.
 * @csspart problem - What is wrong with how the page is set up.
 *
 * @cssstate loading - The first comments are on their way.
 * @cssstate empty - There are no comments.
 * @cssstate error - Reading failed and there is nothing to show.
 * @cssstate closed - No further comments are taken.
 *
 * @fires {ThreadLoadedEvent} colloquy-thread-loaded - After a view of the thread has loaded.
 * @fires {CommentReactEvent} colloquy-comment-react - Before a reaction is sent; cancelable.
 * @fires {ColloquyErrorEvent} colloquy-error - When reading, sending again or a reaction failed.
 */
export class ThreadElement extends LitElement {
  static readonly tagName = 'colloquy-thread';

  static override properties: PropertyDeclarations = {
    for: { type: String },
    layout: { type: String },
    paging: { type: String },
    headingLevel: { type: Number, attribute: 'heading-level' },
    enhance: { attribute: false },
  };

  static override styles = threadStyles;

  /** Id of the `<colloquy-comments>` whose thread to show, where it is not around this element. */
  declare for: string;
  /** `modern` or `classic`; default is the provider's. */
  declare layout: Layout | null;
  /** `more`, `pages` or `scroll`; default is the provider's. */
  declare paging: PagingStyle | null;
  /** Level of the thread's heading in the page's outline, 1 to 5; comments are one below. */
  declare headingLevel: number;
  /** Called once with each body's element and its comment after sanitising, to highlight code or the like. */
  declare enhance: Enhance | null;

  readonly #localize = new LocalizeController(this);
  readonly #thread = new ThreadController(this, (snapshot) => [snapshot]);
  readonly #list = new SlicedList(this);
  readonly #nearEnd = new NearViewportController(this, () => void this.#thread.store?.loadMore());
  readonly #internals = this.attachInternals();
  readonly #rows: Rows;
  /** What was last told to the page and the reader, so that each thing is told once. */
  #told: { reading: ThreadSnapshot['reading']; error: AdapterError | null } = { reading: null, error: null };

  constructor() {
    super();
    this.for = '';
    this.layout = null;
    this.paging = null;
    this.headingLevel = 2;
    this.enhance = null;
    this.#rows = new Rows({
      element: this,
      react: (id, name, chosen) => this.#react(id, name, chosen),
      fail: (thrown) => this.#fail(toAdapterError(thrown)),
    });
    new ClockController(this, () => refreshAges(this.renderRoot, this.#localize.localizer));
    this.addEventListener(CommentAddedEvent.type, (event) => this.#onReplyAdded(event));
    this.addEventListener(FormCancelEvent.type, () => this.#rows.closeReply());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // A reply needs the form element, which may be defined later, or never.
    void customElements.whenDefined('colloquy-form').then(() => this.requestUpdate());
  }

  override willUpdate(): void {
    const { provided, snapshot } = this.#thread;
    if (!provided || !snapshot) return;
    const { localizer } = this.#localize;
    this.#rows.update(provided, snapshot, {
      localizer,
      layout: this.#layout,
      headingLevel: this.headingLevel + 1,
      canAnswer: customElements.get('colloquy-form') !== undefined,
      capabilities: snapshot.capabilities,
      closed: snapshot.closed,
    });
    this.#list.setRoots(snapshot.tree.roots, snapshot.view);
  }

  override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { snapshot } = this.#thread;
    setStates(this.#internals, {
      loading: snapshot?.status === 'idle' || snapshot?.status === 'loading',
      empty: snapshot?.status === 'ready' && snapshot.tree.roots.length === 0,
      error: snapshot?.status === 'error',
      closed: snapshot?.closed ?? false,
    });
    this.#nearEnd.watch(this.#paging === 'scroll' ? this.renderRoot.querySelector('.more') : null);
    if (snapshot) this.#tell(snapshot);
  }

  override render(): unknown {
    const { localizer } = this.#localize;
    if (this.#thread.binding === 'missing') return problemTemplate(this, missingProvider(this));
    const { snapshot } = this.#thread;
    const onSort = (sort: ThreadSnapshot['sort']) => void this.#thread.store?.setSort(sort);
    const loaded = snapshot && snapshot.status !== 'idle' && snapshot.status !== 'loading';
    return html`<section
      part="thread"
      aria-labelledby="heading"
      dir=${localizer.direction}
      class=${this.#layout}
    >
      ${toolbarTemplate(snapshot, localizer, this.headingLevel, onSort)}
      ${loaded ? this.#renderLoaded(snapshot) : skeletonTemplate(localizer)}
    </section>`;
  }

  get #layout(): Layout {
    return (this.layout ?? this.#thread.provided?.layout) === 'classic' ? 'classic' : 'modern';
  }

  get #paging(): PagingStyle {
    return this.paging ?? this.#thread.provided?.paging ?? 'more';
  }

  #renderLoaded(snapshot: ThreadSnapshot): unknown {
    const { localizer } = this.#localize;
    const store = this.#thread.store!;
    return html`${this.#renderNote(snapshot)}
      <div role="status">
        ${
          snapshot.incoming > 0
            ? html`<button part="incoming-button" class="incoming" @click=${() => store.showIncoming()}>
                ${localizer.text('thread.incoming', { count: snapshot.incoming })}
              </button>`
            : nothing
        }
      </div>
      ${snapshot.status === 'ready' ? this.#renderComments(snapshot) : nothing} ${this.#renderError(snapshot)}
      ${pagerTemplate(snapshot, localizer, {
        paging: this.#paging,
        layout: this.#layout,
        onMore: () => void store.loadMore(),
        onPage: (page) => void this.#goToPage(page),
      })}`;
  }

  #renderNote({ status, closed, capabilities: { storage } }: ThreadSnapshot): unknown {
    if (status !== 'ready' || (storage === 'server' && !closed)) return nothing;
    const key = closed || storage === 'server' ? 'thread.closed' : (`thread.storage.${storage}` as const);
    return html`<p part="note" class="note">${this.#localize.localizer.text(key)}</p>`;
  }

  #renderComments(snapshot: ThreadSnapshot): unknown {
    if (snapshot.tree.roots.length === 0) {
      const key = canWrite(snapshot) ? 'thread.empty' : 'thread.empty.readOnly';
      return html`<p part="empty" class="note empty">${this.#localize.localizer.text(key)}</p>`;
    }
    return html`<div part="list" role="list" class="list" aria-busy=${snapshot.reading === 'replacing'}>
      ${repeat(
        this.#list.visible,
        ({ key }) => key,
        (chunk) =>
          guard(
            [chunk, this.#rows.view, this.#marksOf(chunk)],
            () => html`<div class="chunk">${commentsTemplate(chunk.nodes, this.#rows)}</div>`,
          ),
      )}
    </div>`;
  }

  #marksOf({ nodes }: Chunk): string {
    return nodes.map(({ comment }) => this.#rows.markOf(comment.id) ?? '').join('');
  }

  #renderError({ error }: ThreadSnapshot): unknown {
    if (!error) return nothing;
    const { localizer } = this.#localize;
    return html`<div part="error" class="alert row" role="alert">
      <p>${localizer.text(`error.${error.code}`)}</p>
      <button @click=${() => void this.#thread.store?.reload()}>${localizer.text('thread.retry')}</button>
    </div>`;
  }

  async #goToPage(page: number): Promise<void> {
    await this.#thread.store?.goToPage(page);
    await this.updateComplete;
    this.renderRoot.querySelector('.toolbar')?.scrollIntoView({ block: 'nearest' });
    this.renderRoot.querySelector<HTMLElement>('.comment')?.focus({ preventScroll: true });
  }

  #react(id: string, name: string, chosen: boolean): void {
    if (!this.dispatchEvent(new CommentReactEvent(id, name, chosen))) return;
    this.#thread.store?.react(id, name, chosen).catch((thrown) => this.#fail(toAdapterError(thrown)));
  }

  /** A reply's author is taken to what they wrote. */
  #onReplyAdded({ comment }: CommentAddedEvent): void {
    this.#rows.closeReply();
    if (!comment) return;
    this.#rows.highlight(comment.id);
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>(`[data-id="${CSS.escape(comment.id)}"]`)?.focus();
    });
  }

  #tell(snapshot: ThreadSnapshot): void {
    const { reading, error } = snapshot;
    const told = this.#told;
    this.#told = { reading, error };
    if (error && error !== told.error) this.#fail(error);
    else if (told.reading && !reading) this.dispatchEvent(new ThreadLoadedEvent(snapshot));
  }

  #fail(error: AdapterError): void {
    console.error(`Colloquy: ${error.code}. ${error.message}`, error.cause ?? '');
    this.dispatchEvent(new ColloquyErrorEvent(error));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'colloquy-thread': ThreadElement;
  }
}
