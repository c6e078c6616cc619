import type { ThreadChange } from '../../../src/core/adapter/adapter.ts';
import { AdapterError } from '../../../src/core/adapter/adapter-error.ts';
import { created, deaf, heard, pages, type Faults } from './fault.ts';

/** Faults beside the comments themselves. */
export const BESIDE: Faults = {
  'watch: tells of a comment that somebody else writes': [heard(() => {})],
  'watch: tells of a new comment as one that was not there before': [
    heard((change, tell) => tell(change.kind === 'saved' ? { ...change, existing: true } : change)),
  ],
  'watch: tells of a comment that somebody else edits': [
    heard((change, tell) =>
      tell(change.kind === 'saved' ? { ...change, comment: { id: 1 } as never } : change),
    ),
  ],
  'watch: tells of a comment that somebody else removes': [
    heard((change, tell) => tell(change.kind === 'removed' ? { ...change, id: 'other' } : change)),
  ],
  'watch: tells everyone who watches': [heard((_, tell) => tell({ kind: 'created' } as never))],
  'watch: tells nothing more once its signal has aborted': [
    (model) => ({
      watch: (thread, tell) => model.watch(thread, tell, { signal: new AbortController().signal }),
    }),
  ],
  'watch: tells nothing if its signal has aborted before': [
    (model) => ({
      watch: (thread, tell, { signal }) =>
        model.watch(thread, tell, { signal: signal.aborted ? new AbortController().signal : signal }),
    }),
  ],
  'watch: tells nothing of other threads': [
    (model) => {
      const all = new Set<(change: ThreadChange) => void>();
      return {
        watch: (_thread, tell, { signal }) => {
          all.add(tell);
          signal.addEventListener('abort', () => all.delete(tell));
        },
        create: async (...args) => {
          const result = await model.create(...args);
          for (const tell of all) tell({ kind: 'unknown' });
          return result;
        },
      };
    },
  ],

  'viewer: knows the name of who is signed in, on each page': [pages(() => ({ viewer: { name: '' } }))],
  'viewer: gives comments of who is signed in under their name': [
    created(({ comment }) => ({ comment: { ...comment, author: { name: 'Somebody' } } })),
  ],
  'viewer: knows nobody once they have signed out': [() => ({ signOut: async () => {} })],
  'viewer: can be signed out of twice': [
    (model) => {
      let signedIn = true;
      return {
        signOut: async (options) => {
          if (!signedIn) throw new AdapterError('auth-required');
          signedIn = false;
          return model.signOut(options);
        },
      };
    },
  ],
  'viewer: opens nothing to sign in at if its signal has aborted before': [deaf('signIn')],

  'dispose: can be disposed of twice': [
    () => {
      let open = true;
      return {
        dispose: () => {
          if (!open) throw new Error('disposed of already');
          open = false;
        },
      };
    },
  ],
  'dispose: answers or refuses what is asked of it after that': [
    (model) => {
      let open = true;
      return {
        dispose: () => {
          open = false;
        },
        list: async (...args) => {
          if (!open) throw new TypeError('undefined is not an object');
          return model.list(...args);
        },
      };
    },
  ],
};
