import type { Capabilities } from '../core/adapter/capabilities.ts';
import type { Sort } from '../core/model/sort.ts';
import type { Bench } from './bench.ts';

/** One promise of the adapter contract. */
export interface ConformanceCase {
  readonly title: string;
  /** What the backend must be able to do for the case to say anything. */
  readonly needs?: readonly Need[];
  /** Rejects where the promise is broken. */
  readonly run: (bench: Bench) => Promise<void>;
}

/** Why a case does not apply to this backend, or null. */
export type Need = (bench: Bench) => string | null;

type Ability = {
  [K in keyof Capabilities]: Capabilities[K] extends boolean ? K : never;
}[keyof Capabilities];

export function can(ability: Ability): Need {
  return ({ capabilities }) => (capabilities[ability] ? null : `the backend does not announce ${ability}`);
}

export function sorts(sort: Sort): Need {
  return ({ capabilities }) =>
    capabilities.sorts.includes(sort) ? null : `the backend does not sort by ${sort}`;
}

/** Levels of replies. */
export function depth(levels: number): Need {
  return ({ capabilities: { maxDepth } }) =>
    maxDepth >= levels ? null : `the backend keeps ${maxDepth} levels of replies`;
}

export function paging(...kinds: readonly Capabilities['paging'][]): Need {
  return ({ capabilities }) =>
    kinds.includes(capabilities.paging) ? null : `the backend pages by ${capabilities.paging}`;
}

export function votes(...kinds: readonly Capabilities['votes'][]): Need {
  return ({ capabilities }) =>
    kinds.includes(capabilities.votes) ? null : `the backend has votes of the kind ${capabilities.votes}`;
}

export const anyVotes: Need = votes('like', 'up-down', 'reactions');

/** Comments to read, written by the adapter or put there by the fixture. */
export const comments: Need = ({ capabilities, fixture }) =>
  capabilities.create || fixture.seed ? null : 'the fixture has no seed, and the backend takes no comments';

export const otherViewer: Need = ({ fixture }) => (fixture.other ? null : 'the fixture has no other viewer');

export const lengthLimit: Need = ({ capabilities }) =>
  capabilities.maxLength === null ? 'the backend takes texts of any length' : null;

export const requiredFields: Need = ({ capabilities }) =>
  Object.values(capabilities.fields).includes('required') ? null : 'the backend requires no field';

/** Comments by different names, written by the adapter. */
export const chosenName: Need = ({ capabilities }) =>
  capabilities.fields.name === 'absent' ? 'the backend asks for no name' : null;

export const closable: Need = ({ fixture }) => (fixture.close ? null : 'the fixture can close no thread');

export const challenging: Need = ({ fixture }) =>
  fixture.challenge ? null : 'the fixture cannot have the backend ask for a challenge';

export const letsGo: Need = ({ adapter }) => (adapter.dispose ? null : 'the adapter has no dispose()');

export const signsOut: Need = ({ adapter }) => (adapter.signOut ? null : 'the adapter has no signOut()');
