import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { openSqlite } from '../../src/server/database/sqlite.ts';
import { Child } from './support/child.ts';
import { newComment, randomKey } from './support/client.ts';
import { MODERATOR_TOKEN, TemporaryFolder } from './support/fixture.ts';

const ROUNDS = 10;
const WRITES = 1000;
/** Each round kills the server after another share of its writes. */
const PER_ROUND = WRITES / ROUNDS;
const WRITERS = 8;

describe('a server that is killed in the middle of writing', () => {
  const folder = new TemporaryFolder();
  after(() => folder.remove());

  it(`has every acknowledged comment, and none twice (${WRITES} writes, ${ROUNDS} kills)`, async () => {
    const file = folder.file('killed.db');
    const writes = Array.from({ length: WRITES }, (_, index) => ({
      key: randomKey(),
      body: JSON.stringify(newComment(`thread-${index % 3}`, `No. ${index}`)),
      id: null as string | null,
    }));
    let acknowledged = 0;

    /** Sends a write until it is acknowledged or the server is gone. */
    const send = async (url: string, write: (typeof writes)[number]): Promise<boolean> => {
      try {
        const response = await fetch(`${url}/v1/comments`, {
          method: 'POST',
          body: write.body,
          headers: {
            'content-type': 'application/json',
            'idempotency-key': write.key,
            authorization: `Bearer ${MODERATOR_TOKEN}`,
          },
        });
        assert.equal(response.status, 201, await response.clone().text());
        const { comment } = (await response.json()) as { comment: { id: string } };
        if (write.id !== null) assert.equal(comment.id, write.id, 'a repeat has another id');
        else acknowledged++;
        write.id = comment.id;
        return true;
      } catch (thrown) {
        if (thrown instanceof assert.AssertionError) throw thrown;
        return false;
      }
    };

    for (let round = 0; round <= ROUNDS; round++) {
      const child = new Child(['serve', '--port', '0', '--data', file], {
        COLLOQUY_MODERATOR_TOKEN: MODERATOR_TOKEN,
      });
      const url = await child.url();
      // What was acknowledged is sent once more, too, from time to time: it must not be written again.
      const waiting = writes.filter((write, index) => write.id === null || index % 50 === round);
      let next = 0;
      let alive = true;
      const kill = () => {
        if (!alive || round === ROUNDS) return;
        alive = false;
        child.kill('SIGKILL');
      };
      const goal = acknowledged + PER_ROUND * 0.9;
      await Promise.all(
        Array.from({ length: WRITERS }, async () => {
          while (alive && next < waiting.length) {
            if (!(await send(url, waiting[next++]!)) && alive)
              throw new Error(`The server failed: ${child.output}`);
            if (acknowledged >= goal) kill();
          }
        }),
      );
      if (round === ROUNDS) child.kill('SIGTERM');
      const { signal } = await child.ended;
      assert.equal(signal, round === ROUNDS ? null : 'SIGKILL', child.output);
    }

    assert.equal(acknowledged, WRITES);
    const { queries, close } = await openSqlite(file);
    const rows = await queries.selectFrom('colloquy_comment').select(['id', 'body_value']).execute();
    const threads = await queries.selectFrom('colloquy_thread').select(['total', 'roots']).execute();
    await close();
    assert.equal(rows.length, WRITES, 'as many comments as writes');
    assert.equal(new Set(rows.map((row) => row.body_value)).size, WRITES, 'each once');
    assert.deepEqual(new Set(rows.map((row) => row.id)), new Set(writes.map((write) => write.id)));
    for (const count of ['total', 'roots'] as const) {
      assert.equal(
        threads.reduce((sum, thread) => sum + thread[count], 0),
        WRITES,
        `the ${count} of the threads`,
      );
    }
  });
});
