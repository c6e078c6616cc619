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
  #messages: Partial<Messages>;
  #learnt: Partial<Messages> | null = null;
  /** Each made when it is first needed: a formatter takes longer to make than what most threads let it write. */
  #plurals: Intl.PluralRules | undefined;
  #relative: Intl.RelativeTimeFormat | undefined;
  #date: Intl.DateTimeFormat | undefined;
  #dateTime: Intl.DateTimeFormat | undefined;
  #classicDate: Intl.DateTimeFormat | undefined;
  #numberFormat: Intl.NumberFormat | undefined;
  /** Numbers as they are written; a thread has few different ones. */
  readonly #numbers = new Map<number, string>();

  /**
   * @param lang a tag that Intl accepts; may be narrower than the messages' (`de-AT` with German messages).
   */
  constructor(lang: string, messages: Partial<Messages>) {
    this.lang = lang;
    this.direction = /^(ar|arc|ckb|dv|fa|he|ku-Arab|ps|sd|ug|ur|yi)\b/i.test(lang) ? 'rtl' : 'ltr';
    this.#messages = messages;
  }

  /** Takes in messages that have come later than the others; those that are there already stay. */
  learn(messages: Partial<Messages>): void {
    if (messages === this.#learnt) return;
    this.#learnt = messages;
    this.#messages = { ...messages, ...this.#messages };
  }

  /** The message with its placeholders filled in; numbers are written as the language does. */
  text(key: MessageKey, values: MessageValues = {}): string {
    const message = this.#messages[key] ?? '';
    const plain = typeof message === 'string' && !message.includes('{');
    return plain ? message : this.parts(key, values).join('');
  }

  /**
   * The message cut at its placeholders, so that a value can be any renderable thing, such as a link, at the
   * place where the language wants it.
   */
  parts<T>(key: MessageKey, values: Readonly<Record<string, T>>): (string | T)[] {
    const pattern = this.#pattern(this.#messages[key] ?? '', values['count']);
    return pattern.split(/\{(\w+)\}/).map((part, index) => {
      const value = index % 2 === 1 ? values[part] : part;
      return typeof value === 'number' ? this.number(value) : (value ?? '');
    });
  }

  number(value: number): string {
    let text = this.#numbers.get(value);
    if (text === undefined) {
      this.#numberFormat ??= new Intl.NumberFormat(this.lang);
      text = this.#numberFormat.format(value);
      this.#numbers.set(value, text);
    }
    return text;
  }

  /** "3 minutes ago"; a date when that is more useful. Times in the future count as now: clocks differ. */
  age(time: Date, now: number): string {
    const seconds = Math.max(0, (now - time.getTime()) / 1000);
    if (seconds >= RELATIVE_LIMIT) {
      this.#date ??= new Intl.DateTimeFormat(this.lang, { dateStyle: 'medium' });
      return this.#date.format(time);
    }
    this.#relative ??= new Intl.RelativeTimeFormat(this.lang, { numeric: 'auto' });
    for (const [unit, length] of RELATIVE_STEPS) {
      if (seconds >= length) return this.#relative.format(-Math.floor(seconds / length), unit);
    }
    return this.#relative.format(0, 'second');
  }

  /** Formats something: the first time, browsers take some 25 ms to get their tables. */
  warmUp(): void {
    this.age(new Date(), Date.now());
  }

  dateTime(time: Date): string {
    this.#dateTime ??= new Intl.DateTimeFormat(this.lang, { dateStyle: 'full', timeStyle: 'short' });
    return this.#dateTime.format(time);
  }

  /** The short date of the classic layout: as the language writes it, English without its first comma. */
  classicDate(time: Date): string {
    this.#classicDate ??= new Intl.DateTimeFormat(this.lang, {
      weekday: 'short',
      year: 'numeric',
      month: 'short',
      day: '2-digit',
    });
    const text = this.#classicDate.format(time);
    return /^en\b/.test(this.lang) ? text.replace(',', '') : text;
  }

  #pattern(message: Message, count: unknown): string {
    if (typeof message === 'string') return message;
    this.#plurals ??= new Intl.PluralRules(this.lang);
    const category = this.#plurals.select(typeof count === 'number' ? count : 0);
    return message[category] ?? message.other;
  }
}
