import { expect } from '@open-wc/testing';
import type { MessageKey, Messages } from '../../../src/i18n/catalogue.ts';
import type { Message } from '../../../src/i18n/message.ts';
import { LANGUAGES } from '../../../src/i18n/locales.ts';
import { messages as ar } from '../../../src/i18n/locales/ar.ts';
import { messages as de } from '../../../src/i18n/locales/de.ts';
import { messages as english } from '../../../src/i18n/locales/en.ts';
import { messages as ja } from '../../../src/i18n/locales/ja.ts';
import { Localizer } from '../../../src/i18n/localizer.ts';
import { messages as writing } from '../../../src/i18n/writing-messages.ts';

const en = { ...english, ...writing };
const CATALOGUES: Readonly<Record<string, Messages>> = { en, ar, de, ja };
const KEYS = Object.keys(en) as MessageKey[];

/** Categories that stand for one number alone, which the language then spells out or leaves out. */
const WITHOUT_NUMBER: Readonly<Record<string, readonly string[]>> = { ar: ['zero', 'one', 'two'] };

/** Messages that are rightly the same as in English. */
const SAME_AS_ENGLISH: Readonly<Record<string, readonly MessageKey[]>> = {
  de: ['form.name', 'form.website', 'form.optional', 'form.tool.link', 'form.tool.code'],
};

/** Groups of keys whose English messages differ and that rightly share a translation; none so far. */
const SHARED: Readonly<Record<string, readonly (readonly MessageKey[])[]>> = {};

/** Friday, 12 October 2012, with Western digits. */
const CLASSIC_DATES: Readonly<Record<string, string>> = {
  en: 'Fri Oct 12, 2012',
  ar: 'الجمعة، 12 أكتوبر 2012',
  de: 'Fr., 12. Okt. 2012',
  ja: '2012年10月12日（金）',
};

/** The wordings of a message by plural category; of one that has no plural, `other` only. */
function formsOf(message: Message): readonly (readonly [category: string, text: string])[] {
  return typeof message === 'string' ? [['other', message]] : Object.entries(message);
}

function englishForm(key: MessageKey, category: string): string {
  const forms = new Map(formsOf(en[key]));
  return forms.get(category) ?? forms.get('other')!;
}

function placeholdersOf(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g))].sort();
}

/** What the page's author has to type, which no language may change. */
function codeIn(text: string): string[] {
  return [...new Set(text.match(/<[^>]*>|[\w{}-]+="[^"]*"|https:\/\/[\w.]*\w|https:\/\//g))].sort();
}

/** Intl chooses the digits of Arabic, and engines differ. */
function withWesternDigits(text: string): string {
  return text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
}

/** Every wording of a catalogue for which the check fails, with its key, so that one run shows them all. */
function failing(
  messages: Messages,
  check: (text: string, key: MessageKey, category: string) => boolean,
): string[] {
  return KEYS.flatMap((key) =>
    formsOf(messages[key])
      .filter(([category, text]) => !check(text, key, category))
      .map(([category, text]) => `${key} (${category}): ${text}`),
  );
}

describe('message catalogues', () => {
  it('are all looked at here', () => {
    expect(Object.keys(CATALOGUES).sort()).to.deep.equal([...LANGUAGES].sort());
  });

  for (const [lang, messages] of Object.entries(CATALOGUES)) {
    describe(lang, () => {
      it('has the keys of English', () => {
        expect(Object.keys(messages).sort()).to.deep.equal([...KEYS].sort());
      });

      it('has plurals where English does, in exactly the categories of the language', () => {
        const expected = new Intl.PluralRules(lang).resolvedOptions().pluralCategories.sort();
        for (const key of KEYS) {
          const message: Message = messages[key];
          const found = typeof message === 'string' ? 'none' : Object.keys(message).sort();
          expect(found, key).to.deep.equal(typeof en[key] === 'string' ? 'none' : expected);
        }
      });

      it('has the placeholders of English', () => {
        const wrong = failing(messages, (text, key, category) => {
          const found = placeholdersOf(text);
          const expected = placeholdersOf(englishForm(key, category));
          const mayLackCount = typeof en[key] !== 'string' && WITHOUT_NUMBER[lang]?.includes(category);
          const compared = mayLackCount ? expected.filter((name) => name !== '{count}') : expected;
          return [expected, compared].some((names) => names.join() === found.join());
        });
        expect(wrong).to.deep.equal([]);
      });

      it('has no brace but those of placeholders', () => {
        expect(failing(messages, (text) => !/[{}]/.test(text.replace(/\{\w+\}/g, '')))).to.deep.equal([]);
      });

      it('has no HTML: tags are names of elements to type, and no character is written as an entity', () => {
        const wrong = failing(messages, (text) => {
          const tags = text.match(/<[^>]*>?/g) ?? [];
          return (
            tags.every((tag) => /^<(\{element\}|colloquy-[a-z-]+)[ >]/.test(tag)) && !/&#?\w+;/.test(text)
          );
        });
        expect(wrong).to.deep.equal([]);
      });

      it('keeps code as it is in English', () => {
        const wrong = failing(
          messages,
          (text, key, category) => codeIn(text).join() === codeIn(englishForm(key, category)).join(),
        );
        expect(wrong).to.deep.equal([]);
      });

      it('has tidy text: something in it, normalized, no stray spaces', () => {
        const wrong = failing(
          messages,
          (text) =>
            text !== '' &&
            text === text.trim() &&
            text === text.normalize('NFC') &&
            !/\s\s|[\n\t]/.test(text),
        );
        expect(wrong).to.deep.equal([]);
      });

      it('has typographic quotes, apostrophes and ellipses', () => {
        const wrong = failing(messages, (text) => !/'|"|\.\.\./.test(text.replace(/="[^"]*"/g, '')));
        expect(wrong).to.deep.equal([]);
      });

      it('closes each isolate that it opens', () => {
        const wrong = failing(
          messages,
          (text) => !/[\u2066-\u2069]/.test(text.replace(/[\u2066-\u2068][^\u2066-\u2069]*\u2069/g, '')),
        );
        expect(wrong).to.deep.equal([]);
      });

      it('puts the classic date together as the language does', () => {
        const date = new Localizer(lang, messages).classicDate(new Date(2012, 9, 12, 12));
        expect(withWesternDigits(date)).to.equal(CLASSIC_DATES[lang]);
      });

      it('has a message for every count', () => {
        const localizer = new Localizer(lang, messages);
        for (const key of KEYS.filter((one) =>
          placeholdersOf(englishForm(one, 'other')).includes('{count}'),
        )) {
          for (const count of [0, 1, 2, 3, 5, 11, 21, 100]) {
            expect(localizer.text(key, { count, page: 1 }), `${key}, ${count}`).to.match(/^[^{}]+$/);
          }
        }
      });

      if (lang === 'en') return;

      it('is translated', () => {
        const untranslated = failing(messages, (text, key, category) => text !== englishForm(key, category));
        const allowed = SAME_AS_ENGLISH[lang] ?? [];
        expect(untranslated.map((line) => line.split(' ')[0])).to.have.members([...allowed]);
      });

      it('tells apart what English tells apart', () => {
        const keysByText = new Map<string, Set<MessageKey>>();
        for (const key of KEYS) {
          for (const [, text] of formsOf(messages[key])) {
            keysByText.set(text, (keysByText.get(text) ?? new Set()).add(key));
          }
        }
        const shared = [...keysByText.values()]
          .map((keys) => [...keys])
          .filter((keys) => new Set(keys.map((key) => JSON.stringify(en[key]))).size > 1);
        expect(shared).to.deep.equal(SHARED[lang] ?? []);
      });
    });
  }
});
