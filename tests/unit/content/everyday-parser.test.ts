import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { EverydayParser } from '../../../src/content/everyday-parser.ts';
import { sanitize } from '../../../src/content/sanitize.ts';
import { replaceProperty } from '../../support/replace.ts';
import { readSharedData } from '../../support/shared-data.ts';

/** How many texts it has taken on itself. */
let taken = 0;

beforeEach(() => {
  taken = 0;
  const { parse } = EverydayParser.prototype;
  replaceProperty(EverydayParser.prototype, 'parse', function (this: EverydayParser, html: string) {
    const parsed = isOff ? null : parse.call(this, html);
    if (parsed) taken++;
    return parsed;
  });
});

let isOff = false;

function byDomPurify(html: string): string {
  isOff = true;
  try {
    return serialise(html);
  } finally {
    isOff = false;
  }
}

function serialise(html: string): string {
  const box = document.createElement('div');
  box.append(sanitize(html));
  for (const element of box.querySelectorAll('*')) {
    // DOMPurify trims what it lets through.
    for (const { name, value } of element.attributes) element.setAttribute(name, value.trim());
  }
  return box.innerHTML;
}

const word = fc.constantFrom(
  'a',
  'b c',
  '&lt;x&gt;',
  '&amp;',
  '"',
  "'",
  '>',
  'ü🙂',
  '\u0000',
  '&#x6A;',
  '\n',
);
const tag = fc.constantFrom(
  'p',
  'a',
  'b',
  'em',
  'ul',
  'li',
  'table',
  'td',
  'tr',
  'img',
  'h2',
  'pre',
  'br',
  'q',
  'P',
);
const attribute = fc
  .tuple(
    fc.constantFrom(
      'href',
      'src',
      'cite',
      'title',
      'onclick',
      'style',
      'id',
      'class',
      'data-x',
      'lang',
      'dir',
      'HREF',
    ),
    fc.constantFrom(
      'https://example.org/',
      'javascript:alert(1)',
      ' javascript:alert(1)',
      'java\tscript:alert(1)',
      '&#106;avascript:alert(1)',
      'data:text/html,x',
      '//example.org',
      '/relative',
      'mailto:a@example.org',
      'x"y',
      '',
    ),
  )
  .map(([name, value]) => ` ${name}="${value.replaceAll('"', '&quot;')}"`);
const piece = fc.oneof(
  word,
  fc.tuple(tag, fc.array(attribute, { maxLength: 3 })).map(([name, all]) => `<${name}${all.join('')}>`),
  tag.map((name) => `</${name}>`),
  fc.constantFrom('<script>alert(1)</script>', '<!-- c -->', '<svg>', '<style>', '<', '<x-y>', '<p/', '</'),
);

describe('the parser of everyday HTML', () => {
  it('makes the same nodes as DOMPurify of any mixture of tags, attributes and texts', function () {
    this.timeout(30_000);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const html = pieces.join('');
        expect(serialise(html), html).to.equal(byDomPurify(html));
      }),
      { numRuns: 3000, includeErrorInReport: true },
    );
    expect(taken).to.be.greaterThan(300);
  });

  for (const file of ['blns', 'closure', 'payloadbox']) {
    it(`makes the same nodes as DOMPurify of the payloads in ${file}`, async function () {
      this.timeout(30_000);
      const payloads = JSON.parse(await readSharedData(this, `xss/${file}.json`)) as string[];
      const different = payloads
        .map((html) => [html, serialise(html), byDomPurify(html)])
        .filter(([, one, other]) => one !== other);
      expect(different.slice(0, 3), `${different.length} are different`).to.deep.equal([]);
      expect(taken).to.be.greaterThan(10);
    });
  }

  it('takes attributes away that are not allowed, and leaves the others', () => {
    const html =
      '<p class="x" onclick="alert(1)" lang="en" style="color:red" id="y">One <b data-x="1">two</b></p>';
    expect(serialise(html)).to.equal('<p lang="en">One <b>two</b></p>');
    expect(taken).to.equal(1);
  });

  for (const [what, html] of [
    ['a script', '<script>alert(1)</script>'],
    ['another namespace', '<p>a<svg><p>b</svg>'],
    ['a comment', '<p><!-- a --></p>'],
    ['a style', '<p><style>a</style>'],
    ['an element of somebody else', '<custom-element>a</custom-element>'],
    ['a name that only begins like one', '<p\u00a0x>'],
    ['an end without a beginning', '</p>a'],
    ['a table', '<table><tr><td>a</table>'],
    ['NUL', '<b\0>a</b>'],
    ['what is a text only for some', '<noscript><p title="</noscript><img src=x onerror=alert(1)>">'],
  ] as const) {
    it(`leaves to DOMPurify: ${what}`, () => {
      const parser = new EverydayParser(['p', 'b', 'table', 'tr', 'td'], ['title']);
      expect(parser.parse(html)).to.equal(null);
    });
  }

  it('leaves to DOMPurify what has turned into an element that is not allowed', () => {
    // Allowed by name, and made into another by the parser.
    const parser = new EverydayParser(['image'], ['src']);
    expect(parser.parse('<image src="x">')).to.equal(null);
  });
});
