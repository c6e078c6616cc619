import type { ImportTally } from './import-records.ts';
import type { ImportProblem } from './problem.ts';

/** What became of the file's records, in a few lines. */
export function describeTally(tally: ImportTally): string {
  const skipped = tally.known + sum(tally.leftOut) + sum(tally.bad);
  const lines = [`Read ${number(tally.read)}, wrote ${number(tally.written)}, skipped ${number(skipped)}.`];
  if (tally.known > 0) lines.push(`  ${number(tally.known)}  were there already`);
  for (const [reason, count] of byCount(tally.leftOut)) lines.push(`  ${number(count)}  left out: ${reason}`);
  for (const [reason, count] of byCount(tally.bad)) lines.push(`  ${number(count)}  bad: ${reason}`);
  if (tally.broken) {
    lines.push(`The file could not be read to its end. ${describeProblem(tally.broken)}`);
    lines.push('What was read is kept. Import a whole file again: nothing is written twice.');
  }
  return lines.join('\n');
}

export function describeProblem({ line, record, reason, detail }: ImportProblem): string {
  const place = [
    line === undefined ? [] : [`line ${line}`],
    record === undefined ? [] : [`record ${record}`],
  ].flat();
  const said = detail === undefined ? reason : `${reason} (${shorten(detail)})`;
  return place.length === 0 ? said : `${place.join(', ')}: ${said}`;
}

/** Some of the file, made safe for a terminal. */
function shorten(detail: string): string {
  const printable = detail.replace(/\p{C}+/gu, ' ');
  return printable.length > 80 ? `${printable.slice(0, 79)}…` : printable;
}

export function number(count: number): string {
  return count.toLocaleString('en-US');
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}

function byCount(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([, a], [, b]) => b - a);
}
