import { AdapterError } from '../core/adapter/adapter-error.ts';
import type { CommentsAdapter, ThreadChange } from '../core/adapter/adapter.ts';
import type { FieldRules } from '../core/adapter/capabilities.ts';
import type { Comment } from '../core/model/comment.ts';
import type { ThreadRef } from '../core/model/thread.ts';
import { STORED_CAPABILITIES, storedThreads, type ThreadStorage } from './stored-threads.ts';

export interface LocalAdapterOptions {
  /** What a new comment asks for. Default: a name, and a website and place if the author likes. */
  readonly fields?: Partial<FieldRules>;
  /** Name of the IndexedDB database. Default `colloquy`. */
  readonly database?: string;
}

/** A comment as stored: the key is thread and id. */
interface StoredComment {
  readonly thread: string;
  readonly id: string;
  readonly comment: Comment;
}

interface ChangeMessage {
  readonly thread: string;
  readonly change: ThreadChange;
}

const STORE = 'comments';

/**
 * Keeps comments in this browser (IndexedDB), live between its tabs. The default of an element that names
 * no backend; nothing is created before the first comment is written.
 */
export function localAdapter({ fields, database = 'colloquy' }: LocalAdapterOptions = {}): CommentsAdapter {
  // Opened by the first use, so that an adapter nobody reads from holds nothing.
  let channel: BroadcastChannel | undefined;
  const openChannel = () => (channel ??= new BroadcastChannel(database));

  const storage: ThreadStorage = {
    async read(thread) {
      const range = IDBKeyRange.bound([thread.key], [thread.key, []]);
      const records = await inDatabase<StoredComment[]>(database, 'readonly', (store) => store.getAll(range));
      return new Map((records ?? []).map(({ id, comment }) => [id, comment]));
    },
    async put(thread, comment) {
      const record: StoredComment = { thread: thread.key, id: comment.id, comment };
      await inDatabase(database, 'readwrite', (store) => store.put(record));
    },
    async delete(thread, id) {
      await inDatabase(database, 'readwrite', (store) => store.delete([thread.key, id]));
    },
    announce(thread, change) {
      openChannel().postMessage({ thread: thread.key, change } satisfies ChangeMessage);
    },
  };

  const capabilities = Object.freeze({
    ...STORED_CAPABILITIES,
    fields: Object.freeze({ ...STORED_CAPABILITIES.fields, ...fields }),
    storage: 'device' as const,
  });

  return {
    name: 'local',
    ...storedThreads({ storage, capabilities }),

    watch(thread: ThreadRef, onChange, { signal }) {
      const onMessage = ({ data }: MessageEvent<ChangeMessage>) => {
        if (data.thread === thread.key) onChange(data.change);
      };
      openChannel().addEventListener('message', onMessage, { signal });
    },

    dispose() {
      channel?.close();
      channel = undefined;
    },
  };
}

/**
 * Runs one request in a transaction of its own and waits until it is on disk. Reading a database that does
 * not exist gives undefined and does not create it.
 *
 * @throws AdapterError `unsupported` where the browser keeps no data, `server` where the request failed.
 */
async function inDatabase<T>(
  name: string,
  mode: IDBTransactionMode,
  request: (store: IDBObjectStore) => IDBRequest,
): Promise<T | undefined> {
  const database = await openDatabase(name, mode === 'readwrite');
  if (!database) return undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const running = request(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(running.result as T);
      transaction.onabort = () => reject(storageError('server', transaction.error));
    });
  } finally {
    database.close();
  }
}

async function openDatabase(name: string, create: boolean): Promise<IDBDatabase | undefined> {
  try {
    // Opening makes the database, and WebKit keeps an empty one even where its making is aborted.
    if (!create && !(await indexedDB.databases()).some((known) => known.name === name)) return undefined;
    const request = indexedDB.open(name, 1);
    return await new Promise((resolve, reject) => {
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: ['thread', 'id'] });
      request.onsuccess = () => resolve(request.result);
      request.onerror = (event) => {
        event.preventDefault();
        reject(request.error!);
      };
    });
  } catch (error) {
    throw storageError('unsupported', error);
  }
}

function storageError(code: 'unsupported' | 'server', cause: unknown): AdapterError {
  const detail = `This browser does not let the page keep comments (IndexedDB): ${String(cause)}`;
  return new AdapterError(code, { detail, cause });
}
