import { withoutTracking } from '../core/model/thread.ts';

/** The page's own address: what it declares as canonical, else where it is, without fragment and tracking. */
export function pageAddress(): URL {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel~="canonical" i][href]');
  for (const address of [
    canonical?.href,
    document.querySelector<HTMLMetaElement>('meta[property="og:url"]')?.content,
  ]) {
    if (address && /^https?:/.test(address)) return withoutTracking(address);
  }
  return withoutTracking(location.href);
}
