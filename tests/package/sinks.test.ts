import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, it } from 'node:test';
import { findMessageListeners, findOpenMessages, findRequests, findSinks, type Use } from './sinks.ts';

const SOURCES = join(import.meta.dirname, '../../src');

/** Everything in `src` that makes nodes or code of a text, and why it may. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  // Strangers' HTML becomes nodes here, in a document that runs nothing, and only allowed ones leave it; what is not of
  // the everyday kind goes to DOMPurify, which is called in the next.
  'content/everyday-parser.ts': ['innerHTML'],
  // Only read: what nodes are written as, to see that they stay the same.
  'content/sanitize.ts': ['innerHTML'],
  // A constant, to learn whether the page lets Lit's own templates through.
  'content/trusted-types.ts': ['innerHTML'],
};

/** Who listens to messages, and of whom. */
const LISTENERS: Readonly<Record<string, string>> = {
  'adapters/sign-in-window.ts': 'of the window that it has opened, on its own origin',
  'adapters/local.ts': 'of tabs of the same site (BroadcastChannel)',
  'adapters/solve-in-worker.ts': 'of the worker that it has made',
  'adapters/proof-of-work.ts': 'of the page that has made it, in a worker',
};

/** Who asks servers, and by what means. */
const ASKING: Readonly<Record<string, readonly string[]>> = {
  // With `credentials` in each request: `omit`, unless the adapter says otherwise.
  'adapters/http.ts': ['fetch'],
  // News of a thread, which everybody may read; cookies never go along to another origin.
  'adapters/rest.ts': ['EventSource'],
};

const files = globSync('**/*.ts', { cwd: SOURCES }).map((path) => path.replaceAll(sep, '/'));
const read = (path: string) => readFileSync(join(SOURCES, path), 'utf8');
const inBrowser = files.filter((path) => !path.startsWith('server/'));

function usesBy(find: (file: string, text: string) => Use[], among = files): Record<string, string[]> {
  const found = among.flatMap((file) => find(file, read(file)));
  const byFile = Object.groupBy(found, ({ file }) => file);
  return Object.fromEntries(
    Object.entries(byFile).map(([file, uses]) => [file, uses!.map(({ name }) => name)]),
  );
}

describe('the sources', () => {
  it('are there', () => assert.ok(files.length > 100));

  it('make nodes of HTML in one place, and code of a text in none', () => {
    assert.deepEqual(usesBy(findSinks), ALLOWED);
  });

  it('call the sanitiser in one place, and give it nothing that it would pass on', () => {
    const calling = files.filter((file) =>
      /\bDOMPurify\b/.test(read(file).replace(/\/\*[^]*?\*\/|\/\/.*/g, '')),
    );
    assert.deepEqual(calling, ['content/sanitize.ts']);
    assert.doesNotMatch(
      read('content/sanitize.ts'),
      /ADD_TAGS|ALLOW_UNKNOWN_PROTOCOLS|RETURN_TRUSTED_TYPE|IN_PLACE/,
    );
  });

  it('tell no window anything without naming the origin that may hear it', () => {
    assert.deepEqual(usesBy(findOpenMessages), {});
  });

  it('listen to messages in few places', () => {
    assert.deepEqual(Object.keys(usesBy(findMessageListeners)).sort(), Object.keys(LISTENERS).sort());
  });

  it('ask servers in few places', () => {
    assert.deepEqual(usesBy(findRequests, inBrowser), ASKING);
    assert.doesNotMatch(read('adapters/rest.ts'), /withCredentials/);
  });

  it('ask nobody from the server, and start no program there', () => {
    const inServer = files.filter((path) => path.startsWith('server/'));
    // The application's own, which answers.
    assert.deepEqual(usesBy(findRequests, inServer), { 'server/serve.ts': ['fetch'] });
    const others =
      /['"](node:)?(child_process|cluster|dgram|https?|http2|inspector|tls|vm|worker_threads)['"]/;
    const found = inServer.filter((file) => others.test(read(file).replace(/^import type .*$/gm, '')));
    assert.deepEqual(found, []);
  });

  it('say in each request whether cookies go along', () => {
    const http = read('adapters/http.ts');
    assert.match(http, /credentials = 'omit'/);
    const [sent] = /await send\(url, \{[^]*?\}\);/.exec(http) ?? [];
    assert.match(sent ?? '', /^ {4}credentials,$/m);
    // Whoever wants them along is named here.
    const withCookies = inBrowser.filter((file) => /credentials: '(include|same-origin)'/.test(read(file)));
    assert.deepEqual(withCookies.sort(), [
      'adapters/isso.ts',
      'adapters/remark42.ts',
      'adapters/wordpress.ts',
    ]);
  });

  it('have one page, which runs its own script only', () => {
    const pages = globSync('**/*.html', { cwd: SOURCES });
    assert.deepEqual(
      pages.map((path) => path.replaceAll(sep, '/')),
      ['moderation/index.html'],
    );
    const page = read('moderation/index.html');
    assert.doesNotMatch(page, /\son[a-z]+\s*=|javascript:|\sstyle\s*=|<style|<script(?![^>]*\ssrc=)/i);
  });
});

describe('the search for them', () => {
  const FOUND: Readonly<Record<string, string>> = {
    'element.innerHTML = text;': 'innerHTML',
    "element['outerHTML'] = text;": 'outerHTML',
    "element.insertAdjacentHTML('beforeend', text);": 'insertAdjacentHTML',
    'element.setHTMLUnsafe(text);': 'setHTMLUnsafe',
    'Document.parseHTMLUnsafe(text);': 'parseHTMLUnsafe',
    'range.createContextualFragment(text);': 'createContextualFragment',
    'const parser = new DOMParser();': 'DOMParser',
    'document.write(text);': 'document.write',
    'frame.contentDocument.writeln(text);': 'document.writeln',
    'eval(text);': 'eval',
    '(0, eval)(text);': 'eval',
    "new Function('return 1');": 'Function',
    "setTimeout('run()', 1);": 'setTimeout of a text',
    'setInterval(`${text}()`, 1);': 'setInterval of a text',
    'html`<p .innerHTML=${text}></p>`;': 'innerHTML',
    'html`<p a=${1} .innerHTML=${text}></p>`;': 'innerHTML',
    'html`<iframe srcdoc=${text}></iframe>`;': 'srcdoc',
    'html`<p onclick=${text}></p>`;': 'onclick',
    'html`<a href="javascript:run()">x</a>`;': 'javascript:',
    "import { unsafeHTML as plain } from './x.ts';": 'unsafeHTML',
    "import { html } from 'lit/static-html.js';": 'lit/static-html.js',
    'const { innerHTML } = element;': 'innerHTML',
  };
  for (const [code, name] of Object.entries(FOUND)) {
    it(`finds ${code}`, () => assert.deepEqual(findSinks('a.ts', code), [{ file: 'a.ts', name }]));
  }

  for (const code of [
    '/** Not innerHTML, not eval. */',
    'html`<p @click=${run} .value=${text}>on = off</p>`;',
    'process.stdout.write(text);',
    'setTimeout(run, 1);',
    'let evaluate: () => void;',
  ]) {
    it(`leaves alone ${code}`, () => assert.deepEqual(findSinks('a.ts', code), []));
  }

  for (const code of [
    "window.postMessage(1, '*');",
    'opened.postMessage(1, { targetOrigin: "*" });',
    'a.postMessage(1, `*`);',
  ]) {
    it(`finds ${code}`, () => assert.ok(findOpenMessages('a.ts', code).length > 0));
  }
  for (const code of ['worker.postMessage(work);', 'opened.postMessage(greeting, origin);', "tell('*');"]) {
    it(`leaves alone ${code}`, () => assert.deepEqual(findOpenMessages('a.ts', code), []));
  }

  for (const code of ["addEventListener('message', run);", 'window.onmessage = run;']) {
    it(`finds ${code}`, () => assert.equal(findMessageListeners('a.ts', code).length, 1));
  }

  for (const code of [
    'fetch(url);',
    'globalThis.fetch(url);',
    'new EventSource(url);',
    'navigator.sendBeacon(url);',
  ]) {
    it(`finds ${code}`, () => assert.equal(findRequests('a.ts', code).length, 1));
  }
});
