import type { CommentsAdapter } from '../../../src/core/adapter/adapter.ts';
import type { ThreadRef } from '../../../src/core/model/thread.ts';

/**
 * One adapter for each thread, as a site has one for each page, where an adapter is bound to one post: together
 * they are what the kit asks for.
 */
export function perThread(make: (thread: ThreadRef) => CommentsAdapter): CommentsAdapter {
  const adapters = new Map<string, CommentsAdapter>();
  const of = (thread: ThreadRef): CommentsAdapter => {
    let adapter = adapters.get(thread.key);
    if (!adapter) adapters.set(thread.key, (adapter = make(thread)));
    return adapter;
  };
  const sample = make({ key: '', url: 'https://page.example/', title: '' });
  const routed: Record<string, unknown> = { name: sample.name };
  for (const method of [
    'list',
    'create',
    'edit',
    'remove',
    'react',
    'report',
    'preview',
    'locate',
  ] as const) {
    if (!sample[method]) continue;
    routed[method] = (thread: ThreadRef, ...rest: unknown[]) =>
      (of(thread)[method] as (...args: unknown[]) => unknown)(thread, ...rest);
  }
  if (sample.counts) {
    routed['counts'] = async (threads: readonly ThreadRef[], options: never) =>
      (await Promise.all(threads.map((thread) => of(thread).counts!([thread], options)))).flat();
  }
  return routed as unknown as CommentsAdapter;
}
