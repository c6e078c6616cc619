import assert from 'node:assert/strict';
import type { CommentRecord } from '../../../src/server/record.ts';
import { type Answer, newComment, randomKey } from './client.ts';
import { type Fixture, MODERATOR_TOKEN } from './fixture.ts';

/**
 * Writes these comments one by one, through the server's own door and at their time, and then does with them
 * what moderators do. Gives the server's id of each, by thread and own id.
 */
export async function writeNatively(
  fixture: Fixture,
  records: readonly CommentRecord[],
): Promise<Map<string, string>> {
  const { client } = fixture;
  const token = MODERATOR_TOKEN;
  const ids = new Map<string, string>();
  for (const record of records) {
    fixture.moveTo(record.createdAt);
    const { name, url, location } = record.author;
    const parentId = record.parentId === null ? null : ids.get(nameOf(record.thread, record.parentId));
    const json = {
      ...newComment(record.thread, record.body.value || 'Soon to be deleted'),
      parentId: parentId ?? null,
      author: { name, email: record.email, url, location },
    };
    const { comment } = done(await client.call('POST', '/v1/comments', { key: randomKey(), json }));
    ids.set(nameOf(record.thread, record.id), comment.id);
  }
  for (const record of records) {
    const id = ids.get(nameOf(record.thread, record.id))!;
    for (const [name, count] of Object.entries(record.reactions ?? {})) {
      const path = `/v1/comments/${id}/reactions/${name}`;
      for (let left = count; left > 0; left--) done(await client.call('PUT', path, { viewer: randomKey() }));
    }
    if (record.editedAt !== undefined) {
      fixture.moveTo(record.editedAt);
      const json = { body: { format: 'text', value: record.body.value } };
      done(await client.call('PATCH', `/v1/comments/${id}`, { json, token }));
    }
    const decide = async (json: unknown) =>
      done(await client.call('PATCH', `/v1/moderation/comments/${id}`, { json, token }));
    if (record.pinned) await decide({ pinned: true });
    // No moderator hides a comment in other words than calling it spam.
    const status = record.status === 'hidden' ? 'spam' : record.status;
    if (status !== 'published') await decide({ status });
  }
  const closed = new Set(records.filter(({ threadClosed }) => threadClosed).map(({ thread }) => thread));
  for (const key of closed) {
    done(await client.call('PATCH', '/v1/moderation/thread', { json: { key, closed: true }, token }));
  }
  return ids;
}

export function nameOf(thread: string, id: string): string {
  return JSON.stringify([thread, id]);
}

function done(answer: Answer) {
  assert.ok(answer.status < 300, answer.text);
  return answer.json;
}
