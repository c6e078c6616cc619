import type { CreateResult, NewComment } from '../../../src/core/adapter/adapter.ts';
import { AdapterError } from '../../../src/core/adapter/adapter-error.ts';
import type { Comment } from '../../../src/core/model/comment.ts';
import {
  comments,
  created,
  deaf,
  hanging,
  keyless,
  pages,
  refusing,
  sent,
  someComment,
  texts,
  type Faults,
} from './fault.ts';

/** Faults in what is written anew. */
export const WRITING: Faults = {
  'create: answers with the comment, published or pending': [created(() => ({ status: 'ok' }))],
  'create: has the comment listed as it was answered': [
    created(({ comment }) => ({ comment: { ...comment, permalink: '#1' } })),
  ],
  'create: gives plain data': [created(({ comment }) => ({ comment: { ...comment, at: new Date() } }))],
  'create: takes two comments with the same text for two, or refuses the second as a duplicate': [
    (model) => ({
      create: (thread, comment, options) =>
        model.create(thread, comment, { ...options, idempotencyKey: comment.body.value }),
    }),
  ],
  'create: keeps what it asks the author for': [sent(({ author }) => ({ author: { name: author.name } }))],
  'create: gives the e-mail address to nobody': [
    created(({ comment }, { author }) => ({ comment: { ...comment, author } })),
  ],
  'create: keeps which comment a reply answers': [sent(() => ({ parentId: null }))],
  'create: keeps which reply a reply answers': [
    (model) => {
      const parents = new Map<string, string>();
      return {
        create: async (thread, comment, options) => {
          const root = comment.parentId && (parents.get(comment.parentId) ?? comment.parentId);
          const result = await model.create(thread, { ...comment, parentId: root }, options);
          if (root) parents.set(result.comment.id, root);
          return result;
        },
      };
    },
  ],
  'create: makes one comment of two tries with one idempotency key': [keyless()],
  'create: makes one comment of two tries at the same time with one idempotency key': [
    (model) => {
      const known = new Map<string, CreateResult>();
      const { create } = keyless()(model);
      return {
        create: async (thread, comment, options) => {
          const earlier = known.get(options.idempotencyKey);
          if (earlier) return earlier;
          const result = await create!(thread, comment, options);
          known.set(options.idempotencyKey, result);
          return result;
        },
      };
    },
  ],
  'create: takes several comments at the same time': [
    (model) => {
      let writing = false;
      return {
        create: async (...args) => {
          if (writing) throw new AdapterError('rate-limited');
          writing = true;
          await Promise.resolve();
          writing = false;
          return model.create(...args);
        },
      };
    },
  ],
  'create: counts the comment in the total': [pages(() => ({ total: 1 }))],
  'create: refuses a text without a word in it, and keeps nothing of it': [
    sent(({ body }) => ({ body: { ...body, value: body.value || 'nothing' } })),
  ],
  'create: refuses a comment without a required field, and names the field': [
    sent(({ author }) => ({ author: { ...author, name: author.name || 'Anonymous' } })),
  ],
  'create: takes a text of the greatest length and refuses a longer one': [
    sent(({ body }) => ({ body: { ...body, value: body.value.slice(0, 100_000) } })),
  ],
  'create: writes nothing if its signal has aborted before': [deaf('create')],
  'create: keeps no hold of the object it was given': [
    (model) => {
      const given = new Map<string, NewComment>();
      return {
        create: async (thread, comment, options) => {
          const result = await model.create(thread, comment, options);
          given.set(result.comment.id, comment);
          return result;
        },
        list: async (...args) => {
          const page = await model.list(...args);
          return {
            ...page,
            comments: page.comments.map((one) => ({ ...one, body: given.get(one.id)?.body ?? one.body })),
          };
        },
      };
    },
  ],
  'create: leaves the object it was given as it was': [
    (model) => ({
      create: (thread, comment, options) => {
        Object.freeze(comment.author);
        return model.create(thread, comment, options);
      },
    }),
  ],
  'create: takes one idempotency key for one comment, whatever is sent under it': [
    (model) => ({
      create: (thread, comment, options) =>
        model.create(thread, comment, {
          ...options,
          idempotencyKey: `${options.idempotencyKey} ${comment.body.value}`,
        }),
    }),
  ],
  'create: makes one comment of a try that was aborted meanwhile and another with its idempotency key': [
    (model) => ({ create: deaf('create')({ ...model, create: keyless()(model).create! }).create! }),
  ],
  'create: takes a reply to what is not there, or refuses it': [
    (model) => ({
      create: async (thread, comment, options) => {
        const { parentId } = comment;
        const { comments } = await model.list(thread, { sort: 'newest', limit: 50 }, options);
        const lost = parentId !== null && !comments.some(({ id }) => id === parentId);
        return lost
          ? { status: 'published', comment: someComment as Comment }
          : model.create(thread, comment, options);
      },
    }),
  ],
  'create: says when the comment was written, give or take some minutes': [
    created(({ comment }) => ({
      comment: { ...comment, createdAt: new Date(Date.now() + 8 * 3_600_000).toISOString() },
    })),
  ],
  'create: settles if its signal aborts meanwhile, and keeps the comment once or not at all': [
    hanging('create'),
  ],

  'text: keeps characters of four bytes': [texts((text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '?'))],
  'text: keeps right-to-left text with direction marks': [
    texts((text) => text.replace(/[\u200e\u200f\u2066-\u2069]/g, '')),
  ],
  'text: keeps combining marks, composed or not': [texts((text) => text.normalize('NFC'))],
  'text: keeps zero-width and non-breaking spaces': [texts((text) => text.replace(/\u200b/g, ''))],
  'text: keeps blank space within': [texts((text) => text.replace(/\n{3,}/g, '\n\n'))],
  'text: keeps what looks like HTML': [texts((text) => text.replace(/<\/?\w+>/g, ''))],
  'text: keeps what looks like entities': [texts((text) => text.replace(/&amp;/g, '&'))],
  'text: keeps what looks like Markdown': [texts((text) => text.replace(/\*\*/g, ''))],
  'text: keeps quotes and backslashes': [texts((text) => text.replace(/\\n/g, '\n'))],
  'text: keeps words that programs mistake': [texts((text) => text.replace('__proto__', ''))],
  'text: keeps a text that is nothing but one such word': [texts((text) => (text === 'null' ? '' : text))],
  'text: keeps a very long text to its end': [texts((text) => text.slice(0, 65_535))],
  "text: keeps an author's name as it was written": [
    comments(({ author }) => ({ author: { ...author, name: author.name.replace(/[<>]/g, '') } })),
  ],

  'closed: says which threads are closed, and still gives what is in them': [pages(() => ({ thread: {} }))],
  'closed: refuses a comment in a closed thread': [refusing('create', () => new AdapterError('forbidden'))],

  'challenge: refuses the comment with a challenge that can be shown, and keeps nothing of it': [
    refusing(
      'create',
      () =>
        new AdapterError('challenge-required', { challenge: { kind: 'frame', url: 'javascript:alert(1)' } }),
    ),
  ],
  'challenge: takes the comment with the answer to the challenge': [
    (model) => ({
      create: (thread, comment, { signal, idempotencyKey }) =>
        model.create(thread, comment, { signal, idempotencyKey }),
    }),
  ],
  'challenge: asks again after a wrong answer': [
    (model) => ({
      create: (thread, comment, options) => {
        if (options.challengeAnswer === undefined) return model.create(thread, comment, options);
        return Promise.reject(new AdapterError('forbidden'));
      },
    }),
  ],
};
