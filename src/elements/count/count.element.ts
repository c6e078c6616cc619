import { css, html, LitElement, type PropertyDeclarations } from 'lit';
import { LocalizeController } from '../../controllers/localize-controller.ts';
import { ThreadController } from '../../controllers/thread-controller.ts';
import { missingProvider, problemTemplate } from '../problem.ts';

/**
 * How many comments the thread has, in words, to stand in a line of text. Needs a `<colloquy-comments>`
 * around it or named by `for`.
 *
 * @summary The number of comments.
 * @tagname colloquy-count
 *
 * @csspart count - The number with its word.
 * @csspart problem - What is wrong with how the page is set up.
 */
export class CountElement extends LitElement {
  static readonly tagName = 'colloquy-count';

  static override properties: PropertyDeclarations = { for: { type: String } };

  static override styles = css`
    :host {
      font-variant-numeric: tabular-nums;
    }
  `;

  /** Id of the `<colloquy-comments>` whose comments to count, where it is not around this element. */
  declare for: string;

  readonly #localize = new LocalizeController(this);
  readonly #thread = new ThreadController(this, (snapshot) => [snapshot.total]);

  constructor() {
    super();
    this.for = '';
  }

  override render(): unknown {
    const { localizer } = this.#localize;
    if (this.#thread.binding === 'missing') return problemTemplate(this, missingProvider(this));
    const total = this.#thread.snapshot?.total ?? null;
    const text =
      total === null ? localizer.text('thread.title') : localizer.text('thread.count', { count: total });
    return html`<span part="count">${text}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'colloquy-count': CountElement;
  }
}
