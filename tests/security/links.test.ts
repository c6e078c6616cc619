import { expect } from '@open-wc/testing';
import { safeUrl } from '../../src/content/links.ts';
import { markdownBody } from '../../src/content/markdown.ts';
import { sanitize } from '../../src/content/sanitize.ts';
import { textBody } from '../../src/content/text-body.ts';

/** Schemes that run, read, load, open or count something; three are let through, and these are not. */
const SCHEMES =
  `javascript vbscript livescript data file blob filesystem about ws wss ftp tel sms intent chrome
  chrome-extension moz-extension view-source jar mhtml feed steam ms-word x-unknown cid urn magnet`.split(
    /\s+/,
  );

/** Spellings that one parser or another takes for the scheme. */
const SPELLINGS: Readonly<Record<string, (scheme: string) => string>> = {
  plain: (scheme) => `${scheme}:alert(1)`,
  'in capitals': (scheme) => `${scheme.toUpperCase()}:alert(1)`,
  'after a control character': (scheme) => `\u0001${scheme}:alert(1)`,
  'with a tab and line breaks': (scheme) => `${scheme[0]}\t\r\n${scheme.slice(1)}:alert(1)`,
  'as entities': (scheme) => `&#${scheme.charCodeAt(0)};${scheme.slice(1)}&colon;alert(1)`,
  'before two slashes and a host': (scheme) => `${scheme}://example.org/%0aalert(1)`,
};

/** Addresses without a scheme of their own, or with one that is none. */
const ODD = [
  ...[
    '/x',
    'x',
    '?x',
    '#x',
    '.',
    '..',
    '//example.org/',
    '///example.org',
    '/\\example.org',
    '\\\\example.org',
  ],
  ...['ｊavascript:alert(1)', 'javascript：alert(1)', 'java%0ascript:alert(1)', '%6aavascript:alert(1)'],
  ...[
    'javascript\u0000:alert(1)',
    'java\u0000script:alert(1)',
    '\u00a0javascript:alert(1)',
    ':https://example.org',
  ],
  ...['https', 'https:', 'https://', 'http://?', 'http://#', 'https://[::1', 'https://a:b:c'],
  ...[
    'https://example.org:99999/',
    'https://%00/',
    'https://example.org%2f@',
    '1https://example.org',
    'mailto',
  ],
];

const GOOD: readonly (readonly [address: string, href: string])[] = [
  ['https://example.org', 'https://example.org/'],
  ['HTTPS://EXAMPLE.ORG/A', 'https://example.org/A'],
  ['http://example.org/a?b=c#d', 'http://example.org/a?b=c#d'],
  ['https:example.org', 'https://example.org/'],
  ['https:\\\\example.org\\a', 'https://example.org/a'],
  [' https://example.org ', 'https://example.org/'],
  ['https://exa\nmple.org/', 'https://example.org/'],
  ['https://example.org:443/', 'https://example.org/'],
  ['https://[::1]/', 'https://[::1]/'],
  ['http://0x7f.1/', 'http://127.0.0.1/'],
  ['https://example。org/', 'https://example.org/'],
  ['https://münchen.example/ß', 'https://xn--mnchen-3ya.example/%C3%9F'],
  ['https://example.org/"><img src=x>', 'https://example.org/%22%3E%3Cimg%20src=x%3E'],
  ["https://example.org/' onclick='x", "https://example.org/'%20onclick='x"],
  ['https://ana@example.org/', 'https://example.org/'],
  ['https://bank.example@example.org/', 'https://example.org/'],
  ['https://bank.example:secret@example.org/', 'https://example.org/'],
  ['https://bank.example%2f@example.org/', 'https://example.org/'],
  ['mailto:ana@example.org', 'mailto:ana@example.org'],
  ['MAILTO:ana@example.org?subject=a', 'mailto:ana@example.org?subject=a'],
];

/** What a link says, where it leads, and what readers see. */
const SAYINGS: readonly (readonly [text: string, href: string, shown: string])[] = [
  ['a page', 'https://example.org/', 'a page'],
  ['https://example.org/a', 'https://example.org/b', 'https://example.org/a'],
  ['example.org', 'https://www.example.org/', 'example.org'],
  ['https://bank.example/', 'https://example.org/', 'https://bank.example/ (example.org)'],
  ['HTTP://BANK.EXAMPLE', 'https://example.org/', 'HTTP://BANK.EXAMPLE (example.org)'],
  ['bank.example', 'https://example.org/', 'bank.example (example.org)'],
  ['bank.example/login', 'https://example.org/', 'bank.example/login (example.org)'],
  ['www.bank.example', 'https://example.org/', 'www.bank.example (example.org)'],
  ['Go to https://bank.example now', 'https://example.org/', 'Go to https://bank.example now (example.org)'],
  ['bank\u200b.example', 'https://example.org/', 'bank\u200b.example (example.org)'],
  ['bank。example', 'https://example.org/', 'bank。example (example.org)'],
  ['https:bank.example', 'https://example.org/', 'https:bank.example (example.org)'],
  [
    'https://example.org@bank.example/',
    'https://example.org/',
    'https://example.org@bank.example/ (example.org)',
  ],
  [
    'https://bank.example@example.org/',
    'https://example.org/',
    'https://bank.example@example.org/ (example.org)',
  ],
  [
    'https://example.org',
    'https://example.org.evil.example/',
    'https://example.org (example.org.evil.example)',
  ],
  ['https://аррӏе.com/', 'https://аррӏе.com/', 'https://аррӏе.com/ (xn--80ak6aa92e.com)'],
  ['https://раypal.com/', 'https://раypal.com/', 'https://раypal.com/ (xn--ypal-43d9g.com)'],
  ['https://münchen.example/', 'https://münchen.example/', 'https://münchen.example/'],
  ['https://пример.рф/', 'https://пример.рф/', 'https://пример.рф/'],
  ['https://bank.example', 'mailto:a@example.org', 'https://bank.example'],
  ['an e.g. in a sentence', 'https://example.org/', 'an e.g. in a sentence'],
  ['\u202emoc.elpmaxe', 'https://example.org/', '\u202emoc.elpmaxe (example.org)'],
];

const escaped = (text: string) => text.replaceAll('"', '&quot;').replaceAll('<', '&lt;');

const linkIn = (nodes: DocumentFragment) => nodes.querySelector<HTMLAnchorElement>('a[href],a') ?? null;

describe('where links of strangers lead', () => {
  for (const [name, spell] of Object.entries(SPELLINGS)) {
    for (const scheme of SCHEMES) {
      it(`not to ${scheme}: ${name}`, () => {
        const address = spell(scheme);
        expect(linkIn(sanitize(`<a href="${address}">a</a>`))!.hasAttribute('href')).to.equal(false);
        expect(sanitize(`<img src="${address}" alt="a">`).textContent).to.equal('a');
        expect(sanitize(`<q cite="${address}">a</q>`).querySelector('[cite]')).to.equal(null);
        expect(safeUrl(address)).to.equal(null);
        expect(textBody(address).querySelector('a[href^="http"],a[href]:not([href^="http"])')).to.equal(null);
        expect(markdownBody(`[a](<${address.replace(/[\r\n]/g, '')}>)`).querySelector('[href]')).to.equal(
          null,
        );
      });
    }
  }

  for (const address of ODD) {
    it(`not to ${JSON.stringify(address)}`, () => {
      expect(linkIn(sanitize(`<a href="${escaped(address)}">a</a>`))!.hasAttribute('href')).to.equal(false);
      expect(safeUrl(address)).to.equal(null);
    });
  }

  for (const [address, href] of GOOD) {
    it(`to ${JSON.stringify(address)} as ${href}`, () => {
      const link = linkIn(sanitize(`<a href="${escaped(address)}" target=_top rel=opener>a</a>`))!;
      expect(link.getAttribute('href')).to.equal(href);
      expect(link.getAttributeNames().sort()).to.deep.equal(['href', 'rel']);
      expect(link.rel).to.equal('ugc nofollow noopener noreferrer');
      expect(safeUrl(address)).to.equal(href);
    });
  }

  for (const [text, href, shown] of SAYINGS) {
    it(`is seen: ${JSON.stringify(text)} to ${href}`, () => {
      const link = linkIn(sanitize(`<a href="${href}">${text}</a>`))!;
      expect(link.textContent).to.equal(shown);
      if (shown !== text) expect(link.querySelector('bdi')!.textContent).to.match(/^\(.+\)$/);
    });
  }

  it('is seen in a picture that is a link, in the text of Markdown and in plain text', () => {
    expect(sanitize('<img src="https://example.org/a" alt="https://bank.example">').textContent).to.equal(
      'https://bank.example (example.org)',
    );
    expect(
      sanitize('<a href="https://example.org/"><img src="https://bank.example/a" alt="bank.example"></a>')
        .textContent,
    ).to.equal('bank.example (example.org)');
    expect(markdownBody('[bank.example](https://example.org)').textContent).to.equal(
      'bank.example (example.org)',
    );
    expect(textBody('https://bank.example@example.org/').textContent).to.include('(example.org)');
  });
});
