import {
  assert,
  assertAdapterError,
  assertEqual,
  assertRejects,
  isAdapterError,
  show,
} from '../assertions.ts';
import { assertSettles, assertShape, type Bench, NotApplicable } from '../bench.ts';
import { anyVotes, can, type ConformanceCase, depth, lengthLimit } from '../conformance-case.ts';
import { assertRefusesOddIds } from '../odd-ids.ts';
import { comment as commentShape } from '../shapes.ts';
import { assertReaction } from './react.ts';

const needs = [can('create'), can('edit')];

export const editCases: readonly ConformanceCase[] = [
  {
    title: 'changes the text and nothing else',
    needs,
    async run(bench) {
      const before = await publishEditable(bench);
      const after = await edit(bench, before.id, 'After');
      assertShape(commentShape, after, 'answer');
      assert(after.body.value.includes('After'), `Expected the new text, got ${after.body.value}.`);
      const kept = { body: null, editedAt: null };
      assertEqual({ ...after, ...kept }, { ...before, ...kept }, 'the edited comment but for its text');
    },
  },
  {
    title: 'says when the comment was edited',
    needs,
    async run(bench) {
      const before = await publishEditable(bench);
      assertEqual(before.editedAt, undefined, 'editedAt of a new comment');
      const { editedAt } = await edit(bench, before.id, 'After');
      if (editedAt === undefined) throw new NotApplicable('the backend does not say when');
      if (before.createdAt) {
        assert(
          editedAt >= before.createdAt,
          `Edited at ${editedAt}, before its creation at ${before.createdAt}.`,
        );
      }
    },
  },
  {
    title: 'has the comment listed as it was answered',
    needs,
    async run(bench) {
      const { id } = await publishEditable(bench);
      const after = await edit(bench, id, 'After');
      assertEqual(await bench.find(id), after, 'listed comment');
      assertEqual((await bench.all()).length, 1, 'number of comments');
    },
  },
  {
    title: 'keeps which comment an edited reply answers',
    needs: [...needs, depth(1)],
    async run(bench) {
      const parent = await bench.publish('Parent');
      const before = await publishEditable(bench, parent.id);
      const after = await edit(bench, before.id, 'After');
      assertEqual(after.parentId, parent.id, 'parentId as answered');
      assertEqual((await bench.find(before.id))?.parentId, parent.id, 'parentId as listed');
    },
  },
  {
    title: 'keeps the replies of an edited comment',
    needs: [...needs, depth(1)],
    async run(bench) {
      const { id } = await publishEditable(bench);
      const reply = await bench.publish('Reply', id);
      try {
        await edit(bench, id, 'After');
      } catch (reason) {
        if (!isAdapterError(reason) || reason.code !== 'has-replies') throw reason;
        throw new NotApplicable('the backend lets nobody edit what has been answered');
      }
      assertEqual((await bench.find(reply.id))?.parentId, id, 'parentId of the reply');
      assertEqual((await bench.all()).length, 2, 'number of comments');
    },
  },
  {
    title: 'keeps the last of several edits',
    needs,
    async run(bench) {
      const { id } = await publishEditable(bench);
      for (const text of ['Second', 'Third', 'Fourth']) await edit(bench, id, text);
      const { value } = (await bench.find(id))!.body;
      assert(value.includes('Fourth'), `Expected the last text, got ${show(value)}.`);
    },
  },
  {
    title: 'refuses a comment that is not there',
    needs,
    async run(bench) {
      await publishEditable(bench);
      // Who may edit comes first with some backends, and nobody owns what is not there.
      await assertAdapterError(
        () => edit(bench, 'no-such-comment', 'After'),
        ['not-found', 'forbidden'],
        'edit() of a comment that is not there',
      );
      assertEqual((await bench.all()).length, 1, 'number of comments');
    },
  },
  {
    title: 'refuses ids of every make that are not there',
    needs,
    run: (bench) => assertRefusesOddIds((id) => edit(bench, id, 'After'), 'edit'),
  },
  {
    title: 'refuses a text without a word in it',
    needs,
    async run(bench) {
      const before = await publishEditable(bench);
      const { fields } = await assertAdapterError(
        () => edit(bench, before.id, ' \n '),
        ['invalid'],
        'edit() to blank space',
      );
      assertEqual(fields.body, 'required', 'error at the body');
      assertEqual(await bench.find(before.id), before, 'listed comment');
    },
  },
  {
    title: 'refuses a text above the greatest length',
    needs: [...needs, lengthLimit],
    async run(bench) {
      const before = await publishEditable(bench);
      const longer = 'x'.repeat(bench.capabilities.maxLength! + 1);
      const call = () => edit(bench, before.id, longer);
      const { fields } = await assertAdapterError(call, ['invalid'], 'edit() to too long a text');
      assertEqual(fields.body, 'too-long', 'error at the body');
      assertEqual(await bench.find(before.id), before, 'listed comment');
    },
  },
  {
    title: 'changes nothing if its signal has aborted before',
    needs,
    async run(bench) {
      const before = await publishEditable(bench);
      const { adapter, thread } = bench;
      const call = () => adapter.edit!(thread, before.id, bench.body('After'), bench.aborted());
      await assertRejects(call, 'edit() with an aborted signal');
      assertEqual(await bench.find(before.id), before, 'listed comment');
    },
  },
  {
    title: 'settles if its signal aborts meanwhile',
    needs,
    async run(bench) {
      const { id } = await publishEditable(bench);
      const { adapter, thread } = bench;
      const body = bench.body('After');
      await assertSettles(bench, (options) => adapter.edit!(thread, id, body, options), 'edit()');
    },
  },
  {
    title: 'keeps no hold of the object it was given',
    needs,
    async run(bench) {
      const { id } = await publishEditable(bench);
      const body = bench.body('After');
      await bench.adapter.edit!(bench.thread, id, body, bench.options());
      const before = structuredClone(await bench.find(id));
      Reflect.set(body, 'value', 'changed afterwards');
      assertEqual(await bench.find(id), before, 'comment after the object it was made from had changed');
    },
  },
  {
    title: 'loses nothing of what else is written to the comment at the same time',
    needs: [...needs, anyVotes],
    async run(bench) {
      const { id } = await publishEditable(bench);
      const name = bench.reactionName();
      await Promise.all([
        bench.adapter.react!(bench.thread, id, { name, chosen: true }, bench.options()).catch(
          unlessForbidden,
        ),
        edit(bench, id, 'After'),
      ]);
      const after = await bench.find(id);
      assert(after, 'The comment is not listed any more.');
      assert(after.body.value.includes('After'), `The edit is lost: ${show(after)}.`);
      assertReaction(after, name, 1, true);
    },
  },
];

function unlessForbidden(reason: unknown): never {
  if (isAdapterError(reason) && reason.code === 'forbidden') {
    throw new NotApplicable('nobody reacts to comments of their own');
  }
  throw reason;
}

async function publishEditable(bench: Bench, parentId: string | null = null) {
  const comment = await bench.publish('Before', parentId);
  if (comment.can?.edit === false) throw new NotApplicable('a new comment cannot be edited');
  return comment;
}

function edit(bench: Bench, id: string, text: string) {
  return bench.adapter.edit!(bench.thread, id, bench.body(text), bench.options());
}
