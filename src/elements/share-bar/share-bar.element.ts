import { html, LitElement, nothing, type PropertyDeclarations } from 'lit';
import { LocalizeController } from '../../controllers/localize-controller.ts';
import { withoutTracking } from '../../core/model/thread.ts';
import { baseAddress, pageAddress, pageTitle } from '../page-address.ts';
import { problemTemplate } from '../problem.ts';
import { iconTemplate } from './icons.ts';
import type * as MoreNetworks from './more-networks.ts';
import { NETWORKS, type Networks, serverName, shareAddress, type Shared } from './networks.ts';
import { ShareEvent } from './share-bar.events.ts';
import { shareBarStyles } from './share-bar.styles.ts';

/**
 * Ways to share the page: the device's own, copying the link, e-mail and networks. Each network is a plain
 * link; nothing is loaded from anybody before it is followed. Needs no provider.
 *
 * @summary A bar of links for sharing the page.
 * @tagname colloquy-share-bar
 *
 * @csspart share - All of it.
 * @csspart title - The heading.
 * @csspart list - The ways to share.
 * @csspart native-button - Opens the device's own sharing.
 * @csspart copy-button - Copies the link.
 * @csspart link - E-mail or a network.
 * @csspart server-form - Asks for the reader's Mastodon server.
 * @csspart server-input - The server's name.
 * @csspart error - What is wrong with the server's name.
 * @csspart problem - What is wrong with how the page is set up.
 *
 * @fires {ShareEvent} colloquy-share - Before something is shared; cancelable.
 */
export class ShareBarElement extends LitElement {
  static readonly tagName = 'colloquy-share-bar';

  static override properties: PropertyDeclarations = {
    url: { type: String },
    text: { type: String },
    networks: { type: String },
  };

  static override styles = shareBarStyles;

  /** Address to share; default is the page's canonical address. */
  declare url: string;
  /** What to say with it; default is the page's title. */
  declare text: string;
  /** Names of networks in the order wanted, with spaces between; default are the usual ones. */
  declare networks: string | null;

  readonly #localize = new LocalizeController(this);
  #more: typeof MoreNetworks | null = null;
  #names: readonly string[] = [];
  #copied: boolean | null = null;
  #asking = false;
  #server = '';
  #refused = false;

  constructor() {
    super();
    this.url = '';
    this.text = '';
    this.networks = null;
  }

  override willUpdate(): void {
    this.#names = this.networks?.split(/[\s,]+/).filter(Boolean) ?? Object.keys(NETWORKS);
    if (this.#more || !this.#unknown) return;
    void import('./more-networks.ts').then(
      (more) => {
        this.#more = more;
        this.requestUpdate();
      },
      // The usual ones are there, and the next page view tries again.
      () => {},
    );
  }

  override render(): unknown {
    const { localizer } = this.#localize;
    const copied = localizer.text('share.copied');
    const unknown = this.#unknown;
    return html`<section part="share" aria-labelledby="title" dir=${localizer.direction} class="row">
      <b part="title" id="title">${localizer.text('share.title')}</b>
      <ul part="list" class="row" @focusin=${this.#onFocus}>
        ${
          'share' in navigator
            ? html`<li>
                <button part="native-button" @click=${this.#onNative}>
                  ${iconTemplate('share')}${localizer.text('share.native')}
                </button>
              </li>`
            : nothing
        }
        <li>
          <button part="copy-button" @click=${this.#onCopy}>
            ${iconTemplate('link')}${this.#copied ? copied : localizer.text('share.copy')}
          </button>
        </li>
        ${this.#names.map((name) => this.#renderNetwork(name))}
      </ul>
      ${unknown && this.#more ? problemTemplate(this, this.#more.unknownNetwork(unknown)) : nothing}
      ${this.#asking ? this.#renderServerForm() : nothing}
      ${
        this.#copied === false
          ? html`<label class="row"
              >${localizer.text('share.copyByHand')}<input id="by-hand" readonly .value=${this.#shared.url}
            /></label>`
          : nothing
      }
      <span class="hidden" role="status">${this.#copied ? copied : ''}</span>
    </section>`;
  }

  get #shared(): Shared {
    const base = baseAddress();
    const given = this.url && URL.canParse(this.url, base) && new URL(this.url, base);
    const url = given ? withoutTracking(given) : pageAddress();
    return { url: url.href, text: this.text || pageTitle() };
  }

  /** Those that can be named: the usual ones, and all of them once another one is. */
  get #networks(): Networks {
    return this.#more?.ALL_NETWORKS ?? NETWORKS;
  }

  /** The first name that is none, or none of the usual ones as long as there are no others. */
  get #unknown(): string | undefined {
    return this.#names.find((name) => !Object.hasOwn(this.#networks, name));
  }

  #renderNetwork(name: string): unknown {
    const { localizer } = this.#localize;
    if (!Object.hasOwn(this.#networks, name)) return nothing;
    const [network, address] = this.#networks[name]!;
    if (name === 'mastodon') {
      return html`<li>
        <button part="link" aria-expanded=${this.#asking} @click=${this.#onAsk}>${network}</button>
      </li>`;
    }
    const opensTab = address.startsWith('https:');
    return html`<li>
      <a
        part="link"
        class="button"
        href=${shareAddress(address, this.#shared)}
        target=${opensTab ? '_blank' : nothing}
        rel="noopener noreferrer"
        aria-label=${opensTab ? localizer.text('share.on', { network }) : nothing}
        @click=${(event: Event) => this.#announce(name, event)}
        >${network || html`${iconTemplate('mail')}${localizer.text('share.email')}`}</a
      >
    </li>`;
  }

  #renderServerForm(): unknown {
    const { localizer } = this.#localize;
    const server = serverName(this.#server);
    return html`<form part="server-form" class="row" novalidate @submit=${this.#onServerSubmit}>
      <label class="hidden" for="server">${localizer.text('share.mastodon.server')}</label>
      <input
        part="server-input"
        id="server"
        inputmode="url"
        autocapitalize="none"
        placeholder="mastodon.social"
        aria-invalid=${this.#refused}
        aria-describedby="server-error"
        @input=${this.#onServerInput}
      />
      <a
        part="link"
        class="button"
        href=${server ? shareAddress(NETWORKS['mastodon']![1], this.#shared, server) : '#'}
        target="_blank"
        rel="noopener noreferrer"
        @click=${this.#onServerFollow}
        >${localizer.text('share.mastodon.go')}</a
      >
      <span part="error" class="error" id="server-error" role="alert"
        >${this.#refused ? localizer.text('share.mastodon.malformed') : ''}</span
      >
    </form>`;
  }

  /** False, and the event is stopped, where the page does not want this shared. */
  #announce(network: string, event: Event): boolean {
    const wanted = this.dispatchEvent(new ShareEvent(network, this.#shared.url));
    if (!wanted) event.preventDefault();
    return wanted;
  }

  /** Renders and then puts the reader into a field that has just appeared. */
  async #focus(selector: string): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    const field = this.renderRoot.querySelector<HTMLInputElement>(selector);
    field?.focus();
    field?.select();
  }

  /** Browsers leave what has the focus half out of sight where it can be scrolled to. */
  readonly #onFocus = ({ target }: Event): void => {
    (target as Element).scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };

  readonly #onNative = (event: Event): void => {
    if (!this.#announce('native', event)) return;
    const { url, text } = this.#shared;
    // Closing the device's dialogue is no fault; where it does not open, the other ways are beside it.
    navigator.share({ url, title: text }).catch(() => {});
  };

  readonly #onCopy = async (event: Event): Promise<void> => {
    if (!this.#announce('copy', event)) return;
    try {
      await navigator.clipboard.writeText(this.#shared.url);
      this.#copied = true;
    } catch {
      // Not every page may write to the clipboard; the reader may.
      this.#copied = false;
    }
    await this.#focus('#by-hand');
  };

  readonly #onAsk = (): void => {
    this.#asking = !this.#asking;
    this.#refused = false;
    this.#server = '';
    void this.#focus('#server');
  };

  readonly #onServerInput = (event: Event): void => {
    this.#server = (event.currentTarget as HTMLInputElement).value;
    this.#refused = false;
    this.requestUpdate();
  };

  readonly #onServerSubmit = (event: Event): void => {
    event.preventDefault();
    (event.currentTarget as HTMLElement).querySelector('a')?.click();
  };

  readonly #onServerFollow = (event: Event): void => {
    this.#refused = serverName(this.#server) === null;
    if (!this.#refused) {
      this.#announce('mastodon', event);
      return;
    }
    event.preventDefault();
    void this.#focus('#server');
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'colloquy-share-bar': ShareBarElement;
  }
}
