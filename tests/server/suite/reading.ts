import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Answer, randomKey, type Json } from '../support/client.ts';
import type { Backing, Fixture } from '../support/fixture.ts';
import { MODERATOR_TOKEN } from '../support/fixture.ts';

const MAX_REPLIES = 20;

export function readingSuite(backing: Backing): void {
  describe(`reading (${backing.name})`, () => {
    let fixture: Fixture;
    before(async () => void (fixture = await backing.start({ maxReplies: MAX_REPLIES })));
    after(() => fixture.close());

    const textsOf = ({ json }: Answer) => json.comments.map((comment: Json) => comment.body.value);
    const fill = async (thread: string, count: number) => {
      const created = [];
      for (let index = 1; index <= count; index++) {
        fixture.advance(10);
        created.push((await fixture.client.post(thread, `No. ${index}`)).json.comment);
      }
      return created;
    };

    it('serves its document and its health', async () => {
      assert.equal((await fixture.client.get('/openapi.json')).json.openapi, '3.1.0');
      assert.equal((await fixture.client.get('/healthz')).json.status, 'ok');
    });

    it('gives an empty page for a thread nobody has written in', async () => {
      const { json } = await fixture.client.list('empty');
      assert.deepEqual(
        [json.comments, json.total, json.nextCursor, json.pageNumber, json.pageCount, json.thread],
        [[], 0, null, 1, 1, { closed: false, version: 0 }],
      );
    });

    it('gives the comments of one author, replies too, page by page', async () => {
      const { client } = fixture;
      const by = (name: string, parentId: string | null = null) => ({ author: { name }, parentId });
      const parent = (await client.post('authors', 'Ben 1', by('Ben'))).json.comment;
      for (const [text, more] of [
        ['Ana 1', by('Ana')],
        ['Ana 2', by('Ana', parent.id)],
        ['Ben 2', by('Ben')],
        ['Ana 3', by('Ana')],
      ] as const) {
        fixture.advance(10);
        assert.equal((await client.post('authors', text, more)).status, 201);
      }
      const first = await client.list('authors', { author: 'Ana', limit: 2 });
      assert.deepEqual(textsOf(first), ['Ana 3', 'Ana 2']);
      assert.deepEqual([first.json.total, first.json.pageNumber, first.json.pageCount], [3, 1, 2]);
      const second = await client.list('authors', { author: 'Ana', limit: 2, page: 2 });
      assert.deepEqual(textsOf(second), ['Ana 1']);
      const oldest = await client.list('authors', { author: 'Ana', sort: 'oldest' });
      assert.deepEqual(textsOf(oldest), ['Ana 1', 'Ana 2', 'Ana 3']);
      assert.deepEqual(textsOf(await client.list('authors', { author: 'Cy' })), []);
      assert.deepEqual(textsOf(await client.list('nowhere', { author: 'Ana' })), []);
      const etags = [first, second, oldest].map(({ headers }) => headers.get('etag'));
      assert.equal(new Set(etags).size, 3);
      assert.equal((await client.list('authors', { author: 'x'.repeat(201) })).status, 400);
    });

    for (const sort of ['newest', 'oldest', 'top']) {
      it(`pages by number and by cursor, sorted by ${sort}`, async () => {
        const thread = `pages-${sort}`;
        await fill(thread, 7);
        const expected = ['No. 1', 'No. 2', 'No. 3', 'No. 4', 'No. 5', 'No. 6', 'No. 7'];
        if (sort !== 'oldest') expected.reverse();
        const byNumber: string[] = [];
        for (let page = 1; page <= 3; page++) {
          const answer = await fixture.client.list(thread, { sort, limit: 3, page });
          assert.deepEqual([answer.json.pageNumber, answer.json.pageCount, answer.json.total], [page, 3, 7]);
          byNumber.push(...sorted(answer, sort));
        }
        assert.deepEqual(byNumber, expected);
        const byCursor: string[] = [];
        for (let cursor = ''; ;) {
          const answer = await fixture.client.list(thread, { sort, limit: 2, ...(cursor && { cursor }) });
          byCursor.push(...sorted(answer, sort));
          cursor = answer.json.nextCursor;
          if (cursor === null) break;
        }
        assert.deepEqual(byCursor, expected);
      });
    }
    /** The comments of a page are in no order; within one page the client sorts. */
    const sorted = (answer: Answer, sort: string) => {
      const texts = textsOf(answer).sort();
      return sort === 'oldest' ? texts : texts.reverse();
    };

    it('answers with the last page for one beyond it', async () => {
      await fill('beyond', 3);
      const { json } = await fixture.client.list('beyond', { limit: 2, page: 99 });
      assert.deepEqual([json.pageNumber, json.comments.length], [2, 1]);
    });

    it('goes on where a cursor was, whatever came and went', async () => {
      const created = await fill('moving', 5);
      const first = await fixture.client.list('moving', { limit: 2 });
      await fill('moving', 1);
      const gone = created[3].id;
      await fixture.client.call('DELETE', `/v1/comments/${gone}`, { token: MODERATOR_TOKEN });
      const second = await fixture.client.list('moving', { limit: 2, cursor: first.json.nextCursor });
      assert.deepEqual(textsOf(second).sort(), ['No. 2', 'No. 3']);
    });

    it('has pinned comments first in every sort', async () => {
      const [first, , , last] = await fill('pinned', 4);
      for (const { id } of [first, last]) {
        await fixture.client.call('PATCH', `/v1/moderation/comments/${id}`, {
          token: MODERATOR_TOKEN,
          json: { pinned: true },
        });
      }
      for (const sort of ['newest', 'oldest', 'top']) {
        const pages = [];
        for (let cursor = ''; ;) {
          const { json } = await fixture.client.list('pinned', { sort, limit: 1, ...(cursor && { cursor }) });
          pages.push(json.comments[0].body.value);
          cursor = json.nextCursor;
          if (cursor === null) break;
        }
        const expected = ['No. 1', 'No. 4', 'No. 2', 'No. 3'];
        const reversed = ['No. 4', 'No. 1', 'No. 3', 'No. 2'];
        assert.deepEqual(pages, sort === 'oldest' ? expected : reversed, sort);
        const numbered = await fixture.client.list('pinned', { sort, limit: 3, page: 1 });
        assert.deepEqual(textsOf(numbered).sort(), pages.slice(0, 3).sort(), sort);
      }
    });

    it('brings replies along and locates any of them', async () => {
      const [parent] = await fill('replies', 5);
      const reply = (await fixture.client.post('replies', 'Reply', { parentId: parent.id })).json.comment;
      const nested = (await fixture.client.post('replies', 'Nested', { parentId: reply.id })).json.comment;
      const page = await fixture.client.list('replies', { sort: 'oldest', limit: 1 });
      assert.deepEqual(textsOf(page).sort(), ['Nested', 'No. 1', 'Reply']);
      assert.equal(page.json.comments.find((one: Json) => one.id === parent.id).replyCount, 1);
      assert.deepEqual([page.json.total, page.json.pageCount], [7, 5]);
      const located = await fixture.client.get(`/v1/comments/${nested.id}/page?limit=2&sort=newest`);
      const listed = await fixture.client.list('replies', { limit: 2, page: 3 });
      assert.deepEqual(located.json, listed.json);
    });

    it('leaves out replies beyond the first few and says so, but locates them', async () => {
      const [parent] = await fill('crowd', 1);
      const post = (index: number) => fixture.client.post('crowd', `Reply ${index}`, { parentId: parent.id });
      const replies = await Promise.all(Array.from({ length: MAX_REPLIES + 5 }, (_, index) => post(index)));
      const { json } = await fixture.client.list('crowd');
      const listed = json.comments.find((one: Json) => one.id === parent.id);
      assert.deepEqual([json.comments.length, json.total], [MAX_REPLIES + 1, MAX_REPLIES + 6]);
      assert.deepEqual([listed.replyCount, listed.hiddenReplies], [MAX_REPLIES + 5, 5]);
      const isShown = ({ json: { comment } }: Answer, page: Json) =>
        page.comments.some((one: Json) => one.id === comment.id);
      const hidden = replies.find((reply) => !isShown(reply, json))!;
      const located = await fixture.client.get(`/v1/comments/${hidden.json.comment.id}/page`);
      assert.ok(isShown(hidden, located.json));
    });

    it('answers 304 until something changes, for each viewer', async () => {
      const [comment] = await fill('etag', 2);
      const etagOf = async (viewer?: string) => {
        const answer = await fixture.client.list('etag', {}, viewer ? { viewer } : {});
        return answer.headers.get('etag')!;
      };
      const viewer = randomKey();
      const [etag, own] = [await etagOf(), await etagOf(viewer)];
      assert.notEqual(etag, own);
      const again = { headers: { 'if-none-match': etag } };
      assert.equal((await fixture.client.list('etag', {}, again)).status, 304);
      assert.equal((await fixture.client.list('etag', { limit: 1 }, again)).status, 200);
      await fixture.client.call('PUT', `/v1/comments/${comment.id}/reactions/like`, { viewer });
      assert.equal((await fixture.client.list('etag', {}, again)).status, 200);
    });

    it('counts threads in the order asked', async () => {
      await fill('one', 1);
      await fill('three', 3);
      const threads = ['three', 'none', 'one', 'three'];
      const { json } = await fixture.client.call('POST', '/v1/counts', { json: { threads } });
      assert.deepEqual(json.counts, [3, 0, 1, 3]);
    });

    it('keeps threads apart, whatever their names', async () => {
      const names = [
        'a',
        'A',
        'a/',
        'a%',
        'a_',
        '__proto__',
        "a'; drop table colloquy_comment; --",
        'é',
        'e\u0301',
        '🦊',
      ];
      for (const name of names) await fixture.client.post(name, `In ${name}`);
      for (const name of names) assert.deepEqual(textsOf(await fixture.client.list(name)), [`In ${name}`]);
    });

    it('refuses what is no query', async () => {
      const { nextCursor } = (await fixture.client.list('three', { limit: 1 })).json;
      for (const query of [
        { limit: 0 },
        { limit: 101 },
        { limit: 'x' },
        { page: 0 },
        { page: -1 },
        { page: '1e3' },
        { sort: 'best' },
        { cursor: 'nonsense' },
        { cursor: nextCursor, sort: 'top' },
        { cursor: nextCursor, page: 1 },
      ]) {
        const { status, json } = await fixture.client.list('three', query);
        assert.deepEqual([status, json.code], [400, 'invalid'], JSON.stringify(query));
      }
      for (const thread of ['', 'null', 'undefined', '[object Object]', 'x'.repeat(2001), 'a\0b']) {
        assert.equal((await fixture.client.list(thread)).json.code, 'invalid', thread.slice(0, 20));
      }
    });
  });
}
