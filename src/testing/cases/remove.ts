import type { AdapterErrorCode } from '../../core/adapter/adapter-error.ts';
import {
  assert,
  assertAdapterError,
  assertEqual,
  assertRejects,
  isAdapterError,
  show,
} from '../assertions.ts';
import { assertSettles, type Bench, NotApplicable } from '../bench.ts';
import { anyVotes, can, type ConformanceCase, depth } from '../conformance-case.ts';
import { assertRefusesOddIds } from '../odd-ids.ts';

const needs = [can('create'), can('remove')];

/** Who may remove comes first with some backends, and nobody owns what is not there. */
const REFUSED: readonly AdapterErrorCode[] = ['not-found', 'forbidden'];

export const removeCases: readonly ConformanceCase[] = [
  {
    title: 'leaves nothing of a comment that nobody answered',
    needs,
    async run(bench) {
      const { id } = await publishRemovable(bench, 'Gone');
      const other = await bench.publish('Stays');
      assertEqual(await remove(bench, id), null, 'answer');
      assertEqual(await bench.all(), [other], 'comments left');
    },
  },
  {
    title: 'leaves a hole, without name and text, where a comment was answered',
    needs: [...needs, depth(1)],
    async run(bench) {
      const parent = await publishRemovable(bench, 'Secret text');
      const reply = await bench.publish('Reply', parent.id);
      const hole = await removeAnswered(bench, parent.id);
      if (hole === null) {
        assertEqual(await bench.all(), [], 'comments left, as remove() says that nothing is');
        return;
      }
      assertEqual([hole.id, hole.status], [parent.id, 'deleted'], 'id and status of the hole');
      const listed = (await bench.find(parent.id)) ?? hole;
      for (const left of [hole, listed]) {
        assertEqual([left.author.name, left.body.value], ['', ''], 'name and text of the hole');
        assert(!show(left).includes('Secret'), `The text is still in the hole: ${show(left)}.`);
      }
      assertEqual((await bench.find(reply.id))?.parentId, parent.id, 'parentId of the reply');
    },
  },
  {
    title: 'keeps the replies to a removed comment in their places, or removes them all',
    needs: [...needs, depth(2)],
    async run(bench) {
      const parent = await publishRemovable(bench, 'Parent');
      const reply = await bench.publish('Reply', parent.id);
      const nested = await bench.publish('Reply to the reply', reply.id);
      const hole = await removeAnswered(bench, parent.id);
      const left = await bench.all();
      const places = left.map(({ id, parentId }) => [id, parentId]).toSorted();
      const expected = [parent, reply, nested].map(({ id, parentId }) => [id, parentId]).toSorted();
      assertEqual(places, hole === null ? [] : expected, 'ids and parentIds of what is left');
    },
  },
  {
    title: 'keeps a reply to a removed comment, or refuses it',
    needs: [...needs, depth(1)],
    async run(bench) {
      const { id } = await publishRemovable(bench, 'Parent');
      await bench.publish('Reply', id);
      const hole = await removeAnswered(bench, id);
      if (hole === null) throw new NotApplicable('nothing is left to reply to');
      try {
        const late = await bench.publish('Late reply', id);
        assert(await bench.find(late.id), 'The reply was taken, but is not listed.');
      } catch (reason) {
        if (!isAdapterError(reason)) throw reason;
        assert(REFUSED.includes(reason.code), `Expected the reply to be refused, got ${show(reason)}.`);
      }
    },
  },
  {
    title: 'takes the comment out of the total',
    needs,
    async run(bench) {
      const { id } = await publishRemovable(bench, 'Gone');
      await bench.publish('Stays');
      await remove(bench, id);
      const { total } = await bench.list();
      assert(total === null || total === 1, `Expected the total 1 or null, got ${total}.`);
    },
  },
  {
    title: 'refuses a comment that is not there',
    needs,
    async run(bench) {
      await publishRemovable(bench, 'Stays');
      await assertRefused(() => remove(bench, 'no-such-comment'), 'remove() of a comment that is not there');
      assertEqual((await bench.all()).length, 1, 'number of comments');
    },
  },
  {
    title: 'refuses ids of every make that are not there',
    needs,
    run: (bench) => assertRefusesOddIds((id) => remove(bench, id), 'remove'),
  },
  {
    title: 'refuses a comment that has been removed',
    needs,
    async run(bench) {
      const { id } = await publishRemovable(bench, 'Gone');
      await remove(bench, id);
      await assertRefused(() => remove(bench, id), 'remove() for the second time');
    },
  },
  {
    title: 'keeps a removed comment from being edited',
    needs: [...needs, can('edit'), depth(1)],
    async run(bench) {
      const { id } = await publishRemovable(bench, 'Gone');
      await bench.publish('Reply', id);
      await removeAnswered(bench, id);
      const call = () => bench.adapter.edit!(bench.thread, id, bench.body('Back'), bench.options());
      await assertRefused(call, 'edit() of a removed comment');
    },
  },
  {
    title: 'keeps a removed comment from being reacted to',
    needs: [...needs, anyVotes],
    async run(bench) {
      const { id } = await publishRemovable(bench, 'Gone');
      await remove(bench, id);
      const reaction = { name: bench.reactionName(), chosen: true };
      const call = () => bench.adapter.react!(bench.thread, id, reaction, bench.options());
      await assertRefused(call, 'react() to a removed comment');
    },
  },
  {
    title: 'keeps a removed comment from being located',
    needs: [...needs, can('locate')],
    async run(bench) {
      const { id } = await publishRemovable(bench, 'Gone');
      await bench.publish('Stays');
      await remove(bench, id);
      const call = () => bench.adapter.locate!(bench.thread, id, bench.query(), bench.options());
      await assertRefused(call, 'locate() of a removed comment');
    },
  },
  {
    title: 'settles if its signal aborts meanwhile',
    needs,
    async run(bench) {
      const { id } = await publishRemovable(bench, 'Gone');
      const { adapter, thread } = bench;
      await assertSettles(bench, (options) => adapter.remove!(thread, id, options), 'remove()');
    },
  },
  {
    title: 'removes nothing if its signal has aborted before',
    needs,
    async run(bench) {
      const before = await publishRemovable(bench, 'Stays');
      const call = () => bench.adapter.remove!(bench.thread, before.id, bench.aborted());
      await assertRejects(call, 'remove() with an aborted signal');
      assertEqual(await bench.all(), [before], 'comments left');
    },
  },
];

async function publishRemovable(bench: Bench, text: string) {
  const comment = await bench.publish(text);
  if (comment.can?.remove === false) throw new NotApplicable('a new comment cannot be removed');
  return comment;
}

function remove(bench: Bench, id: string) {
  return bench.adapter.remove!(bench.thread, id, bench.options());
}

async function removeAnswered(bench: Bench, id: string) {
  try {
    return await remove(bench, id);
  } catch (reason) {
    if (isAdapterError(reason) && reason.code === 'has-replies') {
      throw new NotApplicable('the backend keeps comments that have been answered');
    }
    throw reason;
  }
}

async function assertRefused(call: () => Promise<unknown>, what: string): Promise<void> {
  await assertAdapterError(call, REFUSED, what);
}
