const PREFIX = '#comment-';

/** The page's address with a comment of it named. */
export function commentAddress(page: string, id: string): string {
  // Half a character, which an id may hold, cannot be part of an address.
  return page.replace(/#.*/s, '') + PREFIX + encodeURIComponent(id.replace(/\p{Surrogate}/gu, ''));
}

/** Id of the comment that the page's address names, or null. */
export function addressedComment(): string | null {
  const { hash } = location;
  if (!hash.startsWith(PREFIX)) return null;
  try {
    return decodeURIComponent(hash.slice(PREFIX.length));
  } catch {
    return null;
  }
}
