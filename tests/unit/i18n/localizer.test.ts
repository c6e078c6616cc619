import { expect } from '@open-wc/testing';
import { messages as ar } from '../../../src/i18n/locales/ar.ts';
import { messages as de } from '../../../src/i18n/locales/de.ts';
import { messages as en } from '../../../src/i18n/locales/en.ts';
import { messages as ja } from '../../../src/i18n/locales/ja.ts';
import { Localizer } from '../../../src/i18n/localizer.ts';

const NOW = Date.UTC(2026, 4, 20, 12);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Ages, and how English and German give them. */
const AGES: readonly (readonly [name: string, milliseconds: number, english: string, german: string])[] = [
  ['in the future', -HOUR, 'now', 'jetzt'],
  ['nothing', 0, 'now', 'jetzt'],
  ['59 seconds', 59 * SECOND, 'now', 'jetzt'],
  ['a minute', MINUTE, '1 minute ago', 'vor 1 Minute'],
  ['almost an hour', HOUR - 1, '59 minutes ago', 'vor 59 Minuten'],
  ['an hour', HOUR, '1 hour ago', 'vor 1 Stunde'],
  ['almost a day', DAY - 1, '23 hours ago', 'vor 23 Stunden'],
  ['a day', DAY, 'yesterday', 'gestern'],
  ['two days', 2 * DAY, '2 days ago', 'vorgestern'],
  ['almost a week', 7 * DAY - 1, '6 days ago', 'vor 6 Tagen'],
  ['a week', 7 * DAY, 'last week', 'letzte Woche'],
  ['almost thirty days', 30 * DAY - 1, '4 weeks ago', 'vor 4 Wochen'],
  ['thirty days', 30 * DAY, 'Apr 20, 2026', '20.04.2026'],
  ['years', 5000 * DAY, 'Sep 10, 2012', '10.09.2012'],
];

const english = new Localizer('en', en);

/** Intl chooses the digits of Arabic, and engines differ. */
function withWesternDigits(text: string): string {
  return text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
}

describe('Localizer ages', () => {
  for (const [name, milliseconds, inEnglish, inGerman] of AGES) {
    it(`${name}: ${inEnglish}`, () => {
      const time = new Date(NOW - milliseconds);
      expect(english.age(time, NOW)).to.equal(inEnglish);
      expect(new Localizer('de', de).age(time, NOW)).to.equal(inGerman);
    });
  }
});

describe('Localizer classic dates', () => {
  for (const [lang, messages, date] of [
    ['en', en, 'Fri Oct 12, 2012'],
    ['en-GB', en, 'Fri 12 Oct 2012'],
    ['ar', ar, 'الجمعة، 12 أكتوبر 2012'],
    ['de', de, 'Fr., 12. Okt. 2012'],
    ['ja', ja, '2012年10月12日(金)'],
  ] as const) {
    it(`${lang}: ${date}`, () => {
      expect(
        withWesternDigits(new Localizer(lang, messages).classicDate(new Date(2012, 9, 12, 12))),
      ).to.equal(date);
    });
  }
});

describe('Localizer messages', () => {
  for (const [lang, messages, count, text] of [
    ['en', en, 0, '0 comments'],
    ['en', en, 1, '1 comment'],
    ['en', en, 2, '2 comments'],
    ['en', en, 1234, '1,234 comments'],
    ['de', de, 1, '1 Kommentar'],
    ['de', de, 1234, '1.234 Kommentare'],
    ['ja', ja, 1, '1件のコメント'],
    ['ja', ja, 5000, '5,000件のコメント'],
    ['ar', ar, 0, 'لا تعليقات'],
    ['ar', ar, 1, 'تعليق واحد'],
    ['ar', ar, 2, 'تعليقان'],
  ] as const) {
    it(`count in words: ${count} in ${lang}`, () => {
      expect(new Localizer(lang, messages).text('thread.count', { count })).to.equal(text);
    });
  }

  it('are taken in later too, and those that are there stay', () => {
    const localizer = new Localizer('de', { 'form.submit': 'Abschicken' });
    expect(localizer.text('form.cancel')).to.equal('');
    localizer.learn({ 'form.submit': 'Post comment', 'form.cancel': 'Cancel' });
    expect([localizer.text('form.submit'), localizer.text('form.cancel')]).to.deep.equal([
      'Abschicken',
      'Cancel',
    ]);
  });

  for (const [count, word] of [
    [3, 'تعليقات'],
    [10, 'تعليقات'],
    [11, 'تعليقًا'],
    [99, 'تعليقًا'],
    [100, 'تعليق'],
    [103, 'تعليقات'],
  ] as const) {
    it(`takes the plural that Arabic has for ${count}`, () => {
      const text = new Localizer('ar', ar).text('thread.count', { count });
      expect(text.split(' ').at(-1)).to.equal(word);
    });
  }

  it('fills in values as they are, braces included', () => {
    expect(english.text('form.title.reply', { name: '{name} $& <b>' })).to.equal('Reply to {name} $& <b>');
  });

  it('leaves a gap rather than a placeholder where a value is missing', () => {
    expect(english.text('form.title.reply')).to.equal('Reply to ');
  });

  it('cuts a message at its values, in the order of the language', () => {
    const [name, place] = [{ is: 'name' }, { is: 'place' }];
    expect(english.parts('classic.byline', { name, place }).filter((part) => part !== '')).to.deep.equal([
      name,
      ' in ',
      place,
      ' writes:',
    ]);
    const japanese = new Localizer('ja', ja).parts('classic.byline', { name, place });
    expect(japanese.filter((part) => part !== '')).to.deep.equal([name, 'さん（', place, '）のコメント：']);
  });

  it('uses a narrower tag’s numbers and dates with the words of its language', () => {
    const swiss = new Localizer('de-CH', de);
    expect(swiss.number(12_345)).to.match(/^12[’']345$/);
    expect(swiss.text('thread.title')).to.equal('Kommentare');
    expect(new Localizer('en-GB', en).age(new Date(NOW - 40 * DAY), NOW)).to.equal('10 Apr 2026');
  });
});

describe('Localizer direction', () => {
  for (const lang of ['ar', 'ar-EG', 'fa', 'he', 'ur-PK', 'yi', 'ckb', 'ps', 'ku-Arab', 'AR']) {
    it(`is from right to left for ${lang}`, () => {
      expect(new Localizer(lang, en).direction).to.equal('rtl');
    });
  }

  for (const lang of ['en', 'de', 'ja', 'ku', 'arn', 'faroese', 'hi', 'az-Latn']) {
    it(`is from left to right for ${lang}`, () => {
      expect(new Localizer(lang, en).direction).to.equal('ltr');
    });
  }
});
