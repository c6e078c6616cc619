import { withoutTracking } from '../core/model/thread.ts';

/** The page's own address: what it declares as canonical, else where it is, without fragment and tracking. */
export function pageAddress(): URL {
  const canonical = find('link[rel~="canonical" i][href]') as HTMLLinkElement | null;
  const shared = find('meta[property="og:url"]') as HTMLMetaElement | null;
  for (const address of [canonical?.href, shared?.content]) {
    if (address && /^https?:/.test(address)) return withoutTracking(address);
  }
  return withoutTracking(location.href);
}

export function pageTitle(): string {
  return ownProperty('title');
}

/** What addresses in the page's markup are relative to. */
export function baseAddress(): string {
  return ownProperty('baseURI');
}

/** What the document itself has: markup can put an element of its own in its place by a name. */
function ownProperty<Name extends keyof Document>(name: Name): Document[Name] {
  return Reflect.get(Document.prototype, name, document);
}

function find(selector: string): Element | null {
  return Document.prototype.querySelector.call(document, selector);
}
