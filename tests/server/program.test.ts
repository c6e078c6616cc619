import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { after, describe, it } from 'node:test';
import { Child } from './support/child.ts';
import { Client, newComment, randomKey } from './support/client.ts';
import { EventReader } from './support/event-reader.ts';
import { TemporaryFolder } from './support/fixture.ts';

/** Has Node take itself for an older one. */
const OLDER_NODE =
  "--import=data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'22.9.1'}})";

describe('the program', () => {
  const folder = new TemporaryFolder();
  after(() => folder.remove());
  const start = (...args: string[]) => new Child(['serve', '--port', '0', ...args]);

  it('tells how it is used', async () => {
    for (const [args, words] of [
      [[], /colloquy <command>/],
      [['--help'], /serve/],
      [['serve', '--help'], /--origin[^]*DATABASE_URL/],
    ] as const) {
      const child = new Child(args);
      assert.deepEqual(await child.ended, { code: 0, signal: null });
      assert.match(child.output, words);
    }
  });

  it('says in one line what was wrong with its options', async () => {
    const settings = folder.file('settings.json');
    writeFileSync(settings, '{"maxLenght": 5}');
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port));
    });
    const data = ['--data', folder.file('unused.db')];
    for (const [args, words, environment] of [
      [['start'], /no command "start"/, {}],
      [['serve', '--prot', '1'], /--prot/, {}],
      [['serve', '--port', 'http'], /--port must be a number/, {}],
      [['serve', '--port', '70000'], /--port must be a number/, {}],
      [['serve', '--origin', 'example.com'], /--origin must be like/, {}],
      [['serve', '--settings', 'missing.json'], /no file missing.json/, {}],
      [['serve', '--settings', settings], /no setting "maxLenght"/, {}],
      [['serve', ...data, '--port', `${port}`], /Port \d+ is taken/, {}],
      [['serve'], /DATABASE_URL must begin/, { DATABASE_URL: 'mysql://x' }],
      [['serve', ...data], /either --data or DATABASE_URL/, { DATABASE_URL: 'postgres://x' }],
      [['serve'], /does not answer/, { DATABASE_URL: 'postgres://127.0.0.1:1/x' }],
      [['serve', ...data], /at least 24 characters/, { COLLOQUY_MODERATOR_TOKEN: 'short' }],
      [['serve', ...data], /needs Node 22\.16\.0 or newer; this is 22\.9\.1\./, { NODE_OPTIONS: OLDER_NODE }],
    ] as [string[], RegExp, Record<string, string>][]) {
      const child = new Child(args, environment);
      assert.deepEqual(await child.ended, { code: 2, signal: null }, child.output);
      assert.match(child.output, words);
      assert.doesNotMatch(child.output, /\n\s+at /, 'no stack');
    }
    taken.close();
  });

  it('keeps its data in the file, shows the moderator token once, and never writes who wrote', async () => {
    const file = folder.file('kept.db');
    const first = start('--data', file);
    const token = await (async () => {
      await first.url();
      await until(() => /shown only now: \S+/.test(first.output));
      return /shown only now: (\S+)/.exec(first.output)![1]!;
    })();
    const client = new Client(await first.url());
    assert.doesNotMatch(first.output, /experimental/i);
    const author = { name: 'Ana', email: 'private@mail.example' };
    const { json } = await client.post('kept', 'Hello', { author }, { token });
    await client.call('POST', '/v1/comments', {
      body: '{"broken',
      headers: { 'content-type': 'application/json' },
    });
    first.kill('SIGTERM');
    assert.deepEqual(await first.ended, { code: 0, signal: null });
    assert.ok(!existsSync(`${file}-wal`), 'the log of the database is folded in');
    for (const secret of ['private@', 'Hello', 'Ana', '127.0.0.1 ', json.ownerToken]) {
      assert.ok(!first.output.includes(secret), `${secret} is in the log: ${first.output}`);
    }

    const second = start('--data', file);
    const again = new Client(await second.url());
    const path = `/v1/comments/${json.comment.id}`;
    const edit = { json: { body: { format: 'text', value: 'Still mine' } }, token: json.ownerToken };
    assert.equal((await again.call('PATCH', path, edit)).status, 200);
    assert.equal((await again.get('/v1/moderation/settings', { token })).status, 200);
    second.kill('SIGINT');
    await second.ended;
    assert.doesNotMatch(second.output, /Moderator token/);
  });

  it('listens on the loopback interface only', async () => {
    const child = start('--data', folder.file('loopback.db'));
    assert.match(await child.url(), /^http:\/\/127\.0\.0\.1:/);
    child.kill('SIGTERM');
    await child.ended;
  });

  it('finishes what it was asked before it stops, and ends live streams', async () => {
    const token = 'moderator-token-for-this-test';
    const child = new Child(['serve', '--port', '0', '--data', folder.file('stop.db')], {
      COLLOQUY_MODERATOR_TOKEN: token,
    });
    const url = await child.url();
    const reader = await EventReader.open(`${url}/v1/events?thread=stop`);
    const body = JSON.stringify(newComment('stop', 'In time'));
    const { port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    const ended = new Promise((resolve) => socket.on('close', resolve));
    socket.write(
      `POST /v1/comments HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
        `Idempotency-Key: ${randomKey()}\r\nAuthorization: Bearer ${token}\r\n\r\n${body.slice(0, 20)}`,
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    child.kill('SIGTERM');
    await reader.hasEnded();
    await assert.rejects(fetch(`${url}/healthz`), 'no new connections');
    socket.write(body.slice(20));
    await ended;
    assert.match(answer, /^HTTP\/1\.1 201 /);
    assert.deepEqual(await child.ended, { code: 0, signal: null }, child.output);
  });
});

async function until(check: () => boolean): Promise<void> {
  while (!check()) await new Promise((resolve) => setTimeout(resolve, 20));
}
