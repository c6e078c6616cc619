import { expect } from '@open-wc/testing';
import { localAdapter } from '../../src/adapters/local.ts';
import { createIdempotencyKey } from '../../src/core/store/pending.ts';
import { adapterConformance } from '../../src/testing/index.ts';

const NOT_APPLICABLE = [
  'paging: gives everything in one answer',
  'paging: goes on where it was, though comments were written meanwhile',
  'paging: goes on where it was, though the last comment read was removed meanwhile',
  'paging: refuses a cursor of unknown make, or takes it for none',
  'create: takes a text of the greatest length and refuses a longer one',
  'react: lets a vote up and a vote down exclude each other',
  'react: takes every reaction that it offers',
  'extra: takes a report of a comment',
  'extra: refuses a report of a comment that is not there',
  'extra: previews a text without writing it',
  'extra: previews nothing if the signal has aborted before',
];

const notApplicable: string[] = [];

adapterConformance({
  title: 'the local adapter',
  describe,
  it,
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
  notApplicable: ({ title }) => notApplicable.push(title),
});

describe('the local adapter', () => {
  it('is not asked for what it does not announce', () => {
    expect(notApplicable).to.deep.equal(NOT_APPLICABLE);
  });
});

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error(`Cannot delete ${name}`));
  });
}
