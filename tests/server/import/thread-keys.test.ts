import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutTracking } from '../../../src/core/model/thread.ts';
import { threadKeys } from '../../../src/server/import/thread-keys.ts';
import type { CommentRecord } from '../../../src/server/record.ts';

function record(thread: string, threadUrl?: string): CommentRecord {
  return {
    thread,
    ...(threadUrl === undefined ? {} : { threadUrl }),
    id: 'a',
    parentId: null,
    author: { name: 'A' },
    body: { format: 'text', value: 'x' },
    createdAt: '2026-01-01T00:00:00Z',
    status: 'published',
  };
}

const ADDRESS = 'https://Orchard.example/a%20b/?p=1&utm_source=x#comments';

test('keeps keys as they are unless asked', () => {
  const given = record('named', ADDRESS);
  assert.deepEqual(threadKeys('keep')(given), given);
  assert.deepEqual(threadKeys('keep')(record('named')), record('named'));
});

test('names threads by address, as a page does that names none', () => {
  assert.equal(threadKeys('url')(record('named', ADDRESS)).thread, 'https://orchard.example/a%20b/?p=1');
  assert.equal(threadKeys('url')(record('https://orchard.example')).thread, 'https://orchard.example/');
});

test('names threads by path', () => {
  assert.equal(threadKeys('path')(record('named', ADDRESS)).thread, '/a%20b/?p=1');
  assert.equal(threadKeys('path')(record('/already/')).thread, '/already/');
});

test('knows pages that have only a path by the address of the site', () => {
  const given = record('/blog/first/');
  const url = 'https://orchard.example/blog/first/';
  assert.deepEqual(threadKeys('url', 'https://orchard.example')(given), {
    ...given,
    thread: url,
    threadUrl: url,
  });
  assert.deepEqual(threadKeys('keep', 'https://orchard.example')(given), { ...given, threadUrl: url });
  assert.deepEqual(threadKeys('url')(given), given);
});

test('leaves what is no web address alone', () => {
  for (const thread of ['javascript:alert(1)', 'mailto:a@b.example', 'post 5', 'undefined']) {
    assert.deepEqual(threadKeys('url', 'https://orchard.example')(record(thread)), record(thread));
  }
});

test('takes the same parameters for tracking as the library', () => {
  const names =
    'utm_source utm_x utm fbclid gclid gbraid wbraid dclid msclkid yclid twclid ttclid igshid li_fat_id ' +
    'mc_cid mc_eid _ga _gl _hsenc _hsmi mkt_tok vero_id oly_enc_id ref_src giscus ref page id GCLID';
  for (const name of names.split(' ')) {
    const address = `https://orchard.example/?keep=1&${name}=2&last=%20#x`;
    assert.equal(threadKeys('url')(record(address)).thread, withoutTracking(address).href, name);
  }
});
