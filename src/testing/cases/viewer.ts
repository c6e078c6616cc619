import type { Author } from '../../core/model/author.ts';
import { assert, assertEqual, assertRejects, show } from '../assertions.ts';
import { type Bench, NotApplicable } from '../bench.ts';
import { can, type ConformanceCase, signsOut } from '../conformance-case.ts';

export const viewerCases: readonly ConformanceCase[] = [
  {
    title: 'knows the name of who is signed in, on each page',
    async run(bench) {
      const viewer = await signedIn(bench);
      assert(viewer.name !== '', `Who is signed in has no name: ${show(viewer)}.`);
      assertEqual((await bench.list()).viewer, viewer, 'viewer of the next answer');
    },
  },
  {
    title: 'gives comments of who is signed in under their name',
    needs: [can('create')],
    async run(bench) {
      const { id, name } = await signedIn(bench);
      const { author } = await bench.publish('Mine');
      assertEqual(author.name, name, 'name of the author');
      if (author.id !== undefined) assertEqual(author.id, id, 'id of the author');
    },
  },
  {
    title: 'knows nobody once they have signed out',
    needs: [signsOut],
    async run(bench) {
      await signedIn(bench);
      await bench.adapter.signOut!(bench.options());
      assertEqual((await bench.list()).viewer ?? null, null, 'viewer');
    },
  },
  {
    title: 'can be signed out of twice',
    needs: [signsOut],
    async run(bench) {
      await bench.adapter.signOut!(bench.options());
      await bench.adapter.signOut!(bench.options());
    },
  },
  {
    title: 'opens nothing to sign in at if its signal has aborted before',
    needs: [can('signIn')],
    async run(bench) {
      await assertRejects(() => bench.adapter.signIn!(bench.aborted()), 'signIn() with an aborted signal');
    },
  },
];

async function signedIn(bench: Bench): Promise<Author> {
  const { viewer } = await bench.list();
  if (!viewer) throw new NotApplicable('nobody is signed in');
  return viewer;
}
