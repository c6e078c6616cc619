const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it is written in HTML, in an attribute too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character]!);
}

/** A link, or only its text where the address is not one of the web. */
export function linkHtml(address: string, text: string): string {
  const label = escapeHtml(text);
  return /^https?:\/\//i.test(address) ? `<a href="${escapeHtml(address)}">${label}</a>` : label;
}
