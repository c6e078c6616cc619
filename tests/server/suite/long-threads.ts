import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Segment } from '../../../src/server/comments/segments.ts';
import { threadIdOf } from '../../../src/server/comments/thread-id.ts';
import type { Database } from '../../../src/server/database/database.ts';
import { openDatabase } from '../../../src/server/database/open-database.ts';
import { databaseSink } from '../../../src/server/import/database-sink.ts';
import type { CommentRecord } from '../../../src/server/record.ts';
import { type Json, randomKey } from '../support/client.ts';
import { type Backing, type Fixture, MODERATOR_TOKEN } from '../support/fixture.ts';

const THREAD = 'long';
/** As many as leave the last segment just short of too long. */
const IMPORTED = 3490;
const START = Date.parse('2020-01-01T00:00:00Z');
const SORTS = ['newest', 'oldest', 'top'] as const;
const LIMIT = 20;

/** Pages in the middle of long threads are found by counts of their stretches, which every change keeps right. */
export function longThreadSuite(backing: Backing): void {
  describe(`long threads (${backing.name})`, () => {
    let fixture: Fixture;
    let database: Database;
    let threadId: string;
    const token = MODERATOR_TOKEN;
    before(async () => {
      fixture = await backing.start();
      const { database: where, site } = fixture.stored;
      database = await openDatabase(where);
      threadId = threadIdOf(site, THREAD);
      await importComments(database, site, 0, IMPORTED);
    });
    after(async () => {
      await database.close();
      await fixture.close();
    });

    const roots = async () =>
      database.queries
        .selectFrom('colloquy_comment')
        .select(['id', 'score', 'created_at', 'root_rank', 'status'])
        .where('thread_id', '=', threadId)
        .where('root_rank', '>', 0)
        .execute();
    const segmentsOf = (sort: 'time' | 'score'): Promise<Segment[]> =>
      database.queries
        .selectFrom('colloquy_segment')
        .select(['score', 'created_at', 'id', 'roots'])
        .where('thread_id', '=', threadId)
        .where('sort', '=', sort)
        .orderBy('score')
        .orderBy('created_at')
        .orderBy('id')
        .execute();

    /** Counts what the segments say they have. */
    async function assertSegments(): Promise<void> {
      const all = (await roots()).filter((root) => root.root_rank === 1);
      for (const sort of ['time', 'score'] as const) {
        const keys = all.map((root) => ({ ...root, score: sort === 'time' ? 0 : root.score })).sort(byKey);
        const segments = await segmentsOf(sort);
        assert.ok(segments.length > 2, `${segments.length} segments by ${sort}`);
        const counted = segments.map((segment, index) => {
          const next = segments[index + 1];
          return keys.filter((key) => byKey(segment, key) <= 0 && (!next || byKey(key, next) < 0)).length;
        });
        assert.deepEqual(
          segments.map((segment) => segment.roots),
          counted,
          `counts by ${sort}`,
        );
        assert.ok(Math.max(...counted) <= 1000, `none is long: ${counted.join()}`);
      }
    }

    /** Reads pages everywhere, and looks some of their comments up again. */
    async function assertPages(): Promise<void> {
      const all = await roots();
      const pageCount = Math.ceil(all.length / LIMIT);
      for (const sort of SORTS) {
        const ids = all
          .sort((a, b) => b.root_rank - a.root_rank || (sort === 'oldest' ? byTime(a, b) : -by(sort)(a, b)))
          .map(({ id }) => id);
        for (const page of [1, 2, 40, 75, 76, 90, 110, pageCount - 45, pageCount - 1, pageCount]) {
          const { json } = await fixture.client.list(THREAD, { sort, page, limit: LIMIT });
          const expected = ids.slice((page - 1) * LIMIT, page * LIMIT);
          const shown = json.comments.filter((one: Json) => one.parentId === null).map((one: Json) => one.id);
          assert.deepEqual(shown.sort(), expected.sort(), `page ${page}, ${sort}`);
        }
        // A hole cannot be looked up.
        const holes = new Set(all.filter(({ status }) => status === 'deleted').map(({ id }) => id));
        for (const index of [0, 1, 700, 1500, 2500, all.length - 1]) {
          if (holes.has(ids[index]!)) continue;
          const path = `/v1/comments/${ids[index]}/page?sort=${sort}&limit=${LIMIT}`;
          const { json } = await fixture.client.get(path);
          assert.equal(json.pageNumber, Math.floor(index / LIMIT) + 1, `place ${index}, ${sort}`);
        }
      }
    }

    it('are paged alike with and without segments', async () => {
      assert.equal((await segmentsOf('time')).length, 0, 'none after an import');
      await assertPages();
      await fixture.client.post(THREAD, 'The first one after the import');
      await assertSegments();
      await assertPages();
    });

    it('keep their segments right, whatever happens', async () => {
      const all = await roots();
      const some = (index: number) => all[(index * 7919) % all.length]!.id;
      const decide = (id: string, json: unknown) =>
        fixture.client.call('PATCH', `/v1/moderation/comments/${id}`, { token, json });
      const steps: (() => Promise<{ readonly status: number }>)[] = [];
      for (let index = 0; index < 12; index++) {
        const id = some(index);
        steps.push(
          () => fixture.client.call('PUT', `/v1/comments/${id}/reactions/like`, { viewer: randomKey() }),
          () => fixture.client.post(THREAD, `Answer ${index}`, { parentId: id }),
          () => decide(id, { pinned: true }),
          () => decide(some(index + 100), { status: 'spam' }),
          () => decide(some(index + 200), { status: 'deleted' }),
          () => decide(some(index + 100), { status: index % 2 ? 'published' : 'pending' }),
          () => decide(id, { pinned: index % 3 === 0 }),
          () => decide(id, { status: index % 4 ? 'published' : 'deleted' }),
        );
      }
      for (const step of steps) assert.ok((await step()).status < 300);
      await assertSegments();
      await assertPages();
    });

    it('split what has become long', async () => {
      const before = (await segmentsOf('time')).length;
      const posts = Array.from({ length: 20 }, (_, index) => fixture.client.post(THREAD, `No. ${index}`));
      for (const { status } of await Promise.all(posts)) assert.equal(status, 201);
      assert.ok((await segmentsOf('time')).length > before);
      await assertSegments();
      await assertPages();
    });

    it('find their segments again after an import', async () => {
      await importComments(database, fixture.stored.site, IMPORTED, IMPORTED + 100);
      assert.equal((await segmentsOf('score')).length, 0);
      await assertPages();
      await fixture.client.post(THREAD, 'The first one after another import');
      await assertSegments();
      await assertPages();
    });

    it('have no segments once they are short', async () => {
      const { comment } = (await fixture.client.post(THREAD, 'The last one')).json;
      await database.queries
        .updateTable('colloquy_thread')
        .set({ roots: 1000, pinned_roots: 0 })
        .where('id', '=', threadId)
        .execute();
      await fixture.client.call('DELETE', `/v1/comments/${comment.id}`, { token });
      for (const sort of ['time', 'score'] as const) assert.equal((await segmentsOf(sort)).length, 0);
    });
  });
}

async function importComments(database: Database, site: string, from: number, to: number): Promise<void> {
  const records = Array.from({ length: to - from }, (_, offset): CommentRecord => {
    const index = from + offset;
    return {
      thread: THREAD,
      threadUrl: 'https://blog.example/long',
      id: `${index}`,
      parentId: null,
      author: { name: 'Ana' },
      body: { format: 'text', value: `No. ${index}` },
      // Some at the same time, and not in the order in which they come.
      createdAt: new Date(START + Math.floor(((index * 7) % IMPORTED) / 3) * 60_000).toISOString(),
      status: 'published',
      reactions: { like: (index * 31) % 40 },
    };
  });
  const sink = databaseSink(database, site);
  for (let start = 0; start < records.length; start += 500)
    await sink.write(records.slice(start, start + 500));
}

type Key = Pick<Segment, 'score' | 'created_at' | 'id'>;

function byTime(a: Key, b: Key): number {
  return a.created_at - b.created_at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function byKey(a: Key, b: Key): number {
  return a.score - b.score || byTime(a, b);
}

function by(sort: (typeof SORTS)[number]) {
  return sort === 'top' ? byKey : byTime;
}
