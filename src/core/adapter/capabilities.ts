import type { Sort } from '../model/sort.ts';

export type FieldRule = 'required' | 'optional' | 'absent';

/** What a new comment asks of its author, beside the text. */
export interface FieldRules {
  readonly name: FieldRule;
  readonly email: FieldRule;
  readonly website: FieldRule;
  readonly location: FieldRule;
}

/**
 * `cursor` and `offset` go on from where the last page ended; `numbered` also jumps to any page; with `none`
 * one answer is all there is.
 */
export type Paging = 'cursor' | 'offset' | 'numbered' | 'none';

/** `like` toggles one reaction; `up-down` has two that exclude each other; `reactions` is any set of names. */
export type VoteKind = 'none' | 'like' | 'up-down' | 'reactions';

/** What a backend lets this viewer do in this thread. The interface shows nothing that is not in here. */
export interface Capabilities {
  /** The first is the default. */
  readonly sorts: readonly Sort[];
  readonly paging: Paging;
  readonly create: boolean;
  /** Levels of replies the backend keeps: 0 none, 1 replies to top-level comments only. */
  readonly maxDepth: number;
  readonly edit: boolean;
  readonly remove: boolean;
  readonly report: boolean;
  readonly votes: VoteKind;
  /** Names offered with `votes: 'reactions'`. */
  readonly reactionNames: readonly string[];
  readonly preview: boolean;
  readonly locate: boolean;
  /** Whether `list` can be asked for one author's comments. */
  readonly authorFilter: boolean;
  readonly counts: boolean;
  readonly watch: boolean;
  /** Whether a comment that is sent again under its idempotency key is taken for the same one. */
  readonly idempotencyKeys: boolean;
  readonly upload: boolean;
  readonly signIn: boolean;
  readonly fields: FieldRules;
  /** What to name a field that people do not see and so leave empty, or null where the backend wants none. */
  readonly honeypot: string | null;
  /** What the composer writes. */
  readonly bodyFormat: 'text' | 'markdown';
  /** Longest body in characters as people see them, or null. */
  readonly maxLength: number | null;
  /** Where comments live: on a server, on this device, or only as long as the page is open. */
  readonly storage: 'server' | 'device' | 'page';
}

/** A backend that only shows comments. Adapters spread this and add what they can do. */
export const READ_ONLY: Capabilities = Object.freeze({
  sorts: Object.freeze<Sort[]>(['newest']),
  paging: 'none',
  create: false,
  maxDepth: Infinity,
  edit: false,
  remove: false,
  report: false,
  votes: 'none',
  reactionNames: Object.freeze<string[]>([]),
  preview: false,
  locate: false,
  authorFilter: false,
  counts: false,
  watch: false,
  idempotencyKeys: false,
  upload: false,
  signIn: false,
  fields: Object.freeze<FieldRules>({
    name: 'absent',
    email: 'absent',
    website: 'absent',
    location: 'absent',
  }),
  honeypot: null,
  bodyFormat: 'text',
  maxLength: null,
  storage: 'server',
} satisfies Capabilities);
