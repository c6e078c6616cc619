/** Who wrote a comment, as far as the backend tells. Every text is plain text, never markup. */
export interface Author {
  /** Opaque; equal ids are the same person on the same backend. */
  readonly id?: string;
  /** Empty when unknown: the interface then shows a localised stand-in. */
  readonly name: string;
  /** http or https address of the author's own page. */
  readonly url?: string;
  readonly avatarUrl?: string;
  /** Free text, such as a town. */
  readonly location?: string;
  /** Role as a short word, such as "Moderator". */
  readonly badge?: string;
}

/**
 * Up to two initials for a generated avatar, grapheme by grapheme so that an emoji or a combining mark is
 * not cut in half.
 */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0];
  if (first === undefined) return '';
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  return (firstGrapheme(first) + (last === undefined ? '' : firstGrapheme(last))).toLocaleUpperCase();
}

/** A hue in degrees, 0 to 359, the same for the same name everywhere. */
export function hueOf(name: string): number {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + character.codePointAt(0)!) >>> 0;
  return hash % 360;
}

let segmenter: Intl.Segmenter | undefined;

function firstGrapheme(word: string): string {
  // The usual name needs no segmenter, which takes its time to make.
  if (/^[a-z0-9][\x20-\x7e]*$/i.test(word)) return word[0]!;
  segmenter ??= new Intl.Segmenter();
  for (const { segment } of segmenter.segment(word)) {
    if (/[\p{L}\p{N}\p{Emoji_Presentation}]/u.test(segment)) return segment;
  }
  return '';
}
