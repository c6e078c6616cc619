import { html, LitElement, nothing, type PropertyDeclarations } from 'lit';
import { isPrepared, prepareBodies } from '../../content/body.ts';
import type { Layout, PagingStyle, ProvidedThread } from '../../context/thread-context.ts';
import { ClockController } from '../../controllers/clock-controller.ts';
import { LocalizeController } from '../../controllers/localize-controller.ts';
import { NearViewportController } from '../../controllers/near-viewport-controller.ts';
import { ThreadController } from '../../controllers/thread-controller.ts';
import { canWrite, type ThreadSnapshot } from '../../core/store/snapshot.ts';
import type { ThreadStore } from '../../core/store/thread-store.ts';
import { reportFailure } from '../error.event.ts';
import { CommentAddedEvent, CommentEditedEvent, FormCancelEvent } from '../form/form.events.ts';
import { missingProvider, problemTemplate } from '../problem.ts';
import { setStates } from '../states.ts';
import { refreshAges, titleTime } from './ages.ts';
import {
  countText,
  errorsTemplate,
  incomingTemplate,
  noteTemplate,
  pagerTemplate,
  placeTemplate,
  skeletonTemplate,
  sortTemplate,
} from './frame.template.ts';
import { FormDefinitionController } from './form-definition-controller.ts';
import { Rows } from './rows.ts';
import { SlicedList } from './sliced-list.ts';
import { type CommentActions, type Enhance, ThreadLoadedEvent } from './thread.events.ts';
import { threadStyles } from './thread.styles.ts';
import { WayfindingController } from './wayfinding/wayfinding-controller.ts';

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
 * @csspart comment - One comment with its replies. Its state is a part beside: `published`, `pending`, `deleted`, `hidden`, `pinned`, `sending`, `waiting`, `failed`, `highlighted`, `new`.
 * @csspart avatar - Initials of the author.
 * @csspart header - Author, place and time of a comment.
 * @csspart author - The author's name.
 * @csspart location - The author's place.
 * @csspart badge - The author's role.
 * @csspart source - From which backend a comment is, in a thread that is merged of several.
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
 * @csspart action-button - A button of the page's own.
 * @csspart menu-button - Opens the menu of a comment.
 * @csspart menu - Further things to do with a comment.
 * @csspart menu-item - One of them.
 * @csspart parent-button - Leads to the comment that is answered.
 * @csspart branch-button - Shows a comment alone with its replies, where the screen is narrow.
 * @csspart quote-button - Quotes the selected text in a reply.
 * @csspart new-badge - Mark of a comment that is new to the reader.
 * @csspart place - Where in the thread the reader is, with the ways from there.
 * @csspart back-button - Leads back to the whole thread.
 * @csspart unread-button - Leads to the next new comment.
 * @csspart score - Ups minus downs.
 * @csspart tally - How often others chose a reaction, where the reader cannot.
 * @csspart hidden-replies - How many replies the backend has kept back, and the way to them.
 * @csspart fold-button - Hides or shows the replies.
 * @csspart retry-button - Sends a comment again.
 * @csspart withdraw-button - Takes an unsent comment back to edit it.
 * @csspart rail - Line beside the replies; a click on it hides them.
 * @csspart replies - Replies to one comment.
 * @csspart reply-form - The form below a comment; its own parts are available too.
 * @csspart edit-form - The form in place of a comment's text.
 * @csspart undo-button - Takes back that a comment is removed.
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
    actions: { attribute: false },
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
  /** A page's own buttons below each comment, for moderators or the like. Another function renders all rows anew. */
  declare actions: CommentActions | null;

  readonly #localize = new LocalizeController(this);
  readonly #thread = new ThreadController(this, (snapshot) => [snapshot]);
  readonly #nearEnd = new NearViewportController(this, () => void this.#thread.store?.loadMore());
  readonly #form = new FormDefinitionController(this);
  readonly #internals = this.attachInternals();
  readonly #rows: Rows = new Rows(this, (...asked) => this.#wayfinding.wayfind(...asked));
  readonly #list = new SlicedList(this, this.#rows);
  readonly #wayfinding = new WayfindingController(this, this.#rows, this.#list, () => this.#thread.store);
  /** The view of which all bodies can be shown. */
  #preparedView = -1;
  /** With this element's own wishes. */
  #provided: ProvidedThread | null = null;
  /** What was last told to the page, so that each thing is told once. */
  #told: Partial<ThreadSnapshot> = {};

  constructor() {
    super();
    this.for = '';
    this.layout = null;
    this.paging = null;
    this.headingLevel = 2;
    this.enhance = null;
    this.actions = null;
    new ClockController(this, () => refreshAges(this.renderRoot, this.#localize.localizer));
    this.addEventListener(FormCancelEvent.type, () => {
      if (this.#rows.editing === null) this.#rows.replyTo(null);
      else this.#rows.edit(null);
    });
    this.addEventListener(CommentEditedEvent.type, () => this.#rows.edit(null));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener(CommentAddedEvent.type, this.#onCommentAdded);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener(CommentAddedEvent.type, this.#onCommentAdded);
  }

  override firstUpdated(): void {
    this.renderRoot.addEventListener('click', this.#rows.onClick);
    for (const type of ['pointerover', 'focusin']) {
      this.renderRoot.addEventListener(type, (event) => titleTime(event, this.#localize.localizer));
    }
  }

  override willUpdate(): void {
    const { provided, snapshot } = this.#thread;
    this.#provided = provided && {
      ...provided,
      layout: this.layout || provided.layout,
      paging: this.paging || provided.paging,
    };
    if (!this.#provided || !snapshot) return;
    this.#rows.update(this.#provided, snapshot, {
      localizer: this.#localize.localizer,
      layout: this.#provided.layout,
      headingLevel: this.#headingLevel + 1,
      canAnswer: this.#form.isDefined,
      capabilities: snapshot.capabilities,
      closed: snapshot.closed,
      actions: this.actions,
    });
    this.#list.setRoots(this.#rows.roots, `${snapshot.view} ${this.#rows.branch}`);
  }

  override updated(): void {
    const { snapshot } = this.#thread;
    const { status, tree, closed = false }: Partial<ThreadSnapshot> = snapshot ?? {};
    setStates(this.#internals, {
      loading: status === 'idle' || status === 'loading',
      empty: status === 'ready' && tree?.roots.length === 0,
      error: status === 'error',
      closed,
    });
    // Watched anew after each page: an end that is still near comes near no more.
    this.#nearEnd.watch(null);
    if (this.#provided?.paging === 'scroll' && snapshot && !snapshot.reading && !snapshot.error) {
      this.#nearEnd.watch(this.renderRoot.querySelector('[part=more-button]'));
    }
    if (snapshot) this.#tell(snapshot);
    if (status === 'ready' && this.#preparedView === snapshot?.view) {
      this.#wayfinding.arrive(this.#provided?.trackVisits ?? false);
    }
  }

  /**
   * Takes the reader to a comment, reading as much of the thread as that takes.
   *
   * @returns whether it is there.
   */
  async reveal(id: string): Promise<boolean> {
    const { store } = this.#thread;
    const found = (await store?.reveal(id)) ?? false;
    if (found) await this.#wayfinding.wayfind((wayfinder) => wayfinder.show(id));
    return found;
  }

  get #headingLevel(): number {
    return this.headingLevel || 2;
  }

  override render(): unknown {
    const { localizer } = this.#localize;
    if (this.#thread.binding === 'missing') return problemTemplate(this, missingProvider(this));
    const { snapshot, store } = this.#thread;
    const loaded = store && snapshot && /ready|error/.test(snapshot.status) && this.#canShowBodies(snapshot);
    return html`<section
      part="thread"
      aria-labelledby="heading"
      dir=${localizer.direction}
      class=${this.#provided?.layout ?? nothing}
    >
      <div part="toolbar" class="row toolbar">
        <div part="heading" class="title" id="heading" role="heading" aria-level=${this.#headingLevel}>
          ${countText(snapshot, localizer)}
        </div>
        ${loaded ? sortTemplate(snapshot, store, localizer) : nothing}
      </div>
      ${loaded ? this.#renderLoaded(snapshot, store) : skeletonTemplate(localizer)}
    </section>`;
  }

  /** Rows that grow when their text comes would push away those below them, so the text has to be at hand. */
  #canShowBodies({ tree, view }: ThreadSnapshot): boolean {
    if (this.#preparedView === view) return true;
    const formats = new Set([...tree.nodes.values()].map(({ comment }) => comment.body.format));
    const prepared = [...formats].every((format) => isPrepared(format, () => this.requestUpdate()));
    if (prepared) this.#preparedView = view;
    return prepared;
  }

  #renderLoaded(snapshot: ThreadSnapshot, store: ThreadStore): unknown {
    const { localizer } = this.#localize;
    return html`${noteTemplate(snapshot, localizer)}
    ${incomingTemplate(snapshot, localizer, () => this.#showIncoming(store))}
    ${placeTemplate(snapshot, this.#rows, this.#provided!, localizer)}
    ${snapshot.status === 'ready' ? this.#renderComments(snapshot) : nothing}
    ${errorsTemplate(snapshot, store, this.#rows, localizer)}
    ${pagerTemplate(snapshot, this.#provided!, this.#rows, localizer)}`;
  }

  #renderComments(snapshot: ThreadSnapshot): unknown {
    if (snapshot.tree.roots.length === 0) {
      const key = canWrite(snapshot) ? 'thread.empty' : 'thread.empty.readOnly';
      return html`<p part="empty" class="note empty">${this.#localize.localizer.text(key)}</p>`;
    }
    // The list fills itself, row by row.
    return html`<div
      part="list"
      role="list"
      class="list"
      aria-busy=${snapshot.reading === 'replacing'}
    ></div>`;
  }

  #showIncoming(store: ThreadStore): void {
    const ids = store.showIncoming();
    void this.#wayfinding.wayfind((wayfinder) => wayfinder.welcome(ids));
  }

  #tell(snapshot: ThreadSnapshot): void {
    const { error, reading } = this.#told;
    this.#told = snapshot;
    if (snapshot.reading && !reading) this.#prepare();
    if (snapshot.error && snapshot.error !== error) reportFailure(this, snapshot.error);
    else if (reading && !snapshot.reading) this.dispatchEvent(new ThreadLoadedEvent(snapshot));
  }

  /** While the answer is on its way there is nothing else to do. */
  #prepare(): void {
    prepareBodies(this.#thread.store?.adapter.bodyFormats ?? []);
    setTimeout(() => this.#localize.localizer.warmUp());
  }

  /** Whichever form on the page a comment was written in: its author is taken to it, where it is in this thread. */
  readonly #onCommentAdded = (event: CommentAddedEvent): void => {
    const { comment } = event;
    if (comment && this.#thread.snapshot?.tree.nodes.has(comment.id)) void this.#rows.highlight(comment.id);
    else if (event.composedPath().includes(this)) this.#rows.replyTo(null);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'colloquy-thread': ThreadElement;
  }
}
