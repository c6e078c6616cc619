import type {
  CommentPage,
  CommentsAdapter,
  CreateResult,
  ListQuery,
  NewComment,
  ThreadChange,
} from '../../../src/core/adapter/adapter.ts';
import type { Capabilities } from '../../../src/core/adapter/capabilities.ts';
import type { Comment } from '../../../src/core/model/comment.ts';
import type { Model, ModelOptions } from '../model-adapter.ts';

/** What a broken adapter does otherwise than the sound one. */
export type Fault = (model: Model) => Partial<CommentsAdapter>;

/** For each case a fault that it must find, and the kind of backend that it needs. */
export type Faults = Readonly<Record<string, readonly [fault: Fault, options?: ModelOptions]>>;

/** Those that take a signal, and answer. */
type Method = Exclude<keyof CommentsAdapter, 'name' | 'watch' | 'dispose'>;

// Faults, each of a kind that backends have.

export const capabilities =
  (changes: object): Fault =>
  (model) => ({
    list: async (...args) => {
      const page = await model.list(...args);
      return { ...page, capabilities: { ...page.capabilities, ...changes } };
    },
  });

export const asking =
  (change: (query: ListQuery) => object): Fault =>
  (model) => ({
    list: (thread, query, options) => model.list(thread, change(query) as ListQuery, options),
  });

export const pages =
  (change: (page: CommentPage, query: ListQuery) => object): Fault =>
  (model) => ({
    list: async (thread, query, options) => {
      const page = await model.list(thread, query, options);
      return { ...page, ...change(page, query) };
    },
  });

export const comments = (change: (comment: Comment, index: number) => object): Fault =>
  pages((page) => ({ comments: page.comments.map((one, index) => ({ ...one, ...change(one, index) })) }));

export const texts = (change: (text: string) => string): Fault =>
  comments(({ body }) => ({ body: { ...body, value: change(body.value) } }));

export const created =
  (change: (result: CreateResult, sent: NewComment) => object): Fault =>
  (model) => ({
    create: async (thread, comment, options) => {
      const result = await model.create(thread, comment, options);
      return { ...result, ...change(result, comment) };
    },
  });

/** What is sent to the backend is changed on its way. */
export const sent =
  (change: (comment: NewComment) => object): Fault =>
  (model) => ({
    create: (thread, comment, options) => model.create(thread, { ...comment, ...change(comment) }, options),
  });

export const edited =
  (change: (comment: Comment) => object): Fault =>
  (model) => ({
    edit: async (...args) => {
      const comment = await model.edit(...args);
      return { ...comment, ...change(comment) };
    },
  });

export const reacted =
  (change: (comment: Comment) => object): Fault =>
  (model) => ({
    react: async (...args) => {
      const comment = await model.react(...args);
      return { ...comment, ...change(comment) };
    },
  });

export const heard =
  (change: (change: ThreadChange, tell: (change: ThreadChange) => void) => unknown): Fault =>
  (model) => ({
    watch: (thread, tell, options) => model.watch(thread, (news) => change(news, tell), options),
  });

/** The signal is not looked at. */
export const deaf =
  (method: Method): Fault =>
  (model) => ({
    [method]: (...args: unknown[]) => {
      const options = { ...(args.at(-1) as object), signal: new AbortController().signal };
      return (model[method] as (...all: unknown[]) => unknown)(...args.slice(0, -1), options);
    },
  });

/** The given answer in place of a refusal. */
export const lenient =
  (method: Method, answer: (model: Model) => unknown): Fault =>
  (model) => ({
    [method]: (...args: unknown[]) =>
      (model[method] as (...all: unknown[]) => Promise<unknown>)(...args).catch(() => answer(model)),
  });

/** All refusals come with another code. */
export const refusing =
  (method: Method, refusal: () => unknown): Fault =>
  (model) => ({
    [method]: (...args: unknown[]) =>
      (model[method] as (...all: unknown[]) => Promise<unknown>)(...args).catch(() => {
        throw refusal();
      }),
  });

export const asPaging = (paging: Capabilities['paging']): ModelOptions => ({ capabilities: { paging } });

/** What an adapter answers that has made it up. */
export const someComment = {
  id: 'x',
  parentId: null,
  author: { name: '' },
  body: { format: 'text', value: '' },
};

/** It goes on for ever, whether aborted or not. */
export const hanging =
  (method: Method): Fault =>
  () => ({ [method]: () => new Promise(() => {}) });

/** It writes the id into an address, which cannot be done with half a character. */
export const fragile =
  (method: 'edit' | 'remove' | 'react' | 'report' | 'locate'): Fault =>
  (model) => ({
    [method]: async (...args: unknown[]) => {
      encodeURIComponent(args[1] as string);
      return (model[method] as (...all: unknown[]) => unknown)(...args);
    },
  });

/** Every try makes a comment of its own. */
export function keyless(): Fault {
  let tries = 0;
  return (model) => ({
    create: (thread, comment, options) =>
      model.create(thread, comment, { ...options, idempotencyKey: `${options.idempotencyKey} ${tries++}` }),
  });
}
