import type { Comment } from '../../core/model/comment.ts';
import type { Sort } from '../../core/model/sort.ts';
import { assert, assertEqual, show } from '../assertions.ts';
import { type Bench, nextMoment, NotApplicable } from '../bench.ts';
import { anyVotes, can, comments, type ConformanceCase, depth, paging, sorts } from '../conformance-case.ts';

/** Within a page the store sorts, so it is the cut into pages that shows a backend's order. */
const severalPages = paging('cursor', 'offset', 'numbered');

export const sortCases: readonly ConformanceCase[] = [
  {
    title: 'gives the newest comments first',
    needs: [sorts('newest'), severalPages, comments],
    run: (bench) => assertOrder(bench, 'newest', (earlier, later) => earlier >= later),
  },
  {
    title: 'gives the oldest comments first',
    needs: [sorts('oldest'), severalPages, comments],
    run: (bench) => assertOrder(bench, 'oldest', (earlier, later) => earlier <= later),
  },
  {
    title: 'gives the top comments first',
    needs: [sorts('top'), severalPages, can('create'), anyVotes],
    async run(bench) {
      await bench.publishByOther('One');
      await nextMoment();
      const liked = await bench.publishByOther('Two');
      await nextMoment();
      await bench.publishByOther('Three');
      const reaction = { name: bench.reactionName(), chosen: true };
      await bench.adapter.react!(bench.thread, liked.id, reaction, bench.options());
      const page = await bench.list({ sort: 'top', limit: 1 });
      const ids = page.comments.map((comment) => comment.id);
      assert(
        ids.includes(liked.id),
        `The comment with the most votes is not on the first page: ${show(ids)}.`,
      );
    },
  },
  {
    title: 'gives the same comments in every order that it offers',
    needs: [comments],
    async run(bench) {
      const { sorts } = bench.capabilities;
      if (sorts.length === 1) throw new NotApplicable('the backend has one order only');
      await bench.fill(['One', 'Two', 'Three']);
      const inOrder = async (sort: Sort) =>
        (await bench.pages(bench.by, { sort, limit: 2 })).flatMap((page) =>
          page.comments.map(({ id }) => id),
        );
      const expected = (await inOrder(sorts[0]!)).toSorted();
      for (const sort of sorts) assertEqual((await inOrder(sort)).toSorted(), expected, `ids by ${sort}`);
    },
  },
  {
    title: 'brings the replies along with what they answer',
    needs: [can('create'), depth(1)],
    async run(bench) {
      const parent = await bench.publish('Parent');
      await bench.publish('First reply', parent.id);
      await bench.publish('Second reply', parent.id);
      await bench.publish('Somebody else');
      const pages = await bench.pages(bench.by, { limit: 1 });
      const page = pages.find(({ comments }) => comments.some(({ id }) => id === parent.id));
      const listed = page?.comments.find(({ id }) => id === parent.id);
      const replies = page?.comments.filter(({ parentId }) => parentId === parent.id).length ?? 0;
      const hidden = listed?.hiddenReplies ?? 0;
      assert(
        replies + hidden === 2,
        `Expected 2 replies beside their parent, got ${replies} and ${hidden} announced as hidden.`,
      );
    },
  },
];

/** Checks that no comment of a page belongs, by its time, before one of an earlier page. */
async function assertOrder(
  bench: Bench,
  sort: Sort,
  inOrder: (earlier: string, later: string) => boolean,
): Promise<void> {
  await bench.fill(['One', 'Two', 'Three', 'Four']);
  const pages = await bench.pages(bench.by, { sort, limit: 1 });
  pages.slice(1).forEach((page, index) => {
    for (const earlier of timesOf(pages[index]!.comments)) {
      for (const later of timesOf(page.comments)) {
        assert(inOrder(earlier, later), `Sorted by ${sort}, ${later} comes on a page after ${earlier}.`);
      }
    }
  });
}

function timesOf(all: readonly Comment[]): string[] {
  return all.flatMap((comment) => comment.createdAt ?? []);
}
