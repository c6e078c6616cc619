import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Fixture, startOn, TemporaryFolder } from './support/fixture.ts';

describe('what browsers are told beside an answer', () => {
  const folder = new TemporaryFolder();
  let fixture: Fixture;
  before(async () => void (fixture = await startOn(folder.file('comments.db'))));
  after(async () => {
    await fixture.close();
    folder.remove();
  });

  const ask = (path: string) => fetch(fixture.client.url + path, { redirect: 'manual' });

  it('keeps the page for moderators by itself: in no frame, with no other window, read by no other origin', async () => {
    const { headers } = await ask('/moderation/');
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
    assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
    assert.equal(headers.get('access-control-allow-origin'), null);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.equal(headers.get('set-cookie'), null);
    const policy = headers.get('content-security-policy')!;
    for (const directive of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
      assert.ok(policy.includes(directive), directive);
    }
    assert.doesNotMatch(policy, /unsafe|\*|https?:/);
  });

  it('leads nobody to where somebody else says', async () => {
    const moved = await ask('/moderation');
    assert.deepEqual([moved.status, moved.headers.get('location')], [308, 'moderation/']);
    for (const path of [
      '/moderation?next=https://evil.example',
      '//evil.example/moderation',
      '/\\evil.example/moderation',
      '/moderation/https://evil.example',
      '/?url=https://evil.example',
    ]) {
      const location = (await ask(path)).headers.get('location');
      assert.ok(location === null || location === 'moderation/', `${path} leads to ${location}`);
    }
  });

  it('is no script, whatever name is asked for one', async () => {
    for (const name of ['callback', 'jsonp', 'cb']) {
      const response = await ask(`/v1/comments?thread=x&${name}=alert`);
      const text = await response.text();
      assert.match(response.headers.get('content-type')!, /^application\/(problem\+)?json/);
      assert.doesNotMatch(text, /^\s*(\/\*.*?\*\/)?\s*alert/);
    }
  });
});
