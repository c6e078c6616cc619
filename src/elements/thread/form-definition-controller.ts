import type { ReactiveController, ReactiveControllerHost } from 'lit';

const NAME = 'colloquy-form';

/** Hosts in the page that would like to offer a form. A promise for each would keep it alive for ever. */
const hosts = new Set<ReactiveControllerHost>();
let defined: Promise<void> | undefined;

/** Updates its host once there is a form element, which may be later, or never. */
export class FormDefinitionController implements ReactiveController {
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get isDefined(): boolean {
    return customElements.get(NAME) !== undefined;
  }

  hostConnected(): void {
    hosts.add(this.#host);
    defined ??= customElements.whenDefined(NAME).then(() => {
      for (const host of hosts) host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    hosts.delete(this.#host);
  }
}
