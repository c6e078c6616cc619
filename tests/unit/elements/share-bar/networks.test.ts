import { expect } from '@open-wc/testing';
import { ALL_NETWORKS, unknownNetwork } from '../../../../src/elements/share-bar/more-networks.ts';
import { serverName, shareAddress } from '../../../../src/elements/share-bar/networks.ts';

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

/** Titles and addresses that go wrong where something is not encoded, or encoded twice. */
const TEXTS = [
  'A post',
  'Q&A #1: 100% = 1 + 1?',
  'One\nTwo\r\nThree',
  'Party 🎉👩‍👩‍👧',
  'مقال جديد',
  `"It's" <b>bold</b>`,
  '{url} {text} {both} {server}',
  '$& $1 $$',
  'javascript:alert(1)',
  '%0d%0aSubject: %00',
  '../../?x=1#y',
  'x'.repeat(4000),
];
const ADDRESSES = [
  'https://example.org/post',
  'https://example.org/a%20b?x=1&y=2%26#part',
  'https://example.org/?q=%22%3Cb%3E',
  'https://example.org/%D9%85%D9%82%D8%A7%D9%84',
  'https://example.org/?next=https://evil.example/&x=%23',
];

/** What an address carries, decoded; `+` would not be a space everywhere. */
function valuesIn(address: string): string[] {
  const [, query = ''] = address.split('?');
  return query.split('&').map((pair) => decodeURIComponent(pair.slice(pair.indexOf('=') + 1)));
}

describe('shareAddress', () => {
  for (const [network, [label, address]] of Object.entries(ALL_NETWORKS)) {
    it(`${network} carries text and address whole, to the same place, whatever they are`, () => {
      const page = new URL(shareAddress(address, { url: '', text: '' }, 'mastodon.social'));
      for (const url of ADDRESSES) {
        for (const text of TEXTS) {
          const shared = shareAddress(address, { url, text }, 'mastodon.social');
          const { protocol, host, pathname } = new URL(shared);
          expect([protocol, host, pathname]).to.deep.equal([page.protocol, page.host, page.pathname]);
          expect(shared).to.not.match(/[\s"<>#]/);
          const values = valuesIn(shared);
          const both = `${text} ${url}`;
          expect(values.includes(url) || values.includes(both), shared).to.equal(true);
          if (/\{(text|both)\}/.test(address)) {
            expect(values.includes(text) || values.includes(both), shared).to.equal(true);
          }
        }
      }
    });

    it(`${network} has a name and leads to the web, to e-mail or to an app`, () => {
      expect(label).to.match(network === 'email' ? /^$/ : /^\S.*\S$|^X$/);
      const apps: Readonly<Record<string, string>> = {
        email: 'mailto:',
        sms: 'sms:',
        threema: 'threema:',
        viber: 'viber:',
      };
      const { protocol } = new URL(shareAddress(address, { url: '', text: '' }, 'mastodon.social'));
      expect(protocol).to.equal(apps[network] ?? 'https:');
    });
  }

  it('stays well-formed with a text that was cut inside an emoji', () => {
    const shared = { url: 'https://example.org/', text: 'Cut \ud83c' };
    for (const [, address] of Object.values(ALL_NETWORKS)) {
      expect(() => decodeURIComponent(shareAddress(address, shared, 'mastodon.social'))).to.not.throw();
    }
  });
});

describe('networks', () => {
  it('are more than thirty, none of which is gone', () => {
    expect(Object.keys(ALL_NETWORKS).length).to.be.greaterThan(30);
    const gone = /pocket|plus\.google|stumbleupon|flattr|workplace|delicious|digg/;
    expect(JSON.stringify(ALL_NETWORKS)).to.not.match(gone);
  });

  it('are told by name to who names one that there is not', () => {
    const { values } = unknownNetwork('facebok');
    expect(values).to.include({ attribute: 'networks', value: 'facebok' });
    expect(values['known']).to.include('facebook').and.to.include('pinterest');
  });
});
