import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newComment, randomKey } from '../support/client.ts';
import { MODERATOR_TOKEN } from '../support/fixture.ts';
import { Pair } from '../support/pair.ts';

export interface PairOptions {
  readonly name: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** What one process can tell of what the other wrote. */
  readonly tells: 'saved' | 'unknown';
}

/** What two processes on one database do, whatever the database. */
export function pairSuite({ name, args, environment, tells }: PairOptions): void {
  describe(`two processes on one database (${name})`, () => {
    const pair = new Pair(args, environment);
    const { clients } = pair;
    const token = MODERATOR_TOKEN;
    before(() => pair.start());
    after(() => pair.stop());

    it('see each other’s comments live', async () => {
      for (const [writer, client] of clients.entries()) {
        const thread = `live-${writer}`;
        const readers = [await pair.watch(0, thread), await pair.watch(1, thread)];
        const { comment } = (await client.post(thread, `From ${writer}`, {}, { token })).json;
        for (const [index, reader] of readers.entries()) {
          const wanted = index === writer ? 'saved' : tells;
          const { data } = await reader.hears(({ event }) => event === wanted);
          if (wanted === 'saved') assert.deepEqual(data.comment.body, comment.body);
          reader.close();
        }
      }
    });

    it('know each other’s tokens and keys', async () => {
      const { comment, ownerToken } = (await clients[0]!.post('tokens', 'Hello', {}, { token })).json;
      const json = { body: { format: 'text', value: 'Edited elsewhere' } };
      const edited = await clients[1]!.call('PATCH', `/v1/comments/${comment.id}`, {
        json,
        token: ownerToken,
      });
      assert.equal(edited.json.body.value, json.body.value);
      const call = { key: randomKey(), token, json: newComment('tokens', 'Once') };
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) => clients[index % 2]!.call('POST', '/v1/comments', call)),
      );
      for (const answer of answers) assert.deepEqual(answer.json, answers[0]!.json);
      assert.equal((await clients[0]!.list('tokens')).json.total, 2);
    });

    it('count right when both write to one thread at once', async () => {
      const parent = (await clients[0]!.post('at-once', 'Parent', {}, { token })).json.comment;
      const posts = Array.from({ length: 40 }, (_, index) =>
        clients[index % 2]!.post(
          'at-once',
          `No. ${index}`,
          { parentId: index % 4 < 2 ? parent.id : null },
          { token },
        ),
      );
      for (const { status } of await Promise.all(posts)) assert.equal(status, 201);
      const { total, comments, pageCount } = (await clients[1]!.list('at-once', { limit: 1 })).json;
      assert.deepEqual([total, pageCount, comments.length], [41, 21, 1]);
    });
  });
}
