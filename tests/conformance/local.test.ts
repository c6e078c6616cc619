import { localAdapter } from '../../src/adapters/local.ts';
import { createIdempotencyKey } from '../../src/core/store/pending.ts';
import { conformance } from './conformance.ts';
import { IN_PAGES } from './not-applicable.ts';

conformance({
  title: 'the local adapter',
  create: () => {
    const database = `conformance-${createIdempotencyKey()}`;
    const [adapter, other] = [localAdapter({ database }), localAdapter({ database })];
    return {
      adapter,
      // Another tab.
      other,
      cleanup: async () => {
        adapter.dispose?.();
        other.dispose?.();
        await deleteDatabase(database);
      },
    };
  },
  notApplicable: [
    ...IN_PAGES,
    'paging: goes on where it was, though comments were written meanwhile',
    'paging: goes on where it was, though the last comment read was removed meanwhile',
    'paging: refuses a cursor of unknown make, or takes it for none',
    'create: takes a text of the greatest length and refuses a longer one',
    'closed: ',
    'challenge: ',
    'edit: refuses a text above the greatest length',
    'react: lets a vote up and a vote down exclude each other',
    'react: takes every reaction that it offers',
    'report: ',
    'preview: ',
    'viewer: ',
  ],
});

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error(`Cannot delete ${name}`));
  });
}
