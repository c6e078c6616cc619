import { replaceProperty } from './replace.ts';

/** A window that the page opens, until the test is over: what it would tell is told by the test. */
export interface Popup {
  /** Addresses that were opened. */
  readonly opened: readonly string[];
  readonly closed: boolean;
  readonly whenOpened: Promise<unknown>;
  /** Sends a message from it, or from elsewhere. */
  tell(data: unknown, origin: string, source?: MessageEventSource): void;
  /** As the viewer closes it. */
  close(): void;
}

/** A window of another page's making, that messages can come from. */
let frame: HTMLIFrameElement | undefined;

export function replacePopup(): Popup {
  if (!frame) document.body.append((frame = document.createElement('iframe')));
  const opened: string[] = [];
  let closed = false;
  const close = () => void (closed = true);
  const source = frame.contentWindow!;
  Object.defineProperty(source, 'close', { value: close, configurable: true });
  Object.defineProperty(source, 'closed', { get: () => closed, configurable: true });
  const { promise: whenOpened, resolve: onOpen } = Promise.withResolvers<unknown>();
  replaceProperty(window, 'open', (address: string) => {
    opened.push(address);
    onOpen(undefined);
    return source;
  });
  return {
    opened,
    whenOpened,
    get closed() {
      return closed;
    },
    tell: (data, origin, from = source) =>
      void window.dispatchEvent(new MessageEvent('message', { data, origin, source: from })),
    close,
  };
}
