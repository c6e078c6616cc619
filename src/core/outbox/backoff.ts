/** Milliseconds: the pause before a further try is at most the first, doubled with each, up to the last. */
const FIRST = 1_000;
const LONGEST = 30_000;

/** As often as a comment is sent before its author is asked. */
export const MAX_TRIES = 5;

/**
 * How long to wait before trying again, in milliseconds: anything up to a bound that doubles, so that many
 * who failed at one moment do not come back at one moment; and as long as the server has asked for.
 *
 * @param tries how many there have been, from 1
 */
export function pauseAfter(tries: number, retryAfter = 0): number {
  const bound = Math.min(LONGEST, FIRST * 2 ** tries);
  return Math.ceil(Math.max(retryAfter, Math.random() * bound));
}
