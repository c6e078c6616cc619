export interface Line {
  /** Counted from 1. */
  readonly line: number;
  /** Absent when the line is longer than a record may be. */
  readonly text: string | undefined;
}

/** No comment of any system comes near this; a line that does is not held in memory. */
const LONGEST = 16 * 1024 * 1024;

/**
 * Cuts text into lines, at line feeds only: a JSON string may hold U+2028, at which Node's readline would
 * cut. Blank lines are counted, not given.
 */
export async function* readLines(chunks: AsyncIterable<string>, longest = LONGEST): AsyncGenerator<Line> {
  let line = 1;
  let rest = '';
  let tooLong = false;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
      const text = rest + chunk.slice(start, end);
      if (tooLong || text.length > longest) yield { line, text: undefined };
      else if (text.trim() !== '') yield { line, text };
      rest = '';
      tooLong = false;
      start = end + 1;
      line++;
    }
    if (!tooLong) rest += chunk.slice(start);
    if (rest.length > longest) {
      tooLong = true;
      rest = '';
    }
  }
  if (tooLong) yield { line, text: undefined };
  else if (rest.trim() !== '') yield { line, text: rest };
}
