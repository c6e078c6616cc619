import { html, LitElement, nothing, type PropertyDeclarations } from 'lit';
import { LocalizeController } from '../../controllers/localize-controller.ts';
import { withoutTracking } from '../../core/model/thread.ts';
import { pageAddress } from '../page-address.ts';
import { linkIcon, mailIcon, shareIcon } from './icons.ts';
import { mailAddress, mastodonAddress, NETWORKS, serverName, type Shared } from './networks.ts';
import { ShareEvent } from './share-bar.events.ts';
import { shareBarStyles } from './share-bar.styles.ts';

const DEFAULT_NETWORKS = 'x facebook linkedin reddit whatsapp telegram mastodon bluesky';

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
  /** Names of networks in the order wanted, with spaces between. */
  declare networks: string;

  readonly #localize = new LocalizeController(this);
  #copied: 'yes' | 'by-hand' | null = null;
  #askingServer = false;
  #server = '';
  #serverError = false;

  constructor() {
    super();
    this.url = '';
    this.text = '';
    this.networks = DEFAULT_NETWORKS;
  }

  override render(): unknown {
    const { localizer } = this.#localize;
    const shared = this.#shared;
    return html`<section part="share" aria-labelledby="title" dir=${localizer.direction}>
      <span part="title" id="title" class="title">${localizer.text('share.title')}</span>
      <ul part="list">
        ${'share' in navigator
          ? html`<li>
              <button part="native-button" @click=${this.#onNative}>${shareIcon}${localizer.text('share.native')}</button>
            </li>`
          : nothing}
        <li>
          <button part="copy-button" @click=${this.#onCopy}
            >${linkIcon}${localizer.text(this.#copied === 'yes' ? 'share.copied' : 'share.copy')}</button
          >
        </li>
        <li>
          <a part="link" class="button" href=${mailAddress(shared)} @click=${this.#onFollow('email')}
            >${mailIcon}${localizer.text('share.email')}</a
          >
        </li>
        ${this.networks.split(/[\s,]+/).map((name) => this.#renderNetwork(name, shared))}
      </ul>
      ${this.#askingServer ? this.#renderServerForm(shared) : nothing}
      ${this.#copied === 'by-hand'
        ? html`<label class="note by-hand"
            >${localizer.text('share.copyByHand')}<input readonly .value=${shared.url} @focus=${selectAll}
          /></label>`
        : nothing}
      <span class="hidden" role="status">${this.#copied === 'yes' ? localizer.text('share.copied') : ''}</span>
    </section>`;
  }

  get #shared(): Shared {
    const url = URL.canParse(this.url) ? withoutTracking(this.url) : pageAddress();
    return { url: url.href, text: this.text || document.title };
  }

  #renderNetwork(name: string, shared: Shared): unknown {
    const { localizer } = this.#localize;
    if (name === 'mastodon') {
      return html`<li>
        <button part="link" aria-expanded=${this.#askingServer} @click=${this.#onMastodon}>Mastodon</button>
      </li>`;
    }
    const network = NETWORKS.get(name);
    if (!network) return nothing;
    return html`<li>
      <a
        part="link"
        class="button"
        href=${network.address(shared)}
        target="_blank"
        rel="noopener noreferrer"
        aria-label=${localizer.text('share.on', { network: network.label })}
        @click=${this.#onFollow(name)}
        >${network.label}</a
      >
    </li>`;
  }

  #renderServerForm(shared: Shared): unknown {
    const { localizer } = this.#localize;
    const server = serverName(this.#server);
    return html`<form part="server-form" novalidate @submit=${this.#onServerSubmit}>
      <label for="server">${localizer.text('share.mastodon.server')}</label>
      <input
        part="server-input"
        id="server"
        inputmode="url"
        autocapitalize="none"
        spellcheck="false"
        placeholder="mastodon.social"
        aria-invalid=${this.#serverError}
        aria-describedby="server-error"
        .value=${this.#server}
        @input=${this.#onServerInput}
      />
      <a
        part="link"
        class="button"
        id="server-link"
        href=${server ? mastodonAddress(server, shared) : '#'}
        target="_blank"
        rel="noopener noreferrer"
        @click=${this.#onServerFollow}
        >${localizer.text('share.mastodon.go')}</a
      >
      <span part="error" class="error" id="server-error" role="alert"
        >${this.#serverError ? localizer.text('share.mastodon.malformed') : ''}</span
      >
    </form>`;
  }

  #announce(network: string): boolean {
    return this.dispatchEvent(new ShareEvent(network, this.#shared.url));
  }

  #onFollow(network: string): (event: Event) => void {
    return (event) => {
      if (!this.#announce(network)) event.preventDefault();
    };
  }

  readonly #onNative = async (): Promise<void> => {
    if (!this.#announce('native')) return;
    const { url, text } = this.#shared;
    try {
      await navigator.share({ url, title: text });
    } catch {
      // Closing the device's dialogue is no fault; where it does not open, the other ways are beside it.
    }
  };

  readonly #onCopy = async (): Promise<void> => {
    if (!this.#announce('copy')) return;
    this.#copied = (await copy(this.#shared.url)) ? 'yes' : 'by-hand';
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.by-hand input')?.focus();
  };

  readonly #onMastodon = async (): Promise<void> => {
    this.#askingServer = !this.#askingServer;
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#server')?.focus();
  };

  readonly #onServerInput = (event: Event): void => {
    this.#server = (event.currentTarget as HTMLInputElement).value;
    this.#serverError = false;
    this.requestUpdate();
  };

  readonly #onServerSubmit = (event: Event): void => {
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('#server-link')?.click();
  };

  readonly #onServerFollow = (event: Event): void => {
    this.#serverError = serverName(this.#server) === null;
    if (this.#serverError) this.renderRoot.querySelector<HTMLElement>('#server')?.focus();
    if (this.#serverError || !this.#announce('mastodon')) event.preventDefault();
    this.requestUpdate();
  };
}

/** False where the browser does not let the page write to the clipboard. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function selectAll(event: Event): void {
  (event.currentTarget as HTMLInputElement).select();
}

declare global {
  interface HTMLElementTagNameMap {
    'colloquy-share-bar': ShareBarElement;
  }
}
