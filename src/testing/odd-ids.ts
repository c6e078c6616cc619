import { assertAdapterError } from './assertions.ts';

/**
 * No backend has them, and they trip up what takes an id for a number, for part of an address as it is, or for
 * the name of a property.
 */
const ODD_IDS = [
  '',
  '.',
  '..',
  '../..',
  '/',
  'a/b',
  'a?b=c',
  '#a',
  '%',
  '%2e%2e',
  '\\',
  '__proto__',
  'constructor',
  'null',
  '-1',
  '1e3',
  '9'.repeat(400),
  ' ',
  '"\'`<&>',
  '🦊',
  // Half a character cannot be written in an address.
  '\ud800',
];

/** Checks that the call says of each such id, in words that the store knows, that there is nothing like it. */
export async function assertRefusesOddIds(
  call: (id: string) => Promise<unknown>,
  method: string,
): Promise<void> {
  for (const id of ODD_IDS) {
    const what = `${method}() of a comment with the id ${JSON.stringify(id)}`;
    await assertAdapterError(() => call(id), ['not-found', 'forbidden', 'invalid'], what);
  }
}
