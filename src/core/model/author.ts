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

/** Marks of direction, and characters without a width; joiners stay, as emoji and some scripts need them. */
const UNSEEN = /[\u034f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** Marks on one character beyond what any language writes: they would cover the lines around. */
const PILED_MARKS = /([\p{Mn}\p{Me}]{4})[\p{Mn}\p{Me}]+/gu;

/** Nothing in it shows: spaces, controls, lonely marks, and letters that are drawn as nothing. */
const BLANK = /^[\p{Z}\p{C}\p{M}\u115f\u1160\u2800\u3164\uffa0]*$/u;

const MAX_LABEL_LENGTH = 200;

/**
 * A name, or another short text of an author's choice, as a line of plain words that changes nothing around it;
 * empty where nothing of it would show.
 */
export function plainLabel(text: string): string {
  // The usual name needs none of it.
  if (text.length <= MAX_LABEL_LENGTH && /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(text)) return text;
  const line = [...text.slice(0, MAX_LABEL_LENGTH * 10)]
    .slice(0, MAX_LABEL_LENGTH)
    .join('')
    .replace(UNSEEN, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(PILED_MARKS, '$1')
    .trim();
  return BLANK.test(line) ? '' : line;
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
