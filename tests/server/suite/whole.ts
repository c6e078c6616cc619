import type { Backing } from '../support/fixture.ts';
import { backupSuite } from './backup.ts';
import { conformanceSuite } from './conformance.ts';
import { eventSuite } from './events.ts';
import { guardSuite } from './guards.ts';
import { importingSuite } from './importing.ts';
import { longThreadSuite } from './long-threads.ts';
import { moderationSuite } from './moderation.ts';
import { readingSuite } from './reading.ts';
import { writingSuite } from './writing.ts';

/** What a server does, whatever its database. */
export function wholeSuite(backing: Backing): void {
  readingSuite(backing);
  longThreadSuite(backing);
  writingSuite(backing);
  guardSuite(backing);
  moderationSuite(backing);
  eventSuite(backing);
  importingSuite(backing);
  backupSuite(backing);
  conformanceSuite(backing);
}
