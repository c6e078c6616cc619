import { readSharedData } from '../../support/shared-data.ts';
import { OWN_PAYLOADS } from './own-payloads.ts';

export interface Corpus {
  readonly name: string;
  /** Skips the test where the corpus is not on this machine. */
  read(test: Mocha.Context): Promise<readonly string[]>;
}

/** Ours, and published ones that lie beside the repository on some machines. */
export const CORPORA: readonly Corpus[] = [
  { name: 'our own', read: async () => OWN_PAYLOADS },
  ...['blns', 'closure', 'payloadbox'].map((name) => ({
    name,
    read: async (test: Mocha.Context) => {
      const payloads = JSON.parse(await readSharedData(test, `xss/${name}.json`)) as string[];
      return [...new Set(payloads)];
    },
  })),
];
