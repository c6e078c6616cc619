import { toAdapterError } from '../core/adapter/adapter-error.ts';

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

/** Tells the page and, with the details, its owner's console what the reader sees in other words. */
export function reportFailure(element: HTMLElement, thrown: unknown): void {
  const error = toAdapterError(thrown);
  const detail = error.message === error.code ? '' : ` ${error.message}`;
  console.error(`Colloquy: ${error.code}.${detail}`, error.cause ?? '');
  element.dispatchEvent(new ColloquyErrorEvent(error));
}

declare global {
  interface HTMLElementEventMap {
    'colloquy-error': ColloquyErrorEvent;
  }
}
