import { expect } from '@open-wc/testing';
import { textBody } from '../../../src/content/text-body.ts';

/** The fragment as HTML, for reading. */
function htmlOf(text: string): string {
  const box = document.createElement('div');
  box.append(textBody(text));
  return box.innerHTML;
}

const linksIn = (text: string) => [...textBody(text).querySelectorAll('a')].map((link) => link.textContent);

describe('textBody', () => {
  for (const [text, html] of [
    ['', ''],
    [' \n \n', ''],
    ['One', '<p>One</p>'],
    ['One\nTwo', '<p>One\nTwo</p>'],
    ['One\n\nTwo', '<p>One</p><p>Two</p>'],
    ['One\n \t\nTwo', '<p>One</p><p>Two</p>'],
    ['One\r\n\r\nTwo\rThree', '<p>One</p><p>Two\nThree</p>'],
    ['\n\nOne\n\n\n\nTwo\n\n', '<p>One</p><p>Two</p>'],
    ['<b>&amp;', '<p>&lt;b&gt;&amp;amp;</p>'],
    ['  indented', '<p>  indented</p>'],
  ] as const) {
    it(`makes ${JSON.stringify(text)} into ${html || 'nothing'}`, () => {
      expect(htmlOf(text)).to.equal(html);
    });
  }

  for (const [text, links] of [
    ['https://example.org', ['https://example.org']],
    ['See https://example.org/a.', ['https://example.org/a']],
    ['(https://example.org/a)', ['https://example.org/a']],
    ['"https://example.org/a"', ['https://example.org/a']],
    ['https://example.org/a?b=c&d=e#f, and', ['https://example.org/a?b=c&d=e#f']],
    ['http://a.example http://b.example', ['http://a.example', 'http://b.example']],
    ['https://example.org/مقال', ['https://example.org/مقال']],
    ['https://', []],
    ['https://.', []],
    ['javascript:alert(1)', []],
    ['example.org', []],
    ['xhttps://example.org', []],
    ['HTTPS://EXAMPLE.ORG', ['HTTPS://EXAMPLE.ORG']],
    ['https://en.wikipedia.org/wiki/Swift_(bird)', ['https://en.wikipedia.org/wiki/Swift_(bird)']],
    ['(https://en.wikipedia.org/wiki/Swift_(bird))', ['https://en.wikipedia.org/wiki/Swift_(bird)']],
  ] as const) {
    it(`finds ${links.length} links in ${JSON.stringify(text)}`, () => {
      expect(linksIn(text)).to.deep.equal([...links]);
    });
  }

  it('loses no character around links', () => {
    const text = 'a https://example.org b (https://example.org/c), d.';
    expect(textBody(text).textContent).to.equal(text);
  });

  it('is quick with long and hostile texts', () => {
    // Quadratic work would take minutes and fail by the runner's own limit.
    for (const text of [
      'https://'.repeat(20_000),
      `https://${'.'.repeat(200_000)}`,
      '\n \n'.repeat(100_000),
      `https://a${')'.repeat(200_000)}`,
    ]) {
      expect(textBody(text)).to.be.instanceOf(DocumentFragment);
    }
  });
});
