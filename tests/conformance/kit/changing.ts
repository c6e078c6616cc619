import { AdapterError } from '../../../src/core/adapter/adapter-error.ts';
import type { Comment } from '../../../src/core/model/comment.ts';
import {
  comments,
  deaf,
  edited,
  fragile,
  hanging,
  lenient,
  pages,
  reacted,
  refusing,
  someComment,
  type Faults,
} from './fault.ts';

/** Faults in what is done to comments that are there. */
export const CHANGING: Faults = {
  'edit: changes the text and nothing else': [edited(() => ({ createdAt: '2026-01-01T00:00:00.000Z' }))],
  'edit: says when the comment was edited': [edited(() => ({ editedAt: '2000-01-01T00:00:00.000Z' }))],
  'edit: has the comment listed as it was answered': [
    (model) => ({
      edit: async (thread, id, body, options) => {
        const before = await model.edit(thread, id, body, options);
        await model.edit(thread, id, { ...body, value: 'Something else' }, options);
        return before;
      },
    }),
  ],
  'edit: refuses a comment that is not there': [lenient('edit', () => someComment)],
  'edit: refuses a text without a word in it': [
    (model) => ({
      edit: (thread, id, body, options) =>
        model.edit(thread, id, { ...body, value: body.value.trim() || '-' }, options),
    }),
  ],
  'edit: changes nothing if its signal has aborted before': [deaf('edit')],
  'edit: keeps no hold of the object it was given': [
    (model) => {
      let given: Comment['body'] | undefined;
      const { list } = comments(({ body }) => ({ body: given ?? body }))(model);
      return {
        list: list!,
        edit: (thread, id, body, options) => {
          given = body;
          return model.edit(thread, id, body, options);
        },
      };
    },
  ],
  'edit: loses nothing of what else is written to the comment at the same time': [
    comments(({ editedAt }) => (editedAt ? { reactions: undefined } : {})),
  ],
  'edit: keeps which comment an edited reply answers': [edited(() => ({ parentId: null }))],
  'edit: keeps the replies of an edited comment': [
    pages(({ comments }) => {
      const edited = comments.filter(({ editedAt }) => editedAt).map(({ id }) => id);
      return { comments: comments.filter(({ parentId }) => parentId === null || !edited.includes(parentId)) };
    }),
  ],
  'edit: keeps the last of several edits': [
    (model) => {
      const first = new Map<string, Comment['body']>();
      const { list } = comments(({ id, body }) => ({ body: first.get(id) ?? body }))(model);
      return {
        list: list!,
        edit: (thread, id, body, options) => {
          if (!first.has(id)) first.set(id, { ...body });
          return model.edit(thread, id, body, options);
        },
      };
    },
  ],
  'edit: refuses ids of every make that are not there': [fragile('edit')],
  'edit: refuses a text above the greatest length': [
    (model) => ({
      edit: (thread, id, body, options) =>
        model.edit(thread, id, { ...body, value: body.value.slice(0, 100_000) }, options),
    }),
  ],
  'edit: settles if its signal aborts meanwhile': [hanging('edit')],

  'remove: leaves nothing of a comment that nobody answered': [
    (model) => ({ remove: async () => null, list: model.list }),
  ],
  'remove: leaves a hole, without name and text, where a comment was answered': [
    (model) => ({
      remove: async (thread, id, options) => {
        const { comments } = await model.list(thread, { sort: 'newest', limit: 50 }, options);
        const hole = await model.remove(thread, id, options);
        return hole && { ...hole, body: comments.find((comment) => comment.id === id)!.body };
      },
    }),
  ],
  'remove: takes the comment out of the total': [
    (model) => {
      let removed = 0;
      const { list } = pages(({ total }) => ({ total: total! + removed }))(model);
      return {
        list: list!,
        remove: (...args) => {
          removed++;
          return model.remove(...args);
        },
      };
    },
  ],
  'remove: refuses a comment that is not there': [lenient('remove', () => null)],
  'remove: refuses a comment that has been removed': [refusing('remove', () => new AdapterError('server'))],
  'remove: keeps a removed comment from being edited': [lenient('edit', () => someComment)],
  'remove: removes nothing if its signal has aborted before': [deaf('remove')],
  'remove: keeps the replies to a removed comment in their places, or removes them all': [
    pages(({ comments }) => {
      const hole = comments.find(({ status }) => status === 'deleted');
      if (!hole) return {};
      return { comments: comments.map((one) => (one.parentId ? { ...one, parentId: hole.id } : one)) };
    }),
  ],
  'remove: keeps a reply to a removed comment, or refuses it': [
    (model) => {
      const removed = new Set<string | null>();
      return {
        remove: (thread, id, options) => {
          removed.add(id);
          return model.remove(thread, id, options);
        },
        create: async (thread, comment, options) => {
          if (removed.has(comment.parentId)) throw new AdapterError('server');
          return model.create(thread, comment, options);
        },
      };
    },
  ],
  'remove: refuses ids of every make that are not there': [fragile('remove')],
  'remove: keeps a removed comment from being reacted to': [lenient('react', () => someComment)],
  'remove: keeps a removed comment from being located': [lenient('locate', () => ({ comments: [] }))],
  'remove: settles if its signal aborts meanwhile': [hanging('remove')],

  'react: counts a reaction and knows that it is the viewer’s own': [
    reacted(() => ({ reactions: [{ name: 'like', count: 1, chosen: false }] })),
  ],
  'react: takes a reaction back': [
    reacted(() => ({ reactions: [{ name: 'like', count: 1, chosen: true }] })),
  ],
  'react: counts a reaction once, however often it is chosen': [
    (model) => {
      let count = 0;
      return reacted(() => ({ reactions: [{ name: 'like', count: ++count, chosen: true }] }))(model);
    },
  ],
  'react: has the comment listed as it was answered, with its text and author': [
    reacted(() => ({ author: { name: 'Bo' } })),
  ],
  'react: lets a vote up and a vote down exclude each other': [
    (model) => {
      let names: string[] = [];
      return {
        react: async (thread, id, reaction, options) => {
          const comment = await model.react(thread, id, reaction, options);
          names = [...names, reaction.name];
          return { ...comment, reactions: names.map((name) => ({ name, count: 1, chosen: true })) };
        },
      };
    },
    { capabilities: { votes: 'up-down' } },
  ],
  'react: takes every reaction that it offers': [
    (model) => ({
      react: async (thread, id, reaction, options) => {
        if (reaction.name === 'rocket') throw new AdapterError('unsupported');
        return model.react(thread, id, reaction, options);
      },
    }),
    { capabilities: { votes: 'reactions', reactionNames: ['heart', 'rocket'] } },
  ],
  'react: refuses a comment that is not there': [refusing('react', () => new AdapterError('forbidden'))],
  'react: changes nothing if its signal has aborted before': [deaf('react')],
  'react: takes a reaction to a reply, which stays one': [reacted(() => ({ parentId: null }))],
  'react: refuses ids of every make that are not there': [fragile('react')],
  'react: settles if its signal aborts meanwhile': [hanging('react')],

  'report: takes a report of a comment': [() => ({ report: async () => ({ ok: true }) as never })],
  'report: leaves the comment as it was': [
    (model) => {
      const reported = new Set<string>();
      const { list } = comments(({ id, status }) => ({ status: reported.has(id) ? 'hidden' : status }))(
        model,
      );
      return {
        list: list!,
        report: (thread, id, reason, options) => {
          reported.add(id);
          return model.report(thread, id, reason, options);
        },
      };
    },
  ],
  'report: refuses a report of a comment that is not there': [lenient('report', () => undefined)],
  'report: refuses ids of every make that are not there': [fragile('report')],
  'report: rejects if its signal has aborted before': [deaf('report')],
  'report: settles if its signal aborts meanwhile': [hanging('report')],

  'preview: previews a text without writing it': [
    (model) => ({
      preview: async (thread, body, options) => {
        const author = { name: 'Ana' };
        await model.create(
          thread,
          { parentId: null, author, body },
          { ...options, idempotencyKey: 'preview' },
        );
        return body;
      },
    }),
  ],
  'preview: previews a text as others will see it': [
    () => ({ preview: async (_thread, body) => ({ ...body, value: body.value.replace(/[<>]/g, '') }) }),
  ],
  'preview: previews a text without a word in it as a body, or refuses it as invalid': [
    (model) => ({
      preview: async (thread, body, options) => {
        if (!body.value.trim()) throw new AdapterError('server');
        return model.preview(thread, body, options);
      },
    }),
  ],
  'preview: previews nothing if the signal has aborted before': [deaf('preview')],
  'preview: settles if its signal aborts meanwhile': [hanging('preview')],
};
