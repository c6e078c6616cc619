import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type AdapterError, toAdapterError } from '../core/adapter/adapter-error.ts';
import type { Comment } from '../core/model/comment.ts';
import type { CommentsElement } from '../elements/comments/comments.element.ts';
import type { CommentAction } from '../elements/thread/thread.events.ts';
import { blocksTemplate } from './blocks.template.ts';
import { choicesFor, type Choice, type Done } from './choices.ts';
import { contextOf } from './context-line.ts';
import { type Block, type ModerationMode, ModerationApi, QUEUES } from './moderation-api.ts';
import { moderationStyles } from './moderation.styles.ts';
import { queueAdapter, type QueueAdapter } from './queue-adapter.ts';

const VIEWS = [...QUEUES, 'blocks'] as const;
type View = (typeof VIEWS)[number];

const TITLES: Readonly<Record<View, string>> = {
  pending: 'Waiting',
  reported: 'Reported',
  spam: 'Spam',
  published: 'Published',
  blocks: 'Blocked',
};

/** Where moderators look through comments and decide. The token stays in memory: a reload asks for it again. */
export class ModerationElement extends LitElement {
  static readonly tagName = 'colloquy-moderation';

  static override properties: PropertyDeclarations = {
    base: { attribute: false },
    view: { state: true },
  };

  static override styles = moderationStyles;

  /** Address of the server's protocol, up to and with `/v1/`. */
  declare base: URL;
  declare view: View;

  #api: ModerationApi | null = null;
  #adapter: QueueAdapter | null = null;
  #mode: ModerationMode = 'post';
  #blocks: readonly Block[] = [];
  #error: AdapterError | null = null;
  /** What was done last, and how to take it back. */
  #done: Done | null = null;
  #busy = false;
  #actions = (comment: Comment) => this.#actionsOf(comment);

  constructor() {
    super();
    this.base = new URL('../v1/', location.href);
    this.view = 'pending';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#onHash);
    this.#onHash();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#onHash);
  }

  override render(): unknown {
    return html`<header class="row">
        <h1>Moderation</h1>
        ${
          this.#api &&
          html`<label class="row note"
              >New comments
              <select @change=${this.#onMode}>
                <option value="post" ?selected=${this.#mode === 'post'}>appear at once</option>
                <option value="pre" ?selected=${this.#mode === 'pre'}>wait for approval</option>
              </select>
            </label>
            <button @click=${() => this.#leave()}>Sign out</button>`
        }
      </header>
      ${this.#error && html`<p class="alert" role="alert">${sayError(this.#error)}</p>`}
      ${this.#api ? this.#renderViews() : this.#renderSignIn()}`;
  }

  #renderSignIn(): TemplateResult {
    return html`<form class="sign-in" @submit=${this.#onSignIn}>
      <input class="hidden" tabindex="-1" aria-hidden="true" autocomplete="username" value="moderator" />
      <label for="token">Moderator token</label>
      <input
        id="token"
        name="token"
        type="password"
        autocomplete="current-password"
        required
        aria-describedby="token-hint"
      />
      <p id="token-hint" class="note">
        The server printed it when it was first started. It is kept in this page only and asked for again
        after a reload.
      </p>
      <button class="primary" aria-disabled=${this.#busy}>Sign in</button>
    </form>`;
  }

  #renderViews(): TemplateResult {
    return html`<nav class="row" aria-label="Queues">
        ${VIEWS.map(
          (view) =>
            html`<a class="button" href="#${view}" aria-current=${view === this.view ? 'page' : nothing}
              >${TITLES[view]}</a
            >`,
        )}
      </nav>
      <p class="row note" role="status">
        ${this.#done?.text}
        ${this.#done?.undo ? html`<button class="quiet" @click=${() => this.#undo()}>Undo</button>` : nothing}
      </p>
      ${
        this.view === 'blocks'
          ? blocksTemplate(this.#blocks, {
              block: (target) =>
                void this.#changeBlocks(`Blocked: ${target.value}.`, (api) => api.block(target)),
              unblock: (target) => void this.#changeBlocks('Unblocked.', (api) => api.unblock(target)),
            })
          : html`<colloquy-comments
              thread="moderation-${this.view}"
              loading="eager"
              paging="scroll"
              heading-level="2"
              .adapter=${this.#adapter}
            >
              <colloquy-thread
                heading-level="2"
                .actions=${this.#actions}
                .enhance=${this.#addContext}
              ></colloquy-thread>
            </colloquy-comments>`
      }`;
  }

  readonly #addContext = (body: HTMLElement, comment: Comment): void => {
    const item = this.#adapter?.itemOf(comment);
    if (item) body.prepend(contextOf(item));
  };

  #actionsOf(comment: Comment): readonly CommentAction[] {
    const item = this.#adapter?.itemOf(comment);
    if (!item || this.view === 'blocks') return [];
    return choicesFor(item, this.view).map((choice) => ({
      name: choice.name,
      label: choice.label,
      run: () => this.#choose(choice, comment.id),
    }));
  }

  async #choose(choice: Choice, id: string): Promise<void> {
    const api = this.#api;
    if (!api || (choice.question && !confirm(choice.question))) return;
    const adapter = this.#adapter;
    const next = this.#after(id);
    const { item, ...done } = await choice.run(api);
    this.#done = done;
    this.requestUpdate();
    if (!item) return this.#reload();
    adapter?.settle(item);
    // The one that was decided has taken the focus with it; the next one is to be looked at.
    if (!adapter?.itemOf(item.comment) && next !== undefined) {
      await this.renderRoot.querySelector('colloquy-thread')?.reveal(next);
    }
  }

  /** Id of the comment below this one, or at the end of the queue of the one above. */
  #after(id: string): string | undefined {
    const { roots = [] } = this.#comments?.store?.getSnapshot().tree ?? {};
    const index = roots.findIndex(({ comment }) => comment.id === id);
    return (roots[index + 1] ?? roots[index - 1])?.comment.id;
  }

  get #comments(): CommentsElement | null {
    return this.renderRoot.querySelector('colloquy-comments');
  }

  async #undo(): Promise<void> {
    const { undo } = this.#done ?? {};
    this.#done = null;
    await this.#attempt(async () => {
      await undo?.();
      await this.#reload();
    });
  }

  async #reload(): Promise<void> {
    await this.#comments?.store?.reload();
    // What can be done also depends on the thread of a comment that has not changed itself.
    this.#actions = (comment) => this.#actionsOf(comment);
    this.requestUpdate();
  }

  readonly #onSignIn = (event: SubmitEvent): void => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem('token') as HTMLInputElement;
    if (this.#busy) return;
    void this.#attempt(async () => {
      const api = new ModerationApi(this.base, field.value.trim());
      this.#mode = await api.readMode();
      this.#api = api;
      await this.#show();
    });
  };

  #leave(): void {
    this.#api = this.#adapter = this.#done = null;
    this.#blocks = [];
    this.requestUpdate();
  }

  readonly #onHash = (): void => {
    const wanted = location.hash.slice(1);
    this.view = VIEWS.find((view) => view === wanted) ?? 'pending';
    this.#done = null;
    if (this.#api) void this.#attempt(() => this.#show());
  };

  /** Gets what the view needs. */
  async #show(): Promise<void> {
    const api = this.#api!;
    if (this.view === 'blocks') this.#blocks = await api.listBlocks();
    else this.#adapter = queueAdapter(api, this.view);
  }

  readonly #onMode = (event: Event): void => {
    const mode = (event.currentTarget as HTMLSelectElement).value as ModerationMode;
    void this.#attempt(async () => {
      await this.#api?.setMode(mode);
      this.#mode = mode;
    });
  };

  async #changeBlocks(text: string, change: (api: ModerationApi) => Promise<void>): Promise<void> {
    await this.#attempt(async () => {
      await change(this.#api!);
      this.#blocks = await this.#api!.listBlocks();
      this.#done = { text };
    });
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.#busy = true;
    this.#error = null;
    this.requestUpdate();
    try {
      await work();
    } catch (thrown) {
      this.#error = toAdapterError(thrown);
    }
    this.#busy = false;
    this.requestUpdate();
  }
}

function sayError({ code, message }: AdapterError): string {
  if (code === 'auth-required' || code === 'forbidden') return 'This is not the moderator’s token.';
  if (code === 'offline') return 'You seem to be offline.';
  return `The server did not do it: ${message}`;
}
