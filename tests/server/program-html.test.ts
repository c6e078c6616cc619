import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { Child } from './support/child.ts';
import { Client } from './support/client.ts';
import { TemporaryFolder } from './support/fixture.ts';

const PAGE = 'https://example.org/post';
/** Who has it solves nothing. */
const TOKEN = 'moderator-token-of-this-test-only';

describe('the program, writing comments as HTML', () => {
  const folder = new TemporaryFolder();
  let server: Child | undefined;
  after(() => {
    server?.kill('SIGKILL');
    folder.remove();
  });
  const run = async (args: readonly string[], code = 0) => {
    const child = new Child(['html', ...args]);
    assert.deepEqual(await child.ended, { code, signal: null }, child.output);
    assert.doesNotMatch(child.output, /experimental|\n\s+at /i);
    return child;
  };

  it('writes those of a server, and nothing else', async () => {
    const data = ['--data', folder.file('comments.db')];
    server = new Child(['serve', '--port', '0', ...data], { COLLOQUY_MODERATOR_TOKEN: TOKEN });
    const endpoint = await server.url();
    const client = new Client(endpoint);
    const first = await client.post(PAGE, 'First <of> all.', {}, { token: TOKEN });
    assert.equal(first.status, 201, first.text);
    await client.post(PAGE, 'An answer.', { parentId: first.json.comment.id }, { token: TOKEN });
    const { stdout, output } = await run([
      '--backend',
      'rest',
      '--endpoint',
      endpoint,
      '--url',
      `${PAGE}#top`,
    ]);
    assert.equal(output, stdout);
    assert.match(stdout, /^<section slot="fallback" lang="en" dir="ltr">\n<h2>2 comments<\/h2>/);
    assert.match(stdout, /<p>First &lt;of&gt; all\.<\/p>[^]*<ol>[^]*<p>An answer\.<\/p>/);
    assert.match(stdout, /<\/section>\n$/);
    const other = ['--thread', 'elsewhere', '--lang', 'de', '--title', 'Ein Beitrag', '--limit', '5'];
    const empty = await run(['--backend', 'rest', '--endpoint', endpoint, '--url', PAGE, ...other]);
    assert.match(empty.stdout, /lang="de"[^]*<h2>Noch keine Kommentare\.<\/h2>/);
  });

  it('says what was wrong, and whether with the options or with the server', async () => {
    const rest = ['--backend', 'rest', '--endpoint', 'http://127.0.0.1:1'];
    for (const [args, code, words] of [
      [['--help'], 0, /^colloquy html [^]*--backend NAME [^]*--limit N/],
      [[], 2, /--backend has to be one of rest,[^]*colloquy html/],
      [['--backend', 'local'], 2, /has to be one of/],
      [['--backend', 'rest'], 2, /--backend rest needs --endpoint/],
      [['--backend', 'github', '--endpoint', 'https://x.example'], 2, /needs --site/],
      [[...rest], 2, /--url has to be the address of the page/],
      [[...rest, '--url', '/post'], 2, /--url has to be the address of the page/],
      [['--backend', 'rest', '--endpoint', 'x', '--url', PAGE], 2, /--endpoint "x" is not an address/],
      [[...rest, '--url', PAGE, '--lang', 'de_DE'], 2, /"de_DE" is no language tag/],
      [[...rest, '--url', PAGE, '--limit', 'all'], 2, /"all" is no number/],
      [[...rest, '--url', PAGE, '--page', '2'], 2, /--page[^]*colloquy html/],
      [[...rest, '--url', PAGE], 1, /could not be had \(server\)\. .*127\.0\.0\.1:1.* could not be reached/],
    ] as [string[], number, RegExp][]) {
      const child = await run(args, code);
      assert.match(child.output, words, args.join(' '));
      if (code !== 0) assert.equal(child.stdout, '');
    }
  });
});
