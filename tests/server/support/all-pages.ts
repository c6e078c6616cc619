import type { Json } from './client.ts';
import type { Fixture } from './fixture.ts';

/**
 * All that readers get to see of a thread: every page in every order, by number and by cursor, but with
 * comments called by what `nameOf` makes of their ids, and without what a second server cannot have alike.
 */
export async function allPages(
  { client }: Fixture,
  thread: string,
  nameOf: (id: string) => string | undefined,
): Promise<Json[]> {
  const pages: Json[] = [];
  for (const sort of ['newest', 'oldest', 'top']) {
    for (const limit of [1, 2, 20]) {
      for (let page = 1; ; page++) {
        const { json } = await client.list(thread, { sort, limit, page });
        pages.push({ sort, limit, page, ...withNames(json, nameOf) });
        if (page >= json.pageCount) break;
      }
      for (let cursor = ''; ;) {
        const { json } = await client.list(thread, { sort, limit, ...(cursor && { cursor }) });
        pages.push({ sort, limit, cursor: true, ...withNames(json, nameOf) });
        cursor = json.nextCursor;
        if (cursor === null) break;
      }
    }
  }
  return pages;
}

function withNames(page: Json, nameOf: (id: string) => string | undefined): Json {
  const { comments, total, pageNumber, pageCount, nextCursor, thread } = page;
  return {
    total,
    pageNumber,
    pageCount,
    more: nextCursor !== null,
    closed: thread.closed,
    comments: comments
      .map(({ id, parentId, createdAt, editedAt, author, body, can, ...rest }: Json) => ({
        ...rest,
        id: nameOf(id),
        parent: parentId === null ? null : nameOf(parentId),
        createdAt: toMinutes(createdAt),
        edited: editedAt && toMinutes(editedAt),
        name: author.name,
        url: author.url,
        text: body.value,
        can,
      }))
      .sort((a: Json, b: Json) => (a.id < b.id ? -1 : 1)),
  };
}

/** Clocks go on while a test writes. */
function toMinutes(time: string): number {
  return Math.round(Date.parse(time) / 60_000);
}
