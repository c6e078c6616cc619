import type { Answer, Client } from './client.ts';

/** A request that must be refused, and how. */
export interface Hostile {
  readonly name: string;
  readonly send: (client: Client) => Promise<Answer>;
  readonly status: readonly number[];
}

export const COMMENTS = '/v1/comments';
