import type { CommandOutput } from './command-output.ts';

const CLEAR_LINE = '\r\x1b[K';
const REDRAW_AFTER = 100;

export interface ProgressLine {
  /** `share` is 0 to 1, or null where nobody knows how much there is. */
  show(share: number | null, text: string): void;
  /** Writes a line that stays. */
  say(text: string): void;
  clear(): void;
}

/** Progress on one line that is written over; where that is no terminal, a line for each tenth of the way. */
export function progressLine({ stderr }: CommandOutput): ProgressLine {
  let drawn = false;
  let drawnAt = 0;
  let tenth = 0;
  const clear = () => {
    if (drawn) stderr.write(CLEAR_LINE);
    drawn = false;
  };
  return {
    clear,
    show(share, text) {
      const line = share === null ? text : `${`${Math.floor(share * 100)}`.padStart(3)} %  ${text}`;
      if (stderr.isTTY) {
        const now = Date.now();
        if (now - drawnAt < REDRAW_AFTER) return;
        stderr.write(CLEAR_LINE + line);
        drawn = true;
        drawnAt = now;
      } else if (share !== null && Math.floor(share * 10) > tenth) {
        tenth = Math.floor(share * 10);
        stderr.write(`${line}\n`);
      }
    },
    say(text) {
      clear();
      stderr.write(`${text}\n`);
    },
  };
}
