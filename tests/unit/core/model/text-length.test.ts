import { expect } from '@open-wc/testing';
import { textLength } from '../../../../src/core/model/text-length.ts';

describe('textLength', () => {
  for (const [text, length] of [
    ['', 0],
    ['Hello', 5],
    ['é', 1],
    ['e\u0301', 1],
    ['👨‍👩‍👧‍👦', 1],
    ['🇵🇹🇯🇵', 2],
    ['한국어', 3],
    ['a\nb', 3],
  ] as const) {
    it(`counts ${length} in ${JSON.stringify(text)}`, () => expect(textLength(text)).to.equal(length));
  }
});
