/**
 * Reads dates such as `2026-01-31 18:05:00`, which Artalk gives in its own time without saying which that is.
 *
 * @param timeZone of the server, by its IANA name; without one it is taken for the reader's
 * @returns ISO 8601 in UTC, or null where there is no such date; what is to come is taken for now
 */
export function dateReader(timeZone?: string): (date: unknown) => string | null {
  const toUtc = timeZone === undefined ? fromHere : fromZone(timeZone);
  return (date) => {
    const found = typeof date === 'string' && /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)$/.exec(date);
    if (!found) return null;
    const [year, month, day, hour, minute, second] = found.slice(1).map(Number) as Parts;
    const time = Math.min(toUtc([year, month - 1, day, hour, minute, second]), Date.now());
    return new Date(time).toISOString();
  };
}

/** The month counts from 0. */
type Parts = [year: number, month: number, day: number, hour: number, minute: number, second: number];

function fromHere(parts: Parts): number {
  return new Date(...parts).getTime();
}

function fromZone(timeZone: string): (parts: Parts) => number {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  /** How far the zone is ahead of UTC then. */
  const aheadAt = (time: number) => {
    const numbers = new Map(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
    const of = (type: Intl.DateTimeFormatPartTypes) => numbers.get(type) ?? 0;
    const there = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
    return there - time;
  };
  return (parts) => {
    const asUtc = Date.UTC(...parts);
    // What is ahead at that time by UTC may not be what was ahead at that time there, when the clocks changed.
    return asUtc - aheadAt(asUtc - aheadAt(asUtc));
  };
}
