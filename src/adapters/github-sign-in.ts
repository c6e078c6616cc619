import { requestJson } from './http.ts';
import { recordOf, textOf } from './untrusted.ts';

/** The parameter in which a giscus service gives back who has signed in. */
const PARAMETER = 'giscus';

/** Leaves the page for GitHub, by way of the service, which leads back to it. */
export async function goToSignIn(service: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const search = new URLSearchParams({ redirect_uri: location.href });
  window.open(`${service}oauth/authorize?${search}`, '_self');
  // Settled by the page's end, unless nobody waits for that.
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

/** What the service has put into the address, once: nobody else should find it there, nor pass it on. */
export function takeSession(): string | null {
  if (typeof location === 'undefined') return null;
  const address = new URL(location.href);
  const session = address.searchParams.get(PARAMETER);
  if (session === null) return null;
  address.searchParams.delete(PARAMETER);
  history.replaceState(history.state, '', address);
  return session;
}

/** The reader's token; null where the session is none any more, and they have to sign in again. */
export async function exchangeSession(
  service: string,
  session: string,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const body = new URLSearchParams({ session });
    const { data } = await requestJson(`${service}oauth/token`, { method: 'POST', body, signal });
    return textOf(recordOf(data)['token']) || null;
  } catch {
    signal.throwIfAborted();
    return null;
  }
}
