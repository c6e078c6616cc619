import { expect } from '@open-wc/testing';
import { NETWORKS, serverName, shareAddress } from '../../../../src/elements/share-bar/networks.ts';

/** What people type when asked for their server, and which one they mean; null where it is not to be told. */
const TYPED: readonly (readonly [typed: string, server: string | null])[] = [
  ['mastodon.social', 'mastodon.social'],
  ['Mastodon.Social', 'mastodon.social'],
  ['  mastodon.social\t', 'mastodon.social'],
  ['mastodon.social/', 'mastodon.social'],
  ['mastodon.social//', 'mastodon.social'],
  ['https://mastodon.social', 'mastodon.social'],
  ['https://mastodon.social/', 'mastodon.social'],
  ['http://mastodon.social', 'mastodon.social'],
  ['HTTPS://MASTODON.SOCIAL/', 'mastodon.social'],
  ['@ana@mastodon.social', 'mastodon.social'],
  ['ana@mastodon.social', 'mastodon.social'],
  ['a.very.long.sub.domain.example.org', 'a.very.long.sub.domain.example.org'],
  ['xn--mller-kva.example', 'xn--mller-kva.example'],
  ['müller.example', 'xn--mller-kva.example'],
  ['サーバー.example', 'xn--vckucxgb.example'],
  ['', null],
  ['   ', null],
  ['mastodon', null],
  ['localhost', null],
  ['.', null],
  ['.social', null],
  ['mastodon social', null],
  ['mastodon.social evil.example', null],
  ['mastodon.social/share', null],
  ['mastodon.social?x=1', null],
  ['mastodon.social#x', null],
  ['mastodon.social:443', null],
  ['mastodon.social\\evil.example', null],
  ['https://ana@mastodon.social', null],
  ['https://evil.example/@mastodon.social', null],
  ['javascript:alert(1)', null],
  ['javascript://mastodon.social/%0aalert(1)', null],
  ['data:text/html,x.y', null],
  ['ftp://mastodon.social', null],
  ['@ana@mastodon.social@evil.example', null],
  ['mastodon%2esocial', null],
  ['mastodon.social%2fevil', null],
  ['<b>mastodon.social</b>', null],
  ['masto\u0000don.social', null],
];

describe('serverName', () => {
  for (const [typed, server] of TYPED) {
    it(`${JSON.stringify(typed)} is ${server ?? 'none'}`, () => {
      expect(serverName(typed)).to.equal(server);
    });
  }

  it('never gives more than a server name', () => {
    for (const [typed] of TYPED) {
      const server = serverName(typed);
      if (server !== null) expect(new URL(`https://${server}/share`).host).to.equal(server);
    }
  });
});

describe('shareAddress', () => {
  it('is a well-formed address for every network, whatever is shared', () => {
    const shared = { url: 'https://example.org/?a=1&b=%26#x', text: '{url} "<&>" \n 🎉 \ud83c' };
    for (const network of Object.keys(NETWORKS)) {
      const { protocol, href } = new URL(shareAddress(network, shared, 'mastodon.social'));
      expect(protocol).to.equal(network === 'email' ? 'mailto:' : 'https:');
      expect(href).to.not.match(/[\s"<>]/);
    }
  });

  it('fills in values once: braces in them stay', () => {
    const address = shareAddress('x', { url: 'https://example.org/', text: '{url}{text}{both}' });
    expect(new URL(address).searchParams.get('text')).to.equal('{url}{text}{both}');
  });
});
