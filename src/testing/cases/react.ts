import type { Comment } from '../../core/model/comment.ts';
import { assert, assertAdapterError, assertEqual, assertRejects, isAdapterError } from '../assertions.ts';
import { assertSettles, assertShape, type Bench, NotApplicable } from '../bench.ts';
import { anyVotes, can, type ConformanceCase, depth, votes } from '../conformance-case.ts';
import { assertRefusesOddIds } from '../odd-ids.ts';
import { comment as commentShape } from '../shapes.ts';

const needs = [can('create'), anyVotes];

export const reactCases: readonly ConformanceCase[] = [
  {
    title: 'counts a reaction and knows that it is the viewer’s own',
    needs,
    async run(bench) {
      const { id } = await bench.publishByOther('Hello');
      const after = await react(bench, id, true);
      assertShape(commentShape, after, 'answer');
      assertReaction(after, bench.reactionName(), 1, true);
    },
  },
  {
    title: 'takes a reaction back',
    needs,
    async run(bench) {
      const { id } = await bench.publishByOther('Hello');
      await react(bench, id, true);
      assertReaction(await unlessFinal(react(bench, id, false)), bench.reactionName(), 0, false);
    },
  },
  {
    title: 'counts a reaction once, however often it is chosen',
    needs,
    async run(bench) {
      const { id } = await bench.publishByOther('Hello');
      await react(bench, id, true);
      assertReaction(await react(bench, id, true), bench.reactionName(), 1, true);
    },
  },
  {
    title: 'has the comment listed as it was answered, with its text and author',
    needs,
    async run(bench) {
      const before = await bench.publishByOther('Hello');
      const after = await react(bench, before.id, true);
      assertEqual(await bench.find(before.id), after, 'listed comment');
      const { id, parentId, author, body, createdAt, status } = before;
      assertEqual({ ...after, id, parentId, author, body, createdAt, status }, after, 'rest of the comment');
    },
  },
  {
    title: 'takes a reaction to a reply, which stays one',
    needs: [...needs, depth(1)],
    async run(bench) {
      const { id: parentId } = await bench.publish('Parent');
      const { id } = await bench.publishByOther('Reply', parentId);
      const after = await react(bench, id, true);
      assertEqual(after.parentId, parentId, 'parentId as answered');
      assertReaction(after, bench.reactionName(), 1, true);
      assertEqual((await bench.find(id))?.parentId, parentId, 'parentId as listed');
    },
  },
  {
    title: 'lets a vote up and a vote down exclude each other',
    needs: [can('create'), votes('up-down')],
    async run(bench) {
      const { id } = await bench.publishByOther('Hello');
      await react(bench, id, true, 'up');
      const after = await unlessFinal(react(bench, id, true, 'down'));
      assertReaction(after, 'up', 0, false);
      assertReaction(after, 'down', 1, true);
      if (after.score !== undefined) assertEqual(after.score, -1, 'score');
    },
  },
  {
    title: 'takes every reaction that it offers',
    needs: [can('create'), votes('reactions')],
    async run(bench) {
      const { id } = await bench.publishByOther('Hello');
      for (const name of bench.capabilities.reactionNames) {
        assertReaction(await react(bench, id, true, name), name, 1, true);
      }
    },
  },
  {
    title: 'refuses a comment that is not there',
    needs,
    async run(bench) {
      await assertAdapterError(
        () => react(bench, 'no-such-comment', true),
        ['not-found'],
        'react() to a comment that is not there',
      );
    },
  },
  {
    title: 'refuses ids of every make that are not there',
    needs,
    run: (bench) => assertRefusesOddIds((id) => react(bench, id, true), 'react'),
  },
  {
    title: 'settles if its signal aborts meanwhile',
    needs,
    async run(bench) {
      const { id } = await bench.publishByOther('Hello');
      const { adapter, thread } = bench;
      const reaction = { name: bench.reactionName(), chosen: true };
      await assertSettles(bench, (options) => adapter.react!(thread, id, reaction, options), 'react()');
    },
  },
  {
    title: 'changes nothing if its signal has aborted before',
    needs,
    async run(bench) {
      const { id } = await bench.publishByOther('Hello');
      // As this viewer sees it: its author may be allowed more.
      const before = await bench.find(id);
      const reaction = { name: bench.reactionName(), chosen: true };
      const call = () => bench.adapter.react!(bench.thread, id, reaction, bench.aborted());
      await assertRejects(call, 'react() with an aborted signal');
      assertEqual(await bench.find(id), before, 'listed comment');
    },
  },
];

function react(bench: Bench, id: string, chosen: boolean, name = bench.reactionName()): Promise<Comment> {
  return bench.adapter.react!(bench.thread, id, { name, chosen }, bench.options());
}

/** Some backends take a vote once and for all. */
async function unlessFinal(reacting: Promise<Comment>): Promise<Comment> {
  try {
    return await reacting;
  } catch (reason) {
    if (isAdapterError(reason) && reason.code === 'unsupported') {
      throw new NotApplicable('the backend lets nobody change a vote');
    }
    throw reason;
  }
}

/** A backend may know the sum only, or not whether the viewer took part; what it says has to be right. */
export function assertReaction(comment: Comment, name: string, count: number, chosen: boolean): void {
  const reaction = comment.reactions?.find((one) => one.name === name);
  if (reaction === undefined) {
    assert(count === 0 || comment.score !== undefined, `The comment knows neither ${name} nor a score.`);
    return;
  }
  if (reaction.count !== undefined) assertEqual(reaction.count, count, `count of ${name}`);
  if (reaction.chosen !== undefined || chosen === false) {
    assertEqual(reaction.chosen ?? false, chosen, `whether ${name} is chosen`);
  }
}
