import { assert, assertEqual } from '../assertions.ts';
import type { Bench } from '../bench.ts';
import { can, chosenName, type ConformanceCase } from '../conformance-case.ts';

const needs = [can('authorFilter'), can('create'), chosenName];

export const authorCases: readonly ConformanceCase[] = [
  {
    title: 'gives the comments of one author, replies too, and those of nobody else',
    needs,
    async run(bench) {
      const parent = await write(bench, 'Parent', 'Ben Example');
      const ids = [
        await write(bench, 'Root', 'Ana Example'),
        await write(bench, 'Reply', 'Ana Example', parent),
      ];
      const page = await bench.list({ author: 'Ana Example' });
      assertEqual(page.comments.map(({ id }) => id).toSorted(), ids.toSorted(), 'comments by Ana Example');
    },
  },
  {
    title: 'pages through one author’s comments',
    needs,
    async run(bench) {
      for (const text of ['One', 'Two', 'Three']) {
        await write(bench, text, 'Ana Example');
        await write(bench, `Not ${text}`, 'Ben Example');
      }
      const pages = await bench.pages(bench.by, { author: 'Ana Example', limit: 2 });
      const texts = pages.flatMap(({ comments }) => comments.map(({ author }) => author.name));
      assertEqual(texts, ['Ana Example', 'Ana Example', 'Ana Example'], 'authors on all pages');
      for (const { total } of pages)
        assert(total === null || total === 3, `total is ${total}, not 3 or null.`);
    },
  },
  {
    title: 'gives the comments of an author of any name',
    needs,
    async run(bench) {
      await write(bench, 'Another', 'O');
      for (const name of [`O'Neil & "Söhne" <b>?#%20/ 🦊`, '__proto__', '*']) {
        const id = await write(bench, 'One', name);
        const { comments } = await bench.list({ author: name });
        assertEqual(
          comments.map((comment) => comment.id),
          [id],
          `ids of comments by ${name}`,
        );
      }
    },
  },
  {
    title: 'gives an empty page for an author who has written nothing',
    needs,
    async run(bench) {
      await write(bench, 'One', 'Ana Example');
      assertEqual((await bench.list({ author: 'Nobody at all' })).comments, [], 'comments');
    },
  },
];

async function write(bench: Bench, text: string, name: string, parentId: string | null = null) {
  const comment = bench.newComment(text, parentId);
  return (await bench.send({ ...comment, author: { ...comment.author, name } })).id;
}
