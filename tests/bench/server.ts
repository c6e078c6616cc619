/** `npm run bench:server`: one long thread, many readers and some writers; what it costs, and whether anything is lost. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_SETTINGS } from '../../src/server/settings.ts';
import { openDatabase } from '../../src/server/database/open-database.ts';
import { newCommentId, threadIdOf } from '../../src/server/comments/thread-id.ts';
import { newComment, randomKey } from '../server/support/client.ts';
import { MODERATOR_TOKEN, TemporaryFolder } from '../server/support/fixture.ts';
import { startPostgres } from '../server/support/postgres.ts';

const HELP = `npm run bench:server [-- options]

--database KIND  sqlite or postgres (sqlite)
--comments N     comments in the thread (100000)
--readers N      (50)
--writers N      (10)
--seconds N      (60)`;

const THREAD = 'https://bench.example/long';
const BUNDLE = join(import.meta.dirname, '../../dist/server/colloquy.js');
const BATCH = 500;
const PROBES = 100;
const WARM_UP = 10;

const { values } = parseArgs({
  options: {
    database: { type: 'string', default: 'sqlite' },
    comments: { type: 'string', default: '100000' },
    readers: { type: 'string', default: '50' },
    writers: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '60' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else await bench();

async function bench(): Promise<void> {
  if (!existsSync(BUNDLE)) throw new Error('Build the server first: npm run build:server');
  const folder = new TemporaryFolder();
  const postgres = values.database === 'postgres' ? await startPostgres() : null;
  const where = postgres?.url ?? folder.file('bench.db');
  const count = Number(values.comments);
  const seeding = performance.now();
  await seed(where, count);
  console.log(`${values.database}: ${count} comments seeded in ${seconds(performance.now() - seeding)} s`);

  const server = await startServer(where, postgres !== null);
  try {
    // With the first comment that comes in by its own door, the server counts through the thread.
    await writeFirst(server.url);
    await comparePages(server.url);
    const failed = await load(server.url, count + 1);
    process.exitCode = failed ? 1 : 0;
  } finally {
    await server.stop();
    await postgres?.stop();
    folder.remove();
  }
}

/** Every tenth comment is a reply to the one before. */
async function seed(where: string, count: number): Promise<void> {
  const { queries, close } = await openDatabase(where);
  const { site } = DEFAULT_SETTINGS;
  const thread = threadIdOf(site, THREAD);
  const start = Date.now() - count * 1000;
  const roots = count - Math.floor(count / 10);
  await queries
    .insertInto('colloquy_thread')
    .values({
      id: thread,
      site,
      key: THREAD,
      url: THREAD,
      title: 'Bench',
      closed: 0,
      version: 1,
      total: count,
      roots,
      pinned_roots: 0,
      created_at: start,
    })
    .execute();
  let root = '';
  for (let first = 0; first < count; first += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - first) }, (_, offset) => {
      const index = first + offset;
      const isReply = index % 10 === 9;
      const id = newCommentId(thread);
      if (!isReply) root = id;
      return {
        thread_id: thread,
        id,
        site,
        parent_id: isReply ? root : null,
        root_id: root,
        depth: isReply ? 1 : 0,
        reply_index: isReply ? 1 : 0,
        last_reply_index: index % 10 === 8 ? 1 : 0,
        replies: index % 10 === 8 ? 1 : 0,
        listed: 1,
        root_rank: isReply ? 0 : 1,
        status: 'published' as const,
        pinned: 0,
        author_id: null,
        author_name: `Author ${index % 997}`,
        author_url: null,
        author_avatar_url: null,
        author_location: null,
        author_badge: null,
        email: null,
        body_format: 'text' as const,
        body_value: `No. ${index}: ${'some words of a comment '.repeat(8)}`,
        body_lang: null,
        created_at: start + index * 1000,
        edited_at: null,
        reactions: '{}',
        score: index % 50,
        reports: 0,
        owner_hash: null,
        address_hash: null,
        fingerprint: null,
      };
    });
    await queries
      .transaction()
      .execute((transaction) => transaction.insertInto('colloquy_comment').values(rows).execute());
  }
  await close();
}

async function startServer(where: string, isPostgres: boolean) {
  const args = ['serve', '--port', '0', ...(isPostgres ? [] : ['--data', where])];
  const child = spawn(process.execPath, [BUNDLE, ...args], {
    env: { ...process.env, DATABASE_URL: isPostgres ? where : '', COLLOQUY_MODERATOR_TOKEN: MODERATOR_TOKEN },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.once('exit', () => reject(new Error(`The server ended: ${output}`)));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const found = /listens on (http:\S+)/.exec(output)?.[1];
      if (found) resolve(found);
    });
  });
  child.removeAllListeners('exit');
  return {
    url,
    stop: () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

async function writeFirst(url: string): Promise<void> {
  const agent = new Agent();
  const start = performance.now();
  await call(agent, url, 'POST', '/v1/comments', randomKey(), newComment(THREAD, 'First'));
  console.log(`first write: ${(performance.now() - start).toFixed(0)} ms`);
  agent.destroy();
}

/** What the first, the last and a page in the middle cost, one after the other on a server without other work. */
async function comparePages(url: string): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const { pageCount } = JSON.parse((await call(agent, url, 'GET', listPath({ limit: 20 }))).text) as {
    pageCount: number;
  };
  const pages = { first: 1, second: 2, middle: Math.ceil(pageCount / 2), last: pageCount - 1 };
  const cost: Record<string, number> = {};
  for (const sort of ['newest', 'oldest', 'top']) {
    // One after the other, so that what else the machine does meets them all alike; the first few warm up.
    const times = new Map<string, number[]>(Object.keys(pages).map((name) => [name, []]));
    for (let probe = -WARM_UP; probe < PROBES; probe++) {
      for (const [name, page] of Object.entries(pages)) {
        const start = performance.now();
        await call(agent, url, 'GET', listPath({ limit: 20, sort, page }));
        if (probe >= 0) times.get(name)!.push(performance.now() - start);
      }
    }
    for (const [name, list] of times) cost[name] = percentile(list, 50);
    const ratio = Math.max(cost['first']!, cost['last']!) / Math.min(cost['first']!, cost['last']!);
    const shown = Object.entries(cost).map(([name, time]) => `${name} ${time.toFixed(2)} ms`);
    const middle = (cost['middle']! / cost['first']!).toFixed(2);
    console.log(
      `one page of ${pageCount}, ${sort}: ${shown.join(', ')}; ` +
        `first to last ${ratio.toFixed(2)}, middle to first ${middle}`,
    );
  }
  agent.destroy();
}

/** Readers and writers for a while; gives whether anything went wrong. */
async function load(url: string, before: number): Promise<boolean> {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const end = performance.now() + Number(values.seconds) * 1000;
  const reads: number[] = [];
  const writes: number[] = [];
  const written = new Map<string, string>();
  const errors: string[] = [];
  const work = async (times: number[], step: () => Promise<{ status: number; text: string }>, ok: number) => {
    while (performance.now() < end) {
      const start = performance.now();
      const { status, text } = await step();
      times.push(performance.now() - start);
      if (status !== ok) errors.push(`${status} ${text.slice(0, 200)}`);
    }
  };
  const pageCount = Math.ceil((before * 0.9) / 20);
  const read = () => {
    const sort = ['newest', 'oldest', 'top'][Math.floor(Math.random() * 3)]!;
    // Most readers look at the first page.
    const page = Math.random() < 0.7 ? 1 : 1 + Math.floor(Math.random() * pageCount);
    return call(agent, url, 'GET', listPath({ limit: 20, sort, page }));
  };
  const write = async () => {
    const key = randomKey();
    const answer = await call(agent, url, 'POST', '/v1/comments', key, newComment(THREAD, `Written ${key}`));
    if (answer.status === 201)
      written.set(key, (JSON.parse(answer.text) as { comment: { id: string } }).comment.id);
    return answer;
  };
  await Promise.all([
    ...Array.from({ length: Number(values.readers) }, () => work(reads, read, 200)),
    ...Array.from({ length: Number(values.writers) }, () => work(writes, write, 201)),
  ]);
  const found = new Map<string, number>();
  const { total } = JSON.parse((await call(agent, url, 'GET', listPath({ limit: 1 }))).text) as {
    total: number;
  };
  for (let cursor: string | null = ''; cursor !== null && found.size < written.size;) {
    const path = listPath({ limit: 100, sort: 'newest', ...(cursor && { cursor }) });
    const page = JSON.parse((await call(agent, url, 'GET', path)).text) as {
      comments: { body: { value: string } }[];
      nextCursor: string | null;
    };
    for (const { body } of page.comments) {
      const key = /^Written (.*)$/.exec(body.value)?.[1];
      if (key) found.set(key, (found.get(key) ?? 0) + 1);
    }
    cursor = page.nextCursor;
  }
  agent.destroy();
  const lost = [...written.keys()].filter((key) => !found.has(key)).length;
  const doubled = [...found.values()].filter((times) => times > 1).length;
  report('reads', reads);
  report('writes', writes);
  console.log(
    `errors ${errors.length}, lost ${lost}, doubled ${doubled}, total ${total} (expected ${before + written.size})`,
  );
  for (const error of new Set(errors.slice(0, 5))) console.log(error);
  return errors.length + lost + doubled > 0 || total !== before + written.size;
}

function report(name: string, times: readonly number[]): void {
  const rate = (times.length / Number(values.seconds)).toFixed(0);
  const [p50, p99] = [percentile(times, 50), percentile(times, 99)].map((time) => time.toFixed(1));
  console.log(`${name}: ${times.length} (${rate} a second), p50 ${p50} ms, p99 ${p99} ms`);
}

function percentile(times: readonly number[], percent: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? NaN;
}

function listPath(query: Readonly<Record<string, string | number>>): string {
  const search = new URLSearchParams({ thread: THREAD });
  for (const [name, value] of Object.entries(query)) search.set(name, `${value}`);
  return `/v1/comments?${search}`;
}

function call(agent: Agent, url: string, method: string, path: string, key?: string, json?: unknown) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${MODERATOR_TOKEN}`,
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    };
    const outgoing = request(url + path, { agent, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(json === undefined ? undefined : JSON.stringify(json));
  });
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
