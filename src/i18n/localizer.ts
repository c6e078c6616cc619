import type { MessageKey, Messages } from './catalogue.ts';
import type { Message } from './message.ts';

export type MessageValues = Readonly<Record<string, string | number>>;

/** Ages beyond this many seconds are given as a date. */
const RELATIVE_LIMIT = 30 * 86_400;

const RELATIVE_STEPS = [
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const satisfies readonly (readonly [Intl.RelativeTimeFormatUnit, number])[];

/** Everything that depends on a language: messages, plurals, numbers, dates, direction. */
export class Localizer {
  readonly lang: string;
  readonly direction: 'ltr' | 'rtl';
  readonly #messages: Messages;
  readonly #plurals: Intl.PluralRules;
  readonly #numbers: Intl.NumberFormat;
  readonly #relative: Intl.RelativeTimeFormat;
  readonly #date: Intl.DateTimeFormat;
  readonly #dateTime: Intl.DateTimeFormat;
  readonly #classicDate: Intl.DateTimeFormat;

  /**
   * @param lang a tag that Intl accepts; may be narrower than the messages' (`de-AT` with German messages).
   */
  constructor(lang: string, messages: Messages) {
    this.lang = lang;
    this.direction = /^(ar|arc|ckb|dv|fa|he|ku-Arab|ps|sd|ug|ur|yi)\b/i.test(lang) ? 'rtl' : 'ltr';
    this.#messages = messages;
    this.#plurals = new Intl.PluralRules(lang);
    this.#numbers = new Intl.NumberFormat(lang);
    this.#relative = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' });
    this.#date = new Intl.DateTimeFormat(lang, { dateStyle: 'medium' });
    this.#dateTime = new Intl.DateTimeFormat(lang, { dateStyle: 'full', timeStyle: 'short' });
    this.#classicDate = new Intl.DateTimeFormat(lang, {
      weekday: 'short',
      year: 'numeric',
      month: 'short',
      day: '2-digit',
    });
  }

  /** The message with its placeholders filled in; numbers are written as the language does. */
  text(key: MessageKey, values: MessageValues = {}): string {
    return this.parts(key, values).join('');
  }

  /**
   * The message cut at its placeholders, so that a value can be any renderable thing, such as a link, at the
   * place where the language wants it.
   */
  parts<T>(key: MessageKey, values: Readonly<Record<string, T>>): (string | T)[] {
    const pattern = this.#pattern(this.#messages[key], values['count']);
    return pattern.split(/\{(\w+)\}/).map((part, index) => {
      const value = index % 2 === 1 ? values[part] : part;
      return typeof value === 'number' ? this.#numbers.format(value) : (value ?? '');
    });
  }

  number(value: number): string {
    return this.#numbers.format(value);
  }

  /** "3 minutes ago"; a date when that is more useful. Times in the future count as now: clocks differ. */
  age(time: Date, now: number): string {
    const seconds = Math.max(0, (now - time.getTime()) / 1000);
    if (seconds >= RELATIVE_LIMIT) return this.#date.format(time);
    for (const [unit, length] of RELATIVE_STEPS) {
      if (seconds >= length) return this.#relative.format(-Math.floor(seconds / length), unit);
    }
    return this.#relative.format(0, 'second');
  }

  dateTime(time: Date): string {
    return this.#dateTime.format(time);
  }

  /** The short date of the classic layout, put together as the language's message says. */
  classicDate(time: Date): string {
    const parts = this.#classicDate.formatToParts(time);
    return this.text('classic.date', Object.fromEntries(parts.map(({ type, value }) => [type, value])));
  }

  #pattern(message: Message, count: unknown): string {
    if (typeof message === 'string') return message;
    const category = this.#plurals.select(typeof count === 'number' ? count : 0);
    return message[category] ?? message.other;
  }
}
