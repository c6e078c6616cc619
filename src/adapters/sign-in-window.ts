import { AdapterError } from '../core/adapter/adapter-error.ts';

/** Milliseconds between two looks at the window: no event tells that it was closed, or has got to another page. */
const INTERVAL = 500;

/**
 * Opens a server's page to sign in at, and waits for what it tells this page. Only that window is listened to,
 * and only while it shows a page of the server's own origin.
 *
 * @param read gives what is wanted of a message, or undefined where it is another one
 * @param greeting is told to the server's page, where that waits to be spoken to
 * @throws AdapterError `auth-required` where the window is closed, or cannot be opened
 */
export async function signInWindow<T>(
  address: string,
  read: (message: unknown) => T | undefined,
  signal: AbortSignal,
  greeting?: unknown,
): Promise<T> {
  const opened = open(address, signal);
  const { origin } = new URL(address);
  const over = new AbortController();
  try {
    return await new Promise<T>((resolve, reject) => {
      const onMessage = (event: MessageEvent<unknown>) => {
        if (event.source !== opened || event.origin !== origin) return;
        const told = read(event.data);
        if (told !== undefined) resolve(told);
      };
      window.addEventListener('message', onMessage, { signal: over.signal });
      signal.addEventListener('abort', () => reject(signal.reason as Error), { signal: over.signal });
      const timer = setInterval(() => {
        if (greeting !== undefined) opened.postMessage(greeting, origin);
        if (opened.closed) reject(wasClosed());
      }, INTERVAL);
      over.signal.addEventListener('abort', () => clearInterval(timer));
    });
  } finally {
    over.abort();
    opened.close();
  }
}

/** Looks at the window from one question to the server to the next: signing in takes requests too, and servers count them. */
const LOOKS_PER_QUESTION = 6;

/**
 * Opens a server's page to sign in at, and waits until the server says that the viewer has done so.
 *
 * @throws AdapterError `auth-required` where the window is closed before, or cannot be opened
 */
export async function signInAndClose(
  address: string,
  isSignedIn: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<void> {
  const opened = open(address, signal);
  try {
    for (let look = 1; ; look++) {
      await new Promise((resume) => setTimeout(resume, INTERVAL));
      signal.throwIfAborted();
      // In this order: whoever closes the window may have signed in.
      const { closed } = opened;
      if ((closed || look % LOOKS_PER_QUESTION === 0) && (await isSignedIn())) return;
      if (closed) throw wasClosed();
    }
  } finally {
    opened.close();
  }
}

function open(address: string, signal: AbortSignal): Window {
  signal.throwIfAborted();
  const opened = window.open(address, '_blank', 'popup,width=640,height=720');
  if (opened) return opened;
  throw new AdapterError('auth-required', { detail: 'The browser opens no window to sign in.' });
}

function wasClosed(): AdapterError {
  return new AdapterError('auth-required', { detail: 'The window to sign in was closed.' });
}
