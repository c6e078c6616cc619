/** Something failed that the element has already told the reader about, in its own words. */
export class ColloquyErrorEvent extends Event {
  static readonly type = 'colloquy-error';
  /** An `AdapterError` where a backend is concerned. */
  readonly error: Error;

  constructor(error: Error) {
    super(ColloquyErrorEvent.type, { bubbles: true, composed: true });
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'colloquy-error': ColloquyErrorEvent;
  }
}
