import { expect } from '@open-wc/testing';
import { hueOf, initialsOf } from '../../../../src/core/model/author.ts';

describe('initialsOf', () => {
  const cases: Readonly<Record<string, string>> = {
    Ana: 'A',
    'Ana Bell': 'AB',
    'ana bell': 'AB',
    'Ana Maria de Bell': 'AB',
    '  Ana \t Bell\n': 'AB',
    '': '',
    '   ': '',
    '(Ana) "Bell"': 'AB',
    '— Ana': 'A',
    '...': '',
    '7 of 9': '79',
    // One letter to the eye, two characters: the mark must not be lost, nor stand alone.
    'e\u0301mile o\u0308rn': 'E\u0301O\u0308',
    '🦊 Fox': '🦊F',
    '👨‍👩‍👧 Bell': '👨‍👩‍👧B',
    '🇯🇵': '🇯🇵',
    '𝒜na': '𝒜',
    'مريم علي': 'مع',
    山田太郎: '山',
    'नमिता कौर': 'नकौ',
  };
  for (const [name, initials] of Object.entries(cases)) {
    it(`makes ${JSON.stringify(initials)} of ${JSON.stringify(name)}`, () => {
      expect(initialsOf(name)).to.equal(initials);
    });
  }

  it('takes a name of any length', () => {
    expect(initialsOf('x'.repeat(100_000))).to.equal('X');
    expect(initialsOf('a b '.repeat(20_000))).to.equal('AB');
  });
});

describe('hueOf', () => {
  it('is a whole number of degrees from 0 to 359', () => {
    for (const name of ['', 'Ana', '🦊', 'x'.repeat(10_000), '\u{10ffff}'.repeat(100)]) {
      expect(hueOf(name), name.slice(0, 10)).to.satisfy((hue: number) => Number.isInteger(hue));
      expect(hueOf(name), name.slice(0, 10)).to.be.within(0, 359);
    }
  });

  it('is the same for the same name in every engine and version', () => {
    expect(['Ana', 'Bo', '🦊', 'مريم', ''].map(hueOf)).to.deep.equal([92, 357, 178, 135, 0]);
  });

  it('tells similar names apart', () => {
    const hues = new Set(['Ana', 'Anna', 'Hana', 'ana', 'naA'].map(hueOf));
    expect(hues.size).to.equal(5);
  });
});
