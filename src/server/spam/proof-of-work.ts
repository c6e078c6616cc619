import { type Challenge, createChallenge, type Solution, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import type { Backend } from '../backend.ts';
import type { Queries } from '../database/database.ts';
import { Problem } from '../problem.ts';
import { hashToken } from '../secrets.ts';

export interface SolvedChallenge {
  readonly challenge: Challenge;
  readonly solution: Solution;
}

/** One hash each try, which a browser does some 100,000 times a second in a worker. */
const ALGORITHM = 'SHA-256';
const HASHES_A_TRY = 1;
const HEX_DIGIT = 16;

export async function newChallenge({ settings, secrets, clock }: Backend): Promise<Challenge> {
  const digits = Math.max(1, Math.round(Math.log(settings.challengeCost ?? 1) / Math.log(HEX_DIGIT)));
  return createChallenge({
    algorithm: ALGORITHM,
    cost: HASHES_A_TRY,
    keyPrefix: '0'.repeat(digits),
    expiresAt: Math.ceil(clock() / 1000) + settings.challengeSeconds,
    hmacSignatureSecret: secrets.challengeSecret,
    deriveKey,
  });
}

/** @throws Problem `challenge-required`, with a new challenge, unless this one is ours and solved. */
export async function checkProof(backend: Backend, solved: SolvedChallenge | undefined): Promise<void> {
  if (backend.settings.challengeCost === null) return;
  if (!solved) throw await challengeProblem(backend, 'A solved challenge is wanted.');
  const { challenge, solution } = solved;
  if ((challenge.parameters.expiresAt ?? 0) * 1000 < backend.clock()) {
    throw await challengeProblem(backend, 'The challenge is too old.');
  }
  const { verified } = await verifySolution({
    challenge,
    solution,
    deriveKey,
    hmacSignatureSecret: backend.secrets.challengeSecret,
  }).catch(() => ({ verified: false }));
  if (!verified) throw await challengeProblem(backend, 'The challenge is not solved.');
}

/** Uses a checked challenge up. @throws Problem `challenge-required` the second time. */
export async function spendProof(
  transaction: Queries,
  backend: Backend,
  solved: SolvedChallenge | undefined,
): Promise<void> {
  if (backend.settings.challengeCost === null || !solved) return;
  const { signature = '', parameters } = solved.challenge;
  const row = await transaction
    .insertInto('colloquy_spent')
    .values({ challenge_hash: hashToken(signature), expires_at: (parameters.expiresAt ?? 0) * 1000 })
    .onConflict((conflict) => conflict.doNothing())
    .returning('challenge_hash')
    .executeTakeFirst();
  if (!row) throw await challengeProblem(backend, 'The challenge was used before.');
}

async function challengeProblem(backend: Backend, detail: string): Promise<Problem> {
  return new Problem('challenge-required', detail, { challenge: await newChallenge(backend) });
}
