import type { Writable } from 'node:stream';

/** Where a command writes: `process` is one. */
export interface CommandOutput {
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean };
}

/** What a command ends with: all is well, something went wrong, the command was not understood. */
export const EXIT = { ok: 0, failed: 1, misused: 2 } as const;
