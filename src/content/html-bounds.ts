import { boundText } from './bounds.ts';

/** More than these is not shown of an HTML body, for the same reasons as characters beyond a bound. */
const MAX_TAGS = 10_000;
const MAX_DEPTH = 100;

/** Elements that are never around what comes after them, or end by themselves where the next of them begins. */
const NEST_NOTHING =
  /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|dt|dd|option|tr|t[dh]|tbody|thead|tfoot)$/;

const TAG = /<(\/?)([a-z][^\s/>]*)/gi;

/** The beginning of an HTML text that has no more characters, tags and levels than are shown. */
export function boundHtml(html: string): string {
  const text = boundText(html);
  // Most bodies are far from it.
  if (!hasMore(text, '<', MAX_DEPTH)) return text;
  let tags = 0;
  let depth = 0;
  const open = new Map<string, number>();
  for (const match of text.matchAll(TAG)) {
    const { 1: slash, index } = match;
    const name = match[2]!.toLowerCase();
    const count = open.get(name) ?? 0;
    // An end without a beginning ends nothing.
    const change = NEST_NOTHING.test(name) || (slash && count === 0) ? 0 : slash ? -1 : 1;
    open.set(name, count + change);
    depth += change;
    if (++tags > MAX_TAGS || depth > MAX_DEPTH) return text.slice(0, index);
  }
  return text;
}

/** Whether a sign is in a text more often than that. */
function hasMore(text: string, sign: string, times: number): boolean {
  let count = 0;
  for (let at = text.indexOf(sign); at >= 0 && count <= times; at = text.indexOf(sign, at + 1)) count++;
  return count > times;
}
