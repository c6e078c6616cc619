import { Writable } from 'node:stream';
import type { CommandOutput } from '../../../src/server/import/command-output.ts';

export interface CapturedOutput extends CommandOutput {
  out(): string;
  err(): string;
}

export function captureOutput({ isTTY = false } = {}): CapturedOutput {
  const written = { out: '', err: '' };
  const capture = (name: 'out' | 'err') =>
    new Writable({
      decodeStrings: false,
      write(chunk: string | Buffer, _encoding, done) {
        written[name] += chunk.toString();
        done();
      },
    });
  return {
    stdout: capture('out'),
    stderr: Object.assign(capture('err'), { isTTY }),
    out: () => written.out,
    err: () => written.err,
  };
}
