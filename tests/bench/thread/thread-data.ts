/** The thread that every variant shows: always the same for the same number of comments. */

export interface BenchComment {
  /** Counts from the oldest. */
  readonly number: number;
  readonly parent: BenchComment | null;
  /** Top-level comment that it stands under; itself at the top level. */
  readonly root: BenchComment;
  readonly depth: number;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly html: string;
  readonly likes: number;
}

export interface BenchThread {
  readonly size: number;
  /** Oldest first. */
  readonly comments: readonly BenchComment[];
  /** As every variant lists them. */
  readonly newestRoots: readonly BenchComment[];
}

/** Levels of replies below the top level. */
const DEPTH = 4;
const MINUTES_BETWEEN = 7;
/** A reply answers one of this many comments before it. */
const WITHIN = 12;
const TEXT_LENGTH = 300;

const WORDS =
  `after all another because before between bridge bright careful city colour common corner decide early
  enough evening family field figure finish forest garden gather happen harbour history hundred island kitchen
  language later letter light little listen market matter meadow minute moment morning mountain narrow never
  notice often open orange other paper people perhaps picture plain quiet rather reason remember river school
  season second sentence several simple slowly something station story street summer table though thought
  through together travel under until village voice water weather window winter without wonder write yellow`.split(
    /\s+/,
  );

const AUTHORS =
  'Ada Akira Amina Bruno Chidi Clara Dmitri Elif Farid Greta Hana Ines Jonas Kofi Lena Mai Noor Olga Pavel Rosa'.split(
    ' ',
  );

/** Every body has one link, by which it is known in the page. */
export const LINKS = 'https://links.example/';

export function linkOf(number: number): string {
  return `${LINKS}${number}`;
}

export function createThread(size: number): BenchThread {
  const random = randomNumbers(size);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const newest = Date.now();
  const comments: BenchComment[] = [];
  for (let number = 0; number < size; number++) {
    const candidates = comments.slice(-WITHIN).filter(({ depth }) => depth < DEPTH);
    const parent = candidates.length > 0 && random() < 0.6 ? pick(candidates) : null;
    const fields = {
      number,
      parent,
      depth: parent ? parent.depth + 1 : 0,
      author: `${pick(AUTHORS)} ${pick(AUTHORS)}`,
      time: newest - (size - number) * MINUTES_BETWEEN * 60_000,
      html: bodyOf(number, () => pick(WORDS)),
      likes: Math.floor(random() * 20),
    };
    const comment: BenchComment = parent
      ? { ...fields, root: parent.root }
      : Object.defineProperty(fields as BenchComment, 'root', { get: () => comment });
    comments.push(comment);
  }
  return { size, comments, newestRoots: comments.filter(({ parent }) => !parent).toReversed() };
}

function bodyOf(number: number, word: () => string): string {
  const sentence = (length: number) => {
    let text = word();
    while (text.length < length) text += ` ${word()}`;
    return text[0]!.toUpperCase() + text.slice(1);
  };
  const [first, before, after] = [TEXT_LENGTH / 2, TEXT_LENGTH / 4, TEXT_LENGTH / 5].map(sentence);
  return `<p>${first}.</p><p>${before} <a href="${linkOf(number)}">${word()} ${word()}</a> ${after}.</p>`;
}

/** Numbers from 0 to 1 that look random and are the same each time (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}
