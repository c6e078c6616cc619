const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // What HTML cannot say is shown as a sign for it.
  '\0': '\ufffd',
};

/** A text as it is written in HTML, between tags or in an attribute with quotation marks. */
export function escape(text: string): string {
  return text.replace(/[&<>"'\0]/g, (character) => ENTITIES[character]!);
}
