import type { Sort } from '../core/model/sort.ts';

type FieldRule = 'required' | 'optional' | 'absent';

/** So many in so many seconds. */
export interface Quota {
  readonly count: number;
  readonly seconds: number;
}

/** How one server behaves. Each guard against spam and abuse is off where its setting is null, 0 or empty. */
export interface Settings {
  /** Keeps sites in one database apart. */
  readonly site: string;
  /** Origins whose pages may write, such as `https://example.com`; `*` for every one. */
  readonly origins: readonly string[];
  readonly sorts: readonly Sort[];
  readonly votes: 'none' | 'like' | 'up-down' | 'reactions';
  /** Offered with `votes: 'reactions'`. */
  readonly reactionNames: readonly string[];
  readonly bodyFormat: 'text' | 'markdown';
  /** Of a body, in characters as JavaScript counts them. */
  readonly maxLength: number;
  readonly maxDepth: number;
  /** Of each top-level comment, on a page; the rest is counted as hidden. */
  readonly maxReplies: number;
  readonly fields: {
    readonly name: FieldRule;
    readonly email: FieldRule;
    readonly website: FieldRule;
    readonly location: FieldRule;
  };
  /** Where no moderator has chosen: `pre` holds new comments back. */
  readonly moderation: 'pre' | 'post';
  /** How long authors may edit and remove their comments. */
  readonly ownerSeconds: number;
  /** Badge of comments sent with the moderator token. */
  readonly moderatorBadge: string;
  /** Proof of work: how many hashes a sender needs on average. */
  readonly challengeCost: number | null;
  readonly challengeSeconds: number;
  /** Name of the field that people do not see. */
  readonly honeypot: string | null;
  /** Nobody writes a comment faster than this. */
  readonly minimumSeconds: number;
  readonly commentsPerAddress: Quota | null;
  readonly commentsPerThread: Quota | null;
  /** Reactions, reports, edits and removals together. */
  readonly actionsPerAddress: Quota | null;
  /** How long the same text by the same name counts as a duplicate in its thread. */
  readonly duplicateSeconds: number;
  /** A comment with one of these is held for a moderator. */
  readonly words: readonly string[];
  /** Of a request body, in bytes. */
  readonly maxRequestBytes: number;
  /** Proxies in front of the server whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: number;
  readonly maxWatchers: number;
  readonly maxWatchersPerAddress: number;
  readonly heartbeatSeconds: number;
}

export const DEFAULT_SETTINGS: Settings = Object.freeze<Settings>({
  site: 'default',
  origins: [],
  sorts: ['newest', 'oldest', 'top'],
  votes: 'like',
  reactionNames: [],
  bodyFormat: 'text',
  maxLength: 10_000,
  maxDepth: 100,
  maxReplies: 500,
  fields: { name: 'required', email: 'optional', website: 'optional', location: 'optional' },
  moderation: 'post',
  ownerSeconds: 15 * 60,
  moderatorBadge: 'Moderator',
  challengeCost: 20_000,
  challengeSeconds: 20 * 60,
  honeypot: 'company',
  minimumSeconds: 2,
  commentsPerAddress: { count: 15, seconds: 5 * 60 },
  commentsPerThread: { count: 120, seconds: 60 },
  actionsPerAddress: { count: 120, seconds: 60 },
  duplicateSeconds: 24 * 60 * 60,
  words: [],
  maxRequestBytes: 128 * 1024,
  trustedProxies: 0,
  maxWatchers: 10_000,
  maxWatchersPerAddress: 30,
  heartbeatSeconds: 20,
});

/** The names of the reactions on offer. */
export function reactionNames({ votes, reactionNames: names }: Settings): readonly string[] {
  if (votes === 'like') return ['like'];
  if (votes === 'up-down') return ['up', 'down'];
  return votes === 'reactions' ? names : [];
}
