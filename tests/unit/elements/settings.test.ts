import { expect } from '@open-wc/testing';
import { readBackend } from '../../../src/elements/settings.ts';

const ENDPOINT = 'https://comments.example.org/';

const problemOf = (name: string, endpoint: string | null, site: string | null = null) =>
  readBackend(name, { endpoint, site }).problem?.code;

const settingsOf = (name: string, endpoint: string | null, site: string | null = null) => {
  const chosen = readBackend(name, { endpoint, site });
  if (chosen.problem) throw new Error(chosen.problem.code);
  return chosen.value.settings;
};

describe('readBackend', () => {
  it('asks for what a backend needs', () => {
    for (const name of ['rest', 'isso', 'mastodon', 'bluesky', 'wordpress']) {
      expect(problemOf(name, null), name).to.equal('missing-endpoint');
      expect(problemOf(name, ENDPOINT), name).to.equal(undefined);
    }
    for (const name of ['artalk', 'remark42', 'github']) {
      expect(problemOf(name, '', 'my/site'), name).to.equal('missing-endpoint');
      expect(problemOf(name, ENDPOINT), name).to.equal('missing-site');
      expect(problemOf(name, ENDPOINT, ''), name).to.equal('missing-site');
      expect(problemOf(name, ENDPOINT, 'my/site'), name).to.equal(undefined);
    }
    for (const name of ['local', 'memory', 'webmention']) expect(problemOf(name, null)).to.equal(undefined);
  });

  it('gives absolute addresses, and the site as it is written', () => {
    expect(settingsOf('artalk', '/artalk', 'My site#1')).to.deep.include({
      endpoint: new URL('/artalk', document.baseURI).href,
      site: 'My site#1',
    });
    expect(settingsOf('webmention', null)).to.deep.include({ endpoint: '', site: '' });
  });

  it('takes addresses of posts as Bluesky writes them, and nowhere else', () => {
    const post = 'at://did:plc:ana/app.bsky.feed.post/3k';
    expect(settingsOf('bluesky', post).endpoint).to.equal(post);
    expect(problemOf('isso', post)).to.equal('malformed-endpoint');
    expect(problemOf('bluesky', 'at:')).to.equal('malformed-endpoint');
    expect(problemOf('bluesky', 'javascript:alert(1)')).to.equal('malformed-endpoint');
  });
});
