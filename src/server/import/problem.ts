/** Where in the file something is: its line, and its number or id where the format has no lines. */
export interface Place {
  readonly line?: number;
  readonly record?: number | string;
}

/**
 * Something that could not be imported. `bad` is a record that is wrong, `left-out` one that is right but no
 * comment (a pingback), `broken-file` the point after which nothing more can be read.
 */
export interface ImportProblem extends Place {
  readonly kind: 'bad' | 'left-out' | 'broken-file';
  /** The same words for the same fault, so that they can be counted. */
  readonly reason: string;
  /** What this one says beyond the reason. */
  readonly detail?: string;
}

export function isProblem(item: object): item is ImportProblem {
  return 'reason' in item;
}

/** Thrown while a record is made from what the file says; a reader turns it into a problem and goes on. */
export class BadRecordError extends Error {
  readonly kind: 'bad' | 'left-out';
  readonly detail: string | undefined;

  constructor(reason: string, detail?: string, kind: 'bad' | 'left-out' = 'bad') {
    super(reason);
    this.name = 'BadRecordError';
    this.kind = kind;
    this.detail = detail;
  }
}

/** What `make` gives, or the problem that kept it from that. Faults of our own are not caught. */
export function attempt<T>(place: Place, make: () => T): T | ImportProblem {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof BadRecordError)) throw error;
    const { kind, message: reason, detail } = error;
    return { kind, reason, ...(detail === undefined ? {} : { detail }), ...place };
  }
}
