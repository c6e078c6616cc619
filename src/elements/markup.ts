/** What TypeScript has to know of the elements where a framework's templates are checked. Types alone. */
import type { LitElement } from 'lit';

type Tag = Extract<keyof HTMLElementTagNameMap, `colloquy-${string}`>;
type EventName = Extract<keyof HTMLElementEventMap, `colloquy-${string}`>;

/** Public, but called or only read. */
type NotSet = 'load' | 'reveal' | 'store' | 'count';

type Properties<Element> = { [Name in Exclude<keyof Element, keyof LitElement | NotSet>]?: Element[Name] };

/** `page-size` for `pageSize`. */
type AttributeName<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${AttributeName<Rest>}`
  : '';

type Attributes<Element> = {
  [
    Name in keyof Properties<Element> & string as NonNullable<Element[Name]> extends string | number | boolean
      ? AttributeName<Name>
      : never
  ]?: Element[Name] | (NonNullable<Element[Name]> extends number ? string : never);
};

type Listeners<Prefix extends string> = {
  [Name in EventName as `${Prefix}${Name}`]?: (event: HTMLElementEventMap[Name]) => void;
};

type Own<Element, Prefix extends string> = Properties<Element> & Attributes<Element> & Listeners<Prefix>;

/**
 * Every element by its tag, with what may be set on it in a template: its properties, its attributes and listeners.
 * Each framework has a place to extend with it (docs/frameworks.md).
 *
 * @typeParam Common What the framework sets on any element.
 * @typeParam Prefix What a listener's name begins with.
 */
export type ColloquyElements<Common = object, Prefix extends string = 'on'> = {
  [Name in Tag]: Omit<Common, keyof Own<HTMLElementTagNameMap[Name], Prefix>> &
    Own<HTMLElementTagNameMap[Name], Prefix>;
};
