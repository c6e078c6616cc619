import type { MessageKey, Messages } from '../../../src/i18n/catalogue.ts';
import { messages as english } from '../../../src/i18n/locales/en.ts';
import type { Message } from '../../../src/i18n/message.ts';
import { messages as writing } from '../../../src/i18n/writing-messages.ts';

export const en = { ...english, ...writing };
export const KEYS = Object.keys(en) as MessageKey[];

/** What a lint says against a catalogue: each line is a wording with its key, so that one run shows them all. */
export type Lint = (messages: Messages, lang: string) => string[];

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

/** Every wording for which the check fails. */
function failing(
  messages: Messages,
  check: (text: string, key: MessageKey, category: string) => boolean,
): string[] {
  return KEYS.flatMap((key) =>
    formsOf(messages[key] ?? '')
      .filter(([category, text]) => !check(text, key, category))
      .map(([category, text]) => `${key} (${category}): ${text}`),
  );
}

/** Categories that stand for one number alone, which the language may then spell out or leave out. */
function categoriesOfOneNumber(lang: string): Set<string> {
  const rules = new Intl.PluralRules(lang);
  const numbers = new Map<string, number>();
  for (let number = 0; number <= 200; number++) {
    const category = rules.select(number);
    numbers.set(category, (numbers.get(category) ?? 0) + 1);
  }
  return new Set([...numbers].filter(([, count]) => count === 1).map(([category]) => category));
}

/** What is required of every catalogue. */
export const LINTS: Readonly<Record<string, Lint>> = {
  'has the keys of English': (messages) => {
    const missing = KEYS.filter((key) => !(key in messages));
    const unknown = Object.keys(messages).filter((key) => !(key in en));
    return [...missing.map((key) => `${key} is missing`), ...unknown.map((key) => `${key} is unknown`)];
  },

  'has plurals where English does, in exactly the categories of the language': (messages, lang) => {
    const expected = new Intl.PluralRules(lang).resolvedOptions().pluralCategories.sort().join();
    return KEYS.flatMap((key) => {
      const message: Message = messages[key];
      const found = typeof message === 'string' ? 'none' : Object.keys(message).sort().join();
      const right = typeof en[key] === 'string' ? 'none' : expected;
      return found === right ? [] : [`${key} has ${found}, not ${right}`];
    });
  },

  'has the placeholders of English': (messages, lang) => {
    const ofOneNumber = categoriesOfOneNumber(lang);
    return failing(messages, (text, key, category) => {
      const found = placeholdersOf(text).join();
      const expected = placeholdersOf(englishForm(key, 'other'));
      const mayLackCount = typeof en[key] !== 'string' && ofOneNumber.has(category);
      return (
        found === expected.join() ||
        (mayLackCount && found === expected.filter((name) => name !== '{count}').join())
      );
    });
  },

  'has no placeholders side by side, which would run into one word': (messages) =>
    failing(messages, (text) => !/\}\{/.test(text)),

  'has no brace but those of placeholders': (messages) =>
    failing(messages, (text) => !/[{}]/.test(text.replace(/\{\w+\}/g, ''))),

  'has no HTML: no tags, and no character is written as an entity': (messages) =>
    failing(messages, (text) => !/[<>]|&#?\w+;/.test(text)),

  'keeps code as it is in English': (messages) =>
    failing(
      messages,
      (text, key, category) => codeIn(text).join() === codeIn(englishForm(key, category)).join(),
    ),

  'has tidy text: something in it, normalized, no stray spaces': (messages) =>
    failing(
      messages,
      (text) =>
        text !== '' && text === text.trim() && text === text.normalize('NFC') && !/\s\s|[\n\t]/.test(text),
    ),

  'has typographic quotes, apostrophes and ellipses': (messages) =>
    failing(messages, (text) => !/'|"|\.\.\./.test(text)),

  'closes each isolate that it opens': (messages) =>
    failing(
      messages,
      (text) => !/[\u2066-\u2069]/.test(text.replace(/[\u2066-\u2068][^\u2066-\u2069]*\u2069/g, '')),
    ),

  'is not much longer than English, for which there is room': (messages) =>
    failing(messages, (text, key, category) => {
      const length = englishForm(key, category).length;
      return text.length <= Math.max(2.2 * length, length + 24);
    }),

  'ends sentences where English does': (messages) =>
    failing(messages, (text, key, category) => {
      const isSentence = (one: string) => /[.!?;:…。！？：।؟។៖۔]\W*$/u.test(one);
      // Thai ends none of its sentences.
      return isSentence(text) === isSentence(englishForm(key, category)) || /\p{Script=Thai}/u.test(text);
    }),
};

/** Wordings that are the same as in English. */
export function untranslated(messages: Messages): MessageKey[] {
  return KEYS.filter((key) =>
    formsOf(messages[key]).some(([category, text]) => text === englishForm(key, category)),
  );
}

/** Groups of keys with one translation where English has several. */
export function sharedTranslations(messages: Messages): MessageKey[][] {
  const keysByText = new Map<string, Set<MessageKey>>();
  for (const key of KEYS) {
    for (const [, text] of formsOf(messages[key])) {
      keysByText.set(text, (keysByText.get(text) ?? new Set()).add(key));
    }
  }
  return [...keysByText.values()]
    .map((keys) => [...keys])
    .filter((keys) => new Set(keys.map((key) => JSON.stringify(en[key]))).size > 1);
}
