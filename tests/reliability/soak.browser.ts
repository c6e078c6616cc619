/** Runs in the page: a reader who never rests. */
import type { CommentsElement } from '../../src/elements/comments/comments.element.ts';

export type SoakOperation = 'post' | 'reply' | 'edit' | 'remove' | 'vote' | 'sort' | 'more' | 'anew';

export interface Work {
  readonly operations: readonly SoakOperation[];
  /** Comments of one's own that are there, by text, and a text for each that is to be written. */
  readonly own: readonly string[];
  readonly texts: readonly string[];
  /** Between 0 and 1, one for each operation. */
  readonly chances: readonly number[];
  readonly offline: boolean;
}

/** What has been done with whose text. */
export interface Done {
  readonly operation: SoakOperation;
  readonly text: string;
  /** What the text was, of an edited comment. */
  readonly before: string;
}

declare global {
  interface Window {
    work: typeof work;
  }
}

const PATIENCE_MS = 30_000;
/** A vote on a comment whose last one may be under way is none. */
const RESTING_VOTES = 30;

const voted: string[] = [];

/** Requests whose answers have not been read. */
let underWay = 0;
const { fetch } = window;
window.fetch = async (...request) => {
  underWay++;
  const over = () => underWay--;
  const response = await fetch(...request).catch((error: unknown) => {
    over();
    throw error;
  });
  const text = response.text.bind(response);
  response.text = () => text().finally(() => setTimeout(over));
  return response;
};

export async function work({ operations, own, texts, chances, offline }: Work): Promise<readonly Done[]> {
  const alive = new Set(own);
  const done: Done[] = [];
  for (const [index, operation] of operations.entries()) {
    const text = texts[index]!;
    const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(chances[index]! * from.length)];
    const mine = () =>
      rows().filter(
        (row) => alive.has(textOf(row)) && row.querySelector(':scope > .own [part~=menu-button]'),
      );
    const did = await doOne(operation, text, pick, mine, offline);
    if (!did) continue;
    if (did.before) alive.delete(did.before);
    if (did.operation !== 'remove' && did.text) alive.add(did.text);
    done.push(did);
  }
  await until(() => underWay === 0, 'the last answers');
  return done;
}

type Pick = <T>(from: readonly T[]) => T | undefined;

async function doOne(
  operation: SoakOperation,
  text: string,
  pick: Pick,
  mine: () => readonly HTMLElement[],
  offline: boolean,
): Promise<Done> {
  const nothing = { operation, text: '', before: '' };
  switch (operation) {
    case 'post':
      await send(form(), text);
      await arrival(text, offline);
      return { operation, text, before: '' };
    case 'reply': {
      const row = pick(rows().filter((one) => own(one, 'reply-button')));
      if (!row) return nothing;
      own(row, 'reply-button')!.click();
      await send(await until(() => inThread('reply-form'), 'the reply form'), text);
      await arrival(text, offline);
      return { operation, text, before: '' };
    }
    case 'edit': {
      const row = pick(mine());
      if (!row) return nothing;
      const before = textOf(row);
      await choose(row, 'edit');
      await send(await until(() => inThread('edit-form'), 'the edit form'), text);
      await until(
        () => !inThread('edit-form') && rowOf(text),
        () => `the edit to ${text}`,
      );
      return { operation, text, before };
    }
    case 'remove': {
      const row = pick(mine());
      if (!row) return nothing;
      const before = textOf(row);
      await choose(row, 'remove');
      await until(() => own(row, 'undo-button') ?? !row.isConnected, 'the removal');
      return { operation, text: before, before };
    }
    case 'vote': {
      const row = pick(
        rows().filter((one) => own(one, 'reaction-button') && !voted.includes(one.dataset['id']!)),
      );
      if (!row) return nothing;
      const id = row.dataset['id']!;
      voted.push(id);
      if (voted.length > RESTING_VOTES) voted.shift();
      const pressed = own(row, 'reaction-button')!.ariaPressed;
      own(row, 'reaction-button')!.click();
      await until(() => own(row, 'reaction-button')?.ariaPressed !== pressed, 'the vote');
      return nothing;
    }
    case 'sort': {
      const select = thread().shadowRoot!.querySelector<HTMLSelectElement>('[part~=sort] select')!;
      select.selectedIndex = (select.selectedIndex + 1) % select.options.length;
      await loaded(() => select.dispatchEvent(new Event('change')));
      return nothing;
    }
    case 'more': {
      const button = inThread('more-button');
      if (button) await loaded(() => button.click());
      return nothing;
    }
    case 'anew': {
      // Who leaves has seen what became of what they did; removals that can be undone are done then, and who comes
      // back finds them done: what is still there for a moment cannot be voted for any more.
      await until(() => underWay === 0, 'the answers');
      const old = comments();
      const next = old.cloneNode() as CommentsElement;
      const place = old.parentNode!;
      old.remove();
      await new Promise((resolve) => setTimeout(resolve));
      await until(() => underWay === 0, 'the removals');
      place.append(next);
      await until(
        () => comments() === next && next.shadowRoot?.querySelector('colloquy-thread') && rows().length > 0,
        'the thread anew',
      );
      return nothing;
    }
  }
}

/** The comment shows as it should. */
async function arrival(text: string, offline: boolean): Promise<void> {
  const wanted = offline ? /waiting/ : /^(?!.*(sending|waiting|failed))/;
  await until(
    () => wanted.test(rowOf(text)?.part.value ?? 'sending'),
    () => `${text}, ${rowOf(text)?.part.value}`,
  );
  // The next comment is written when the form has let go of this one.
  await until(
    () => form().shadowRoot!.querySelector('textarea')!.value === '' && !inThread('reply-form'),
    'the form',
  );
}

async function loaded(act: () => void): Promise<void> {
  let over = false;
  thread().addEventListener('colloquy-thread-loaded', () => (over = true), { once: true });
  act();
  await until(() => over, 'the comments');
}

async function send(place: HTMLElement, text: string): Promise<void> {
  const root = place.shadowRoot!;
  const textarea = await until(() => root.querySelector('textarea'), 'the text field');
  const submit = await until(() => {
    textarea.focus();
    return root.querySelector<HTMLElement>('[part~=submit-button]');
  }, 'the button');
  const name = root.querySelector<HTMLInputElement>('input[name=name]');
  if (name) type(name, 'Ana');
  type(textarea, text);
  submit.click();
}

function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

async function choose(row: HTMLElement, item: 'edit' | 'remove'): Promise<void> {
  own(row, 'menu-button')!.click();
  (await until(() => row.querySelector<HTMLElement>(`[part~=${item}-item]`), `the ${item} item`)).click();
}

function comments(): CommentsElement {
  return document.querySelector('colloquy-comments')!;
}

function thread(): HTMLElement {
  return comments().shadowRoot!.querySelector('colloquy-thread')!;
}

function form(): HTMLElement {
  return comments().shadowRoot!.querySelector('colloquy-form')!;
}

function inThread(part: string): HTMLElement | null {
  return thread().shadowRoot!.querySelector<HTMLElement>(`[part~=${part}]`);
}

function rows(): readonly HTMLElement[] {
  return [...(thread().shadowRoot?.querySelectorAll<HTMLElement>('[part~=comment]') ?? [])];
}

function rowOf(text: string): HTMLElement | undefined {
  return rows().find((row) => textOf(row) === text);
}

/** A part of the comment, not of its replies. */
function own(row: HTMLElement, part: string): HTMLElement | null {
  return row.querySelector<HTMLElement>(`:scope > .own [part~=${part}]`);
}

function textOf(row: HTMLElement): string {
  return own(row, 'body')?.textContent.trim() ?? '';
}

async function until<T>(
  see: () => T,
  what: string | (() => string),
): Promise<Exclude<T, null | undefined | false>> {
  for (const end = performance.now() + PATIENCE_MS; ;) {
    const seen = see();
    if (seen) return seen as Exclude<T, null | undefined | false>;
    if (performance.now() > end) throw new Error(`in vain for ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

Object.assign(window, { work });
