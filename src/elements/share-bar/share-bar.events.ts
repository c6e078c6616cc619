/** Before something is shared; cancel it to keep it from happening. */
export class ShareEvent extends Event {
  static readonly type = 'colloquy-share';
  /** `copy`, `native`, `email`, or the name of a network. */
  readonly network: string;
  /** The address that is shared. */
  readonly url: string;

  constructor(network: string, url: string) {
    super(ShareEvent.type, { bubbles: true, composed: true, cancelable: true });
    this.network = network;
    this.url = url;
  }
}

declare global {
  interface HTMLElementEventMap {
    'colloquy-share': ShareEvent;
  }
}
