import { AdapterError } from '../core/adapter/adapter-error.ts';
import type { JsonRequest } from './http.ts';
import type { Solution, Work } from './proof-of-work.ts';
import { solveInWorker } from './solve-in-worker.ts';

interface Challenge {
  readonly parameters: Work;
  readonly signature: string;
}

export interface SolvedChallenge {
  readonly challenge: Challenge;
  readonly solution: Solution;
}

/**
 * Fetches a proof of work and has the work done: in a worker or, where the page can have none, in short
 * slices between whatever else the page does.
 *
 * @throws AdapterError `challenge-required` where it is work of an unknown kind
 */
export async function solveChallenge(
  call: <T>(path: string, request: JsonRequest) => Promise<T>,
  signal: AbortSignal,
): Promise<SolvedChallenge> {
  const challenge = await call<Challenge>('challenge', { signal });
  const { algorithm } = challenge.parameters;
  if (algorithm !== 'SHA-256') {
    throw new AdapterError('challenge-required', { detail: `Unknown proof of work: ${algorithm}.` });
  }
  const solution =
    (await solveInWorker(challenge.parameters, signal)) ?? (await solveHere(challenge, signal));
  return { challenge, solution };
}

async function solveHere({ parameters }: Challenge, signal: AbortSignal): Promise<Solution> {
  const { solve } = await import('./proof-of-work.ts');
  return solve(parameters, async () => {
    await new Promise((resume) => setTimeout(resume));
    signal.throwIfAborted();
  });
}
