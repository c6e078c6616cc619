import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { localizerFor } from '../i18n/locales.ts';
import type { Localizer } from '../i18n/localizer.ts';

type Host = ReactiveControllerHost & HTMLElement;

/** The language of the nearest `lang` around the host, shadow hosts included; follows its changes. */
export class LocalizeController implements ReactiveController {
  readonly #host: Host;
  readonly #observer = new MutationObserver(() => this.#host.requestUpdate());

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  get localizer(): Localizer {
    return localizerFor(nearestLang(this.#host), () => this.#host.requestUpdate());
  }

  hostConnected(): void {
    // Elsewhere another language may be spoken.
    this.#host.requestUpdate();
    for (let root = this.#host.getRootNode(); ; root = root.host.getRootNode()) {
      this.#observer.observe(root, { attributes: true, attributeFilter: ['lang'], subtree: true });
      if (!(root instanceof ShadowRoot)) return;
    }
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }
}

function nearestLang(from: Element): string {
  for (let element: Element | null = from; element;) {
    const lang = element.closest('[lang]')?.getAttribute('lang');
    if (lang) return lang;
    const root: Node = element.getRootNode();
    element = root instanceof ShadowRoot ? root.host : null;
  }
  return 'en';
}
