import { expect } from '@open-wc/testing';
import { createLink, safeUrl } from '../../../src/content/links.ts';
import { expectSame } from '../../support/same.ts';

describe('safeUrl', () => {
  for (const [address, safe] of [
    ['https://example.org', 'https://example.org/'],
    ['HTTP://EXAMPLE.ORG/a b', 'http://example.org/a%20b'],
    ['mailto:ana@example.org', 'mailto:ana@example.org'],
    [' https://example.org ', 'https://example.org/'],
    ['', null],
    [undefined, null],
    ['/path', null],
    ['example.org', null],
    ['//example.org', null],
    ['javascript:alert(1)', null],
    ['JaVaScRiPt:alert(1)', null],
    ['java\nscript:alert(1)', null],
    ['\u0001javascript:alert(1)', null],
    ['data:text/html,<script>alert(1)</script>', null],
    ['vbscript:x', null],
    ['blob:https://example.org/x', null],
    ['file:///etc/passwd', null],
    ['https://', null],
  ] as const) {
    it(`${JSON.stringify(address)} is ${safe ?? 'not safe'}`, () => {
      expect(safeUrl(address)).to.equal(safe);
    });
  }
});

describe('createLink', () => {
  it('says of a stranger’s link that it is one', () => {
    const link = createLink('https://example.org/a')!;
    expect(link.href).to.equal('https://example.org/a');
    expect(link.rel).to.equal('ugc nofollow noopener noreferrer');
  });

  it('makes none where the address is unsafe', () => {
    expectSame(createLink('javascript:alert(1)'), null);
  });
});
