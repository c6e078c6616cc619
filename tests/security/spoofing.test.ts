import { expect } from '@open-wc/testing';
import { partOf, textOf } from '../support/parts.ts';
import { inner, openReply, placeReady, row } from '../support/place.ts';
import { sample } from '../support/sample.ts';
import { until } from '../support/until.ts';

const DIRECTIONS = [
  ...['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'],
  ...['\u061c', '\u200e', '\u200f'],
];
const WITHOUT_WIDTH = ['\u00ad', '\u034f', '\u180e', '\u200b', '\u2060', '\u2063', '\ufeff', '\ufff9'];

const named = (character: string) => `U+${character.codePointAt(0)!.toString(16).padStart(4, '0')}`;

/** Names as they are given, and as they are to be read. */
const NAMES: Readonly<Record<string, readonly [given: string, read: string]>> = {
  ...Object.fromEntries(
    DIRECTIONS.flatMap((mark) => [
      [`${named(mark)} before`, [`${mark}Ana Bell`, 'Ana Bell']],
      [`${named(mark)} between, never ended`, [`Ana ${mark}Bell`, 'Ana Bell']],
    ]),
  ),
  ...Object.fromEntries(WITHOUT_WIDTH.map((mark) => [`${named(mark)} between`, [`An${mark}a`, 'Ana']])),
  'a moderator written backwards': ['\u202erotaredoM', 'rotaredoM'],
  'a time after the name': ['Ana\u2067 just now', 'Ana just now'],
  'line breaks': ['Ana\n\n\nPosted by Bell', 'Ana Posted by Bell'],
  'tabs and wide spaces': ['Ana\t\u3000\u2003Bell', 'Ana Bell'],
  'a bell and an escape': ['Ana\u0007\u001b[31m', 'Ana [31m'],
  'forty marks on a letter': [`A${'\u0301'.repeat(40)}na`, `A${'\u0301'.repeat(4)}na`],
  'forty marks below a letter': [`A${'\u0323'.repeat(40)}na`, `A${'\u0323'.repeat(4)}na`],
  'marks of many kinds': [`A${'\u0300\u0316\u0489\u20dd'.repeat(9)}`, 'A\u0300\u0316\u0489\u20dd'],
  'a very long name': ['a'.repeat(5_000), 'a'.repeat(200)],
  'four marks, as some languages write': ['a\u0300\u0301\u0302\u0303', 'a\u0300\u0301\u0302\u0303'],
  'a family, which joiners hold together': ['👨‍👩‍👧 Bell', '👨‍👩‍👧 Bell'],
  'Persian, which needs a non-joiner': ['علی‌رضا', 'علی‌رضا'],
  'Hebrew beside digits': ['דנה 12', 'דנה 12'],
  'Arabic with vowels': ['مُحَمَّد', 'مُحَمَّد'],
};

/** Names of which nothing would show. */
const BLANK = [
  ...[
    '',
    ' ',
    '\t\n',
    '\u00a0',
    '\u2003',
    '\u3000',
    '\u200b\u200c\u200d',
    '\u2060',
    '\ufeff',
    '\u202e',
    '\u2067\u2069',
  ],
  ...[
    '\u115f\u1160',
    '\u3164',
    '\uffa0',
    '\u2800',
    '\u00ad',
    '\u034f',
    '\u0301',
    '\ufe0f',
    '\u{e0020}',
    '\u0000',
  ],
];

async function shown(name: string) {
  const comments = await placeReady({
    comments: [
      sample('a', { author: { name, location: 'Lisbon', badge: 'Guest' } }),
      sample('b', { parentId: 'a' }),
    ],
  });
  return inner(comments, 'colloquy-thread');
}

/** Where the characters of an element stand, in the order of its text. */
function positions(element: Element): number[] {
  const found: number[] = [];
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    for (let at = 0; at < text.nodeValue!.length; at++) {
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      const [box] = range.getClientRects();
      if (box && box.width > 0) found.push(Math.round(box.left + box.top * 10_000));
    }
  }
  return found;
}

function expectInOrder(places: readonly number[]): void {
  expect(places.length).to.be.greaterThan(1);
  expect(places).to.deep.equal(places.toSorted((a, b) => a - b));
}

describe('names that pretend', () => {
  for (const [kind, [given, read]] of Object.entries(NAMES)) {
    it(`${kind}: leaves what stands around in order`, async () => {
      const thread = await shown(given);
      const own = row(thread, 'a');
      expect(textOf(partOf(own, 'author'))).to.equal(read);
      expect(getComputedStyle(partOf(own, 'author').querySelector('bdi')!).unicodeBidi).to.equal('isolate');
      const [author, badge, location, time] = ['author', 'badge', 'location', 'permalink'].map((part) =>
        partOf(own, part),
      ) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
      for (const each of [badge, location, time]) expectInOrder(positions(each));
      // A long name takes a line of its own.
      if (read.length < 100) {
        expectInOrder([author, badge, location, time].map((each) => each.getBoundingClientRect().left));
      }
    });
  }

  for (const given of BLANK) {
    it(`${JSON.stringify(given)}: is nobody's`, async () => {
      const thread = await shown(given);
      expect(textOf(partOf(row(thread, 'a'), 'author'))).to.equal('Anonymous');
      expect(textOf(partOf(row(thread, 'a'), 'avatar'))).to.equal('·');
      expect(textOf(partOf(row(thread, 'b'), 'in-reply-to'))).to.include('Anonymous');
    });
  }

  it('does so in the words of the form as well', async () => {
    const thread = await shown('\u202eAna\u2067');
    const form = await openReply(thread, 'a');
    expect(textOf(partOf(form, 'title'))).to.equal('Reply to Ana');
    expect(textOf(partOf(form, 'submit-button'))).to.equal('Reply to Ana');
  });
});

describe('bodies that pretend', () => {
  for (const [format, value] of [
    ['text', '\u202eturned around\n\nnot turned'],
    ['html', '<p>\u202eturned <b>\u2067around</b></p><p>not turned</p>'],
    ['markdown', '\u202eturned around\n\nnot turned'],
  ] as const) {
    it(`${format}: what turns a paragraph around ends with it`, async () => {
      const comments = await placeReady({ comments: [sample('a', { body: { format, value } })] });
      const own = row(inner(comments, 'colloquy-thread'), 'a');
      const last = await until(() => partOf(own, 'body').lastElementChild, 'the body');
      // Nothing stands anywhere before it is first drawn.
      await until(() => positions(last).length > 1, 'the letters');
      expectInOrder(positions(last));
      expectInOrder(positions(partOf(own, 'permalink')));
    });

    it(`${format}: no pile of marks covers the lines around`, async () => {
      const body = { format, value: value.replace('turned', `t${'\u0301'.repeat(60)}urned`) };
      const comments = await placeReady({ comments: [sample('a', { body })] });
      const own = partOf(row(inner(comments, 'colloquy-thread'), 'a'), 'body');
      expect(own.textContent).to.match(/t\u0301{4}urned/);
    });
  }

  it('html: nor when they are entities, or stand in elements of their own', async () => {
    const value = `<p>t${'&#x301;'.repeat(30)}${'<b>&#769;</b>'.repeat(30)}urned</p>`;
    const comments = await placeReady({ comments: [sample('a', { body: { format: 'html', value } })] });
    const own = partOf(row(inner(comments, 'colloquy-thread'), 'a'), 'body');
    expect(own.textContent).to.equal('t\u0301\u0301\u0301\u0301urned');
  });
});
