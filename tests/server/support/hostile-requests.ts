/** Requests that a server must refuse. */
import { wrongAddresses, wrongHeaders, wrongModeration, wrongQueries } from './hostile-addresses.ts';
import { wrongBodies } from './hostile-bodies.ts';
import { wrongTypes, wrongValues } from './hostile-comments.ts';
import type { Hostile } from './hostile.ts';

export const HOSTILE_REQUESTS: readonly Hostile[] = [
  ...wrongTypes(),
  ...wrongValues(),
  ...wrongBodies(),
  ...wrongQueries(),
  ...wrongHeaders(),
  ...wrongAddresses(),
  ...wrongModeration(),
];
