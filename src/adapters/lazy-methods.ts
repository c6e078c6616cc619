import { AdapterError } from '../core/adapter/adapter-error.ts';
import type { CommentsAdapter } from '../core/adapter/adapter.ts';
import { once } from './once.ts';

type Methods = Required<CommentsAdapter>;
/** What not every reader of a thread does. */
type Lazy = 'create' | 'edit' | 'remove' | 'react' | 'report' | 'preview' | 'locate';

/** Methods of an adapter whose code is loaded when one of them is first called. */
export function lazyMethods<M extends Lazy>(
  names: readonly M[],
  load: () => Promise<Pick<Methods, M>>,
): Pick<Methods, M> {
  const loaded = loadOnce(load);
  const methods = names.map((name) => [
    name,
    async (...args: unknown[]) => ((await loaded())[name] as (...all: unknown[]) => unknown)(...args),
  ]);
  return Object.fromEntries(methods) as Pick<Methods, M>;
}

/** Loads code when it is first needed. */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  return once(() =>
    load().catch((cause: unknown) => {
      throw new AdapterError(navigator.onLine === false ? 'offline' : 'server', {
        detail: 'A part of the adapter could not be loaded.',
        cause,
      });
    }),
  );
}
