/** What parsing takes grows faster than some texts do. */
const MAX_CHARACTERS = 20_000;

/** A line that begins with more quotations and lists in each other than anybody means. */
const DEEP_LINE = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))){20}/m;

/** Whether a text would take long to parse as Markdown. */
export function takesLong(markdown: string): boolean {
  return markdown.length > MAX_CHARACTERS || DEEP_LINE.test(markdown);
}
