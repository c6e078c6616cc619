import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import type * as Content from '../../../src/content/sanitize.ts';
import { hideProperty } from '../../support/replace.ts';
import { readSharedData } from '../../support/shared-data.ts';

/** Two copies of the module: one with the browser's own sanitiser, one that has to do without. */
async function loadBoth(): Promise<{ withNative: typeof Content; without: typeof Content }> {
  // @ts-expect-error -- The address makes it another module.
  const withNative = (await import('../../../src/content/sanitize.ts?native')) as typeof Content;
  withNative.sanitize('<p>');
  hideProperty(globalThis, 'Sanitizer');
  // @ts-expect-error -- As above.
  const without = (await import('../../../src/content/sanitize.ts?script')) as typeof Content;
  without.sanitize('<p>');
  return { withNative, without };
}

function serialise(sanitize: typeof Content.sanitize, html: string): string {
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

describe("the browser's own sanitiser", () => {
  before(function () {
    if (!('Sanitizer' in globalThis) || !('setHTML' in Element.prototype)) this.skip();
  });

  it('makes the same nodes as DOMPurify of any mixture of tags, attributes and texts', async function () {
    this.timeout(30_000);
    const { withNative, without } = await loadBoth();
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const html = pieces.join('');
        expect(serialise(withNative.sanitize, html), html).to.equal(serialise(without.sanitize, html));
      }),
      { numRuns: 3000, includeErrorInReport: true },
    );
  });

  for (const file of ['blns', 'closure', 'payloadbox']) {
    it(`makes the same nodes as DOMPurify of the payloads in ${file}`, async function () {
      this.timeout(30_000);
      const payloads = JSON.parse(await readSharedData(this, `xss/${file}.json`)) as string[];
      const { withNative, without } = await loadBoth();
      const different = payloads
        .map((html) => [html, serialise(withNative.sanitize, html), serialise(without.sanitize, html)])
        .filter(([, one, other]) => one !== other);
      expect(different).to.deep.equal([]);
    });
  }
});
