import type { NewComment } from '../../core/adapter/adapter.ts';
import type { CommentField } from '../../core/adapter/adapter-error.ts';
import {
  assert,
  assertAdapterError,
  assertEqual,
  assertRejects,
  isAdapterError,
  show,
} from '../assertions.ts';
import { assertSettles, assertShape, type Bench, NotApplicable } from '../bench.ts';
import { can, type ConformanceCase, depth, lengthLimit, requiredFields } from '../conformance-case.ts';
import { comment as commentShape } from '../shapes.ts';

/** Clocks differ; what is off by more has taken one time zone for another. */
const MINUTES = 10 * 60_000;

export const createCases: readonly ConformanceCase[] = (
  [
    {
      title: 'answers with the comment, published or pending',
      async run(bench) {
        const result = await bench.adapter.create!(bench.thread, bench.newComment('Hello'), bench.options());
        assert(
          result.status === 'published' || result.status === 'pending',
          `Expected the status published or pending, got ${show(result.status)}.`,
        );
        assertShape(commentShape, result.comment, 'comment');
        assertEqual(result.comment.status, result.status, 'status of the comment itself');
        assertEqual(result.comment.parentId, null, 'parentId');
      },
    },
    {
      title: 'has the comment listed as it was answered',
      async run(bench) {
        const created = await bench.publish('Hello');
        assertEqual(await bench.find(created.id), created, 'listed comment');
      },
    },
    {
      title: 'gives plain data',
      async run(bench) {
        const result = await bench.adapter.create!(bench.thread, bench.newComment('Hello'), bench.options());
        assertEqual(JSON.parse(JSON.stringify(result)), result, 'answer by way of JSON');
      },
    },
    {
      title: 'takes two comments with the same text for two, or refuses the second as a duplicate',
      async run(bench) {
        const first = await bench.publish('Again');
        try {
          const second = await bench.publish('Again');
          assert(first.id !== second.id, `Two comments have the id ${show(first.id)}.`);
          assertEqual((await bench.all()).length, 2, 'number of comments');
        } catch (reason) {
          if (!isAdapterError(reason) || reason.code !== 'duplicate') throw reason;
        }
      },
    },
    {
      title: 'keeps what it asks the author for',
      async run(bench) {
        const { fields } = bench.capabilities;
        const author = {
          name: fields.name === 'absent' ? '' : 'Bob Example',
          ...(fields.email === 'required' && { email: 'bo@mail.example' }),
          ...(fields.website !== 'absent' && { url: 'https://bo.example/' }),
          ...(fields.location !== 'absent' && { location: 'Oslo' }),
        };
        const { id } = await bench.send({ ...bench.newComment('Hello'), author });
        const listed = (await bench.find(id))?.author;
        if (fields.name !== 'absent') assertEqual(listed?.name, 'Bob Example', 'name');
        if (fields.website !== 'absent') assertEqual(listed?.url, 'https://bo.example/', 'url');
        if (fields.location !== 'absent') assertEqual(listed?.location, 'Oslo', 'location');
      },
    },
    {
      title: 'gives the e-mail address to nobody',
      async run(bench) {
        const sent = bench.newComment('Hello');
        const email = 'private@mail.example';
        const created = await bench.send({ ...sent, author: { ...sent.author, email } });
        for (const answer of [created, await bench.list()]) {
          assert(!JSON.stringify(answer).includes(email), `The address is in an answer: ${show(answer)}.`);
        }
      },
    },
    {
      title: 'keeps which comment a reply answers',
      needs: [depth(1)],
      async run(bench) {
        const parent = await bench.publish('Parent');
        const reply = await bench.publish('Reply', parent.id);
        assertEqual(reply.parentId, parent.id, 'parentId as answered');
        assertEqual((await bench.find(reply.id))?.parentId, parent.id, 'parentId as listed');
      },
    },
    {
      title: 'keeps which reply a reply answers',
      needs: [depth(2)],
      async run(bench) {
        const parent = await bench.publish('Parent');
        const reply = await bench.publish('Reply', parent.id);
        const nested = await bench.publish('Reply to the reply', reply.id);
        assertEqual((await bench.find(nested.id))?.parentId, reply.id, 'parentId as listed');
      },
    },
    {
      title: 'makes one comment of two tries with one idempotency key',
      needs: [can('idempotencyKeys')],
      async run(bench) {
        await assertOneOfTwo(bench, async (send) => [await send(), await send()]);
      },
    },
    {
      title: 'makes one comment of two tries at the same time with one idempotency key',
      needs: [can('idempotencyKeys')],
      async run(bench) {
        await assertOneOfTwo(bench, (send) => Promise.all([send(), send()]));
      },
    },
    {
      title: 'takes one idempotency key for one comment, whatever is sent under it',
      needs: [can('idempotencyKeys')],
      async run(bench) {
        const options = bench.options();
        const send = (text: string) => bench.adapter.create!(bench.thread, bench.newComment(text), options);
        const { comment } = await send('First');
        try {
          assertEqual((await send('Second')).comment.id, comment.id, 'id that the second comment got');
        } catch (reason) {
          if (!isAdapterError(reason) || !/^(invalid|duplicate)$/.test(reason.code)) throw reason;
        }
        const listed = await bench.all();
        assertEqual(
          listed.map(({ id }) => id),
          [comment.id],
          'ids listed',
        );
        assert(listed[0]!.body.value.includes('First'), `The first text is lost: ${show(listed[0]!.body)}.`);
      },
    },
    {
      title: 'makes one comment of a try that was aborted meanwhile and another with its idempotency key',
      needs: [can('idempotencyKeys')],
      async run(bench) {
        const sent = bench.newComment('Once');
        const { idempotencyKey } = bench.options();
        const controller = new AbortController();
        const { signal } = controller;
        const aborted = bench.adapter.create!(bench.thread, sent, { signal, idempotencyKey });
        controller.abort();
        await aborted.catch(() => {});
        await bench.adapter.create!(bench.thread, sent, { ...bench.options(), idempotencyKey });
        assertEqual((await bench.all()).length, 1, 'number of comments');
      },
    },
    {
      title: 'takes several comments at the same time',
      async run(bench) {
        const texts = ['One', 'Two', 'Three', 'Four', 'Five'];
        const created = await Promise.all(texts.map((text) => bench.publish(text)));
        const ids = (await bench.all()).map((comment) => comment.id);
        assertEqual(ids.toSorted(), created.map(({ id }) => id).toSorted(), 'ids listed');
      },
    },
    {
      title: 'takes a reply to what is not there, or refuses it',
      needs: [depth(1)],
      async run(bench) {
        const sent = bench.newComment('Reply', 'no-such-comment');
        try {
          const result = await bench.adapter.create!(bench.thread, sent, bench.options());
          assertShape(commentShape, result.comment, 'comment');
        } catch (reason) {
          if (!isAdapterError(reason) || !/^(not-found|forbidden|invalid)$/.test(reason.code)) throw reason;
        }
        // Whether it is listed is the backend's to say, but not that nothing is any more.
        await bench.list();
      },
    },
    {
      title: 'says when the comment was written, give or take some minutes',
      async run(bench) {
        const { createdAt } = await bench.publish('Hello');
        if (createdAt === null) throw new NotApplicable('the backend does not say when');
        const difference = Math.abs(Date.parse(createdAt) - Date.now());
        assert(difference < MINUTES, `Written now, the comment says that it was written at ${createdAt}.`);
      },
    },
    {
      title: 'counts the comment in the total',
      async run(bench) {
        await bench.publish('One');
        const before = (await bench.list()).total;
        await bench.publish('Two');
        const after = (await bench.list()).total;
        if (before !== null) assertEqual([before, after], [1, 2], 'total before and after');
      },
    },
    {
      title: 'refuses a text without a word in it, and keeps nothing of it',
      async run(bench) {
        for (const text of ['', ' ', ' \n\t ']) {
          const call = () => bench.adapter.create!(bench.thread, bench.newComment(text), bench.options());
          const { fields } = await assertAdapterError(
            call,
            ['invalid'],
            `create() with the text ${show(text)}`,
          );
          assertEqual(fields.body, 'required', 'error at the body');
        }
        assertEqual((await bench.all()).length, 0, 'number of comments');
      },
    },
    {
      title: 'refuses a comment without a required field, and names the field',
      needs: [requiredFields],
      async run(bench) {
        for (const [field, property] of FIELDS) {
          if (bench.capabilities.fields[field] !== 'required') continue;
          const sent = bench.newComment('Hello');
          const comment = { ...sent, author: { ...sent.author, [property]: '' } };
          const call = () => bench.adapter.create!(bench.thread, comment, bench.options());
          const { fields } = await assertAdapterError(call, ['invalid'], `create() with an empty ${field}`);
          assertEqual(fields[field], 'required', `error at the ${field}`);
        }
        assertEqual((await bench.all()).length, 0, 'number of comments');
      },
    },
    {
      title: 'takes a text of the greatest length and refuses a longer one',
      needs: [lengthLimit],
      async run(bench) {
        const longest = 'x'.repeat(bench.capabilities.maxLength!);
        await bench.publish(longest);
        const longer = bench.newComment(`${longest}x`);
        const call = () => bench.adapter.create!(bench.thread, longer, bench.options());
        const { fields } = await assertAdapterError(call, ['invalid'], 'create() with too long a text');
        assertEqual(fields.body, 'too-long', 'error at the body');
      },
    },
    {
      title: 'writes nothing if its signal has aborted before',
      async run(bench) {
        const call = () => bench.adapter.create!(bench.thread, bench.newComment('Hello'), bench.aborted());
        await assertRejects(call, 'create() with an aborted signal');
        assertEqual((await bench.all()).length, 0, 'number of comments');
      },
    },
    {
      title: 'settles if its signal aborts meanwhile, and keeps the comment once or not at all',
      async run(bench) {
        const { adapter, thread } = bench;
        const sent = bench.newComment('Hello');
        await assertSettles(bench, (options) => adapter.create!(thread, sent, options), 'create()');
        const { length } = await bench.all();
        assert(length <= 1, `Expected 1 comment or none, got ${length}.`);
      },
    },
    {
      title: 'keeps no hold of the object it was given',
      async run(bench) {
        const sent = bench.newComment('Hello');
        const { id } = await bench.send(sent);
        const before = structuredClone(await bench.find(id));
        Reflect.set(sent.body, 'value', 'changed afterwards');
        Reflect.set(sent.author, 'name', 'Changed afterwards');
        assertEqual(await bench.find(id), before, 'comment after the object it was made from had changed');
      },
    },
    {
      title: 'leaves the object it was given as it was',
      async run(bench) {
        const sent = bench.newComment('Hello');
        const before = structuredClone(sent);
        await bench.send(sent);
        assertEqual(sent, before, 'object given to create()');
        const frozen = [sent, sent.author, sent.body].some((part) => Object.isFrozen(part));
        assert(!frozen, 'The object given to create() is frozen now.');
      },
    },
  ] satisfies readonly ConformanceCase[]
).map((one: ConformanceCase) => ({ ...one, needs: [can('create'), ...(one.needs ?? [])] }));

/** The fields of the form beside the property of the author that each one fills. */
const FIELDS: readonly (readonly [Exclude<CommentField, 'body'>, keyof NewComment['author']])[] = [
  ['name', 'name'],
  ['email', 'email'],
  ['website', 'url'],
  ['location', 'location'],
];

async function assertOneOfTwo(
  bench: Bench,
  both: (send: () => Promise<string>) => Promise<string[]>,
): Promise<void> {
  const options = bench.options();
  const sent = bench.newComment('Once');
  await bench.publish('Another');
  const ids = await both(async () => (await bench.adapter.create!(bench.thread, sent, options)).comment.id);
  assertEqual(ids[1], ids[0], 'id that the second try answered');
  assertEqual((await bench.all()).length, 2, 'number of comments, with one more in the thread');
}
