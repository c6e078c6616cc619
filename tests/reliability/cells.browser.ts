/**
 * Runs in the page: does one operation of a reader in one `<colloquy-comments>` whose requests go wrong,
 * watches all that the reader sees meanwhile, and goes on as a reader would once the fault is over.
 */
import type { CommentsElement } from '../../src/elements/comments/comments.element.ts';
import type { ThreadElement } from '../../src/elements/thread/thread.element.ts';

export interface Cell {
  readonly name: string;
  readonly endpoint: string;
  readonly thread: string;
  readonly operation: CellOperation;
  readonly expected: Sight;
  /** What the reader is told, where the sight has words. */
  readonly told: string;
  /** Whether the server does what it is asked, all the same. */
  readonly done: boolean;
  /** The text that is written. */
  readonly text: string;
  /** A comment that is not on the first page. */
  readonly farId: string;
}

export type CellOperation =
  'load' | 'more' | 'sort' | 'locate' | 'count' | 'post' | 'reply' | 'edit' | 'remove' | 'vote';

/**
 * `arrives`: nothing is amiss, it only takes longer. `told`: the thread says what is wrong, and the reader does
 * it again. `waits`: the comment stands in the thread, says so and is sent again by itself. `given back`: the
 * text is in its form, which says what is wrong. `nothing`: there is nothing to see, now or later.
 */
export type Sight = 'arrives' | 'told' | 'waits' | 'given back' | 'nothing';

declare global {
  interface Window {
    /** Ends the fault of a thread. */
    heal: (thread: string) => Promise<void>;
    runCell: typeof runCell;
    endCell: typeof endCell;
  }
}

/** Comments on a page, on the last page, and in a thread. */
const PAGE = 5;
const LAST_PAGE = 3;
const ALL = 8;
const PATIENCE_MS = 60_000;
/** A vote shows before the server has it, which may still refuse. */
const SETTLED_MS = 500;
/** Status codes, names of exceptions, markup and what JavaScript makes of nothing. */
const NOT_FOR_READERS =
  /\b[45]\d\d\b|\b5xx\b|\w+Error\b|\bat \S+ \(|undefined|\bnull\b|NaN|\[object|<\/?\w+>/;

/** What is wrong with what a reader saw; empty where all was as it should be. */
export async function runCell(cell: Cell): Promise<readonly string[]> {
  const place = document.createElement('div');
  place.id = cell.thread;
  document.body.append(place);
  try {
    if (cell.operation === 'count') {
      await runCount(cell, place);
      return [];
    }
    const reader = new Reader(cell, place);
    try {
      await reader.run();
    } catch (thrown) {
      reader.complain((thrown as Error).message);
    }
    return reader.complaints;
  } catch (thrown) {
    return [(thrown as Error).message];
  }
}

/** Takes away what is of a cell. */
export function endCell(thread: string): void {
  document.getElementById(thread)?.remove();
}

class Reader {
  readonly #cell: Cell;
  readonly #comments: CommentsElement;
  readonly #complaints = new Set<string>();
  readonly #observer = new MutationObserver(() => this.#look());
  readonly #observed = new Set<Node>();
  /** Rows that must not go away. */
  #kept = 0;
  /** Whether the text must be somewhere. */
  #written = false;
  /** Of the comment that is to be changed. */
  #ownId: string | undefined;
  readonly #messages = new Set<string>();

  constructor(cell: Cell, place: HTMLElement) {
    this.#cell = cell;
    this.#comments = document.createElement('colloquy-comments');
    this.#comments.backend = 'rest';
    this.#comments.endpoint = cell.endpoint;
    this.#comments.thread = cell.thread;
    this.#comments.pageSize = PAGE;
    this.#comments.loading = 'eager';
    place.append(this.#comments);
  }

  get complaints(): readonly string[] {
    return [...this.#complaints];
  }

  complain(what: string): void {
    this.#complaints.add(what);
  }

  async run(): Promise<void> {
    const { operation, expected, done } = this.#cell;
    await until(() => this.#thread && this.#form, 'the elements');
    this.#watch();
    if (operation !== 'load') {
      await until(
        () => this.#rows.length === PAGE,
        () => `the first comments; ${this.#seen}`,
      );
      this.#kept = operation === 'locate' ? LAST_PAGE : PAGE;
    }
    if (operation === 'edit' || operation === 'remove') await this.#writeOwn();
    await this.#act();
    if (expected === 'told') await this.#seeTold();
    if (expected === 'waits') await this.#seeWaiting();
    if (expected === 'given back') await this.#seeGivenBack();
    if (expected === 'nothing') await this.#seeNothing();
    await until(
      () => this.#isDone,
      () => `the outcome; ${this.#seen}`,
    );
    if (expected === 'arrives' && this.#messages.size > 0)
      this.complain(`nothing was amiss, but the reader was told: ${[...this.#messages].join(' ')}`);
    // What was said of a removal or a vote stays, though the server has done it.
    if (this.#alerts.length > 0 && !(done && /remove|vote/.test(operation)))
      this.complain(`all is well, but it says: ${this.#alerts.join(' ')}`);
  }

  /** Does the operation as a reader does. */
  async #act(): Promise<void> {
    const { operation, text, farId } = this.#cell;
    const first = this.#rows[0];
    switch (operation) {
      case 'load':
      case 'count':
        return;
      case 'more':
        return part(this.#thread!, 'more-button').click();
      case 'sort': {
        const select = part(this.#thread!, 'sort').querySelector('select')!;
        select.value = 'oldest';
        select.dispatchEvent(new Event('change'));
        return;
      }
      case 'locate':
        return void (this.#thread as ThreadElement).reveal(farId);
      case 'post':
        return this.#send(this.#form!, text);
      case 'reply':
        part(first!, 'reply-button').click();
        return this.#send(await until(() => this.#replyForm, 'the reply form'), text);
      case 'edit':
        await this.#choose('edit');
        return this.#send(await until(() => this.#editForm, 'the edit form'), text);
      case 'remove':
        return this.#choose('remove');
      case 'vote':
        return part(first!, 'reaction-button').click();
    }
  }

  /** A comment of one's own, to change. */
  async #writeOwn(): Promise<void> {
    await this.#send(this.#form!, this.#own);
    await until(
      () => this.#isPublished(this.#own),
      () => `the comment to change; ${this.#seen}`,
    );
    this.#ownId = this.#rowOf(this.#own)!.dataset['id'];
  }

  get #own(): string {
    return `Mine in ${this.#cell.thread}`;
  }

  async #seeTold(): Promise<void> {
    const { operation, told, done } = this.#cell;
    await until(
      () => this.#alerts.includes(told),
      () => `“${told}” below the thread; ${this.#seen}`,
    );
    if (operation === 'vote' && this.#pressed && !done) this.complain('the vote shows as taken');
    await this.#heal();
    // What was removed is gone, as the server tells all who watch; of a vote it says so where it is read again.
    if (done && (operation === 'remove' || (operation === 'vote' && this.#pressed))) return;
    const again = operation === 'remove' || operation === 'vote' ? null : this.#again;
    if (again) again.click();
    else await this.#act();
    await this.#repeat();
  }

  /** What is down is down for a while, and a reader tries until it is not. */
  async #repeat(): Promise<void> {
    let doneAt = Infinity;
    await until(
      () => {
        if (this.#isDone) {
          doneAt = Math.min(doneAt, performance.now());
          return this.#cell.operation !== 'vote' || performance.now() - doneAt > SETTLED_MS;
        }
        doneAt = Infinity;
        if (this.#cell.operation === 'vote') {
          if (this.#alerts.length > 0 && !this.#pressed) void this.#act();
        } else if (this.#cell.operation !== 'remove') this.#again?.click();
        return false;
      },
      () => `the outcome after trying again; ${this.#seen}`,
    );
  }

  async #seeWaiting(): Promise<void> {
    const { operation, told, text, done } = this.#cell;
    const says = `Waiting to be sent. ${told}`;
    const row = await until(
      () => {
        if (this.#noticeOf(text).startsWith(says)) return this.#rowOf(text, 'waiting');
        // Where the server has it, news of it may come before that of the fault.
        return done && this.#isPublished(text) ? this.#rowOf(text) : null;
      },
      () => `“${says}” at the comment; ${this.#seen}`,
    );
    if (!row.part.contains('waiting')) return this.#heal();
    for (const button of ['retry-button', 'withdraw-button'])
      if (!row.querySelector(`[part~=${button}]`)) this.complain(`no ${button} at the waiting comment`);
    if (operation === 'post') {
      const kept = 'Your comment is kept in the discussion and is sent as soon as that works.';
      await until(
        () => part(this.#form!, 'status').textContent.includes(kept),
        () => `“${kept}”; ${this.#seen}`,
      );
      if (part<HTMLTextAreaElement>(this.#form!, 'textarea').value !== '')
        this.complain('the text is in the thread and in the form');
    }
    await this.#heal();
    // Of the two, one waits for it to be sent, and the other does not, unless that has just begun.
    if (operation === 'reply') row.querySelector<HTMLElement>('[part~=retry-button]')?.click();
  }

  async #seeGivenBack(): Promise<void> {
    const { operation, told, text } = this.#cell;
    const says = `Not posted. ${told} Your text is still here.`;
    const form = await until(
      () =>
        [this.#form, this.#replyForm, this.#editForm].find((one) => one && messagesOf(one).includes(says)),
      () => `“${says}” in the form; ${this.#seen}`,
    );
    if (part<HTMLTextAreaElement>(form, 'textarea').value !== text)
      this.complain('the form has lost the text');
    if (operation !== 'edit' && this.#rowOf(text)) this.complain('the text is in the form and in the thread');
    await this.#heal();
    await until(
      () => {
        if (this.#isDone) return true;
        if (messagesOf(form).length > 0) part(form, 'submit-button').click();
        return false;
      },
      () => `the outcome after sending again; ${this.#seen}`,
    );
  }

  async #seeNothing(): Promise<void> {
    const { farId } = this.#cell;
    const found = await (this.#thread as ThreadElement).reveal(farId);
    if (found) this.complain('it was found');
    await this.#heal();
    await (this.#thread as ThreadElement).reveal(farId);
  }

  async #heal(): Promise<void> {
    await window.heal(this.#cell.thread);
  }

  get #isDone(): boolean {
    const { operation, thread, text, farId, done } = this.#cell;
    const quiet = this.#alerts.length === 0;
    switch (operation) {
      case 'load':
        return quiet && this.#rows.length === PAGE;
      case 'more':
        return quiet && this.#rows.length === ALL;
      case 'sort':
        return quiet && this.#rows.length === PAGE && textOf(this.#rows[0]!) === `Comment 1 in ${thread}`;
      case 'locate':
        return quiet && this.#rows.some((row) => row.dataset['id'] === farId);
      case 'edit':
        return !this.#editForm && this.#isPublished(text);
      case 'remove':
        return !this.#rows.some((row) => row.dataset['id'] === this.#ownId);
      case 'vote':
        return (
          (quiet || done) &&
          this.#pressed &&
          /Like\s*1/.test(part(this.#rows[0]!, 'reaction-button').textContent)
        );
      case 'post':
      case 'reply':
        return this.#isPublished(text) && part<HTMLTextAreaElement>(this.#form!, 'textarea').value === '';
      case 'count':
        return true;
    }
  }

  /** Called at every change that a reader could see. */
  #look(): void {
    this.#watch();
    const shown = [this.#comments, this.#form, this.#thread, this.#replyForm, this.#editForm]
      .map((element) => element?.shadowRoot?.textContent ?? '')
      .join(' ');
    const leak = NOT_FOR_READERS.exec(shown);
    if (leak) this.complain(`the reader sees “${leak[0]}”`);
    if (this.#rows.length < this.#kept) this.complain(`only ${this.#rows.length} comments were left`);
    if (this.#written && !this.#isThere(this.#cell.text)) this.complain('the text was nowhere to be seen');
    for (const alert of this.#alerts) this.#messages.add(alert);
    for (const form of [this.#form, this.#replyForm, this.#editForm])
      for (const message of form ? messagesOf(form) : []) this.#messages.add(message);
  }

  /** In a form or in the thread. */
  #isThere(text: string): boolean {
    const forms = [this.#form, this.#replyForm, this.#editForm];
    const typed = forms.some((form) => form?.shadowRoot?.querySelector('textarea')?.value === text);
    return typed || this.#rowOf(text) !== undefined;
  }

  /** Forms come and go. */
  #watch(): void {
    for (const element of [this.#comments, this.#form, this.#thread, this.#replyForm, this.#editForm]) {
      const root = element?.shadowRoot;
      if (!root || this.#observed.has(root)) continue;
      this.#observed.add(root);
      const everything = { subtree: true, childList: true, characterData: true, attributes: true };
      this.#observer.observe(root, everything);
    }
  }

  async #send(form: HTMLElement, text: string): Promise<void> {
    const textarea = part<HTMLTextAreaElement>(form, 'textarea');
    textarea.focus();
    await type(textarea, text);
    const submit = await until(
      () => form.shadowRoot!.querySelector<HTMLElement>('[part~=submit-button]'),
      'the button',
    );
    const name = form.shadowRoot!.querySelector<HTMLInputElement>('input[name=name]');
    if (name) await type(name, 'Ana');
    this.#written = text === this.#cell.text;
    submit.click();
  }

  /** In the menu of one's own comment. There is one menu at a time on a page. */
  async #choose(item: 'edit' | 'remove'): Promise<void> {
    await inTurn(async () => {
      const row = await until(() => this.#rowOf(this.#own), 'the comment to change');
      part(row, 'menu-button').click();
      (await until(() => row.querySelector<HTMLElement>(`[part~=${item}-item]`), `the ${item} item`)).click();
    });
  }

  get #form(): HTMLElement | null {
    return this.#comments.shadowRoot?.querySelector('colloquy-form') ?? null;
  }

  get #thread(): ThreadElement | null {
    return this.#comments.shadowRoot?.querySelector('colloquy-thread') ?? null;
  }

  get #replyForm(): HTMLElement | null {
    return this.#thread?.shadowRoot?.querySelector<HTMLElement>('[part~=reply-form]') ?? null;
  }

  get #editForm(): HTMLElement | null {
    return this.#thread?.shadowRoot?.querySelector<HTMLElement>('[part~=edit-form]') ?? null;
  }

  get #rows(): readonly HTMLElement[] {
    return [...(this.#thread?.shadowRoot?.querySelectorAll<HTMLElement>('[part~=comment]') ?? [])];
  }

  #rowOf(text: string, state?: string): HTMLElement | undefined {
    return this.#rows.find((row) => textOf(row) === text && (!state || row.part.contains(state)));
  }

  #noticeOf(text: string): string {
    const notice = this.#rowOf(text)?.querySelector(':scope > .own [part~=notice]')?.textContent ?? '';
    return notice.replace(/\s+/g, ' ').trim();
  }

  #isPublished(text: string): boolean {
    const rows = this.#rows.filter((row) => textOf(row) === text);
    if (rows.length > 1) this.complain(`it shows ${rows.length} times`);
    const { part } = rows[0] ?? {};
    return !!part?.contains('published') && !/sending|waiting|failed/.test(part.value);
  }

  get #pressed(): boolean {
    return part(this.#rows[0]!, 'reaction-button').ariaPressed === 'true';
  }

  get #again(): HTMLElement | null {
    return this.#thread?.shadowRoot?.querySelector<HTMLElement>('[part~=error] button') ?? null;
  }

  /** What the thread says about what is wrong. */
  get #alerts(): readonly string[] {
    const alerts = this.#thread?.shadowRoot?.querySelectorAll('[part~=error]') ?? [];
    return [...alerts].map(({ firstElementChild, textContent }) =>
      (firstElementChild?.localName === 'p' ? firstElementChild.textContent : textContent).trim(),
    );
  }

  get #seen(): string {
    const rows = this.#rows.map((row) => `${textOf(row)} (${row.part.value.replace('comment ', '')})`);
    const forms = [this.#form, this.#replyForm, this.#editForm].map((form) => form && messagesOf(form));
    return `seen: ${JSON.stringify({ rows, alerts: this.#alerts, forms, before: [...this.#messages] })}`;
  }
}

/** The number of comments beside a link, which is only there where it is known. */
async function runCount({ endpoint, thread, expected }: Cell, place: HTMLElement): Promise<void> {
  const ask = () => {
    const count = document.createElement('colloquy-count');
    count.backend = 'rest';
    count.endpoint = endpoint;
    count.thread = thread;
    place.replaceChildren('Comments ', count);
    return count;
  };
  const wrong = new Promise<Event>((resolve) =>
    place.addEventListener('colloquy-error', resolve, { once: true }),
  );
  let count = ask();
  const isThere = () => count.shadowRoot?.textContent.trim() === `${ALL} comments`;
  if (expected === 'nothing') {
    await wrong;
    await count.updateComplete;
    const shown = count.shadowRoot!.textContent.trim();
    if (shown !== '') throw new Error(`the reader sees “${shown}”`);
    await window.heal(thread);
    let failed = true;
    place.addEventListener('colloquy-error', () => (failed = true));
    await until(() => {
      if (failed) count = ask();
      failed = false;
      return isThere();
    }, 'the number');
    return;
  }
  await until(isThere, 'the number');
}

function part<T extends HTMLElement>(place: HTMLElement, name: string): T {
  const found = (place.shadowRoot ?? place).querySelector<T>(`[part~=${name}]`);
  if (!found) throw new Error(`There is no ${name} in ${place.localName}`);
  return found;
}

/** The text of a comment without its replies. */
function textOf(row: HTMLElement): string {
  return row.querySelector(':scope > .own [part~=body]')?.textContent.trim() ?? '';
}

function messagesOf(form: HTMLElement): readonly string[] {
  const messages = form.shadowRoot?.querySelectorAll('p[part~=error]') ?? [];
  return [...messages].map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim());
}

async function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): Promise<void> {
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await new Promise((resolve) => setTimeout(resolve));
}

let turn: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work);
  turn = mine.catch(() => {});
  return mine;
}

async function until<T>(
  see: () => T,
  what: string | (() => string),
): Promise<Exclude<T, null | undefined | false>> {
  for (const end = performance.now() + PATIENCE_MS; ;) {
    const seen = see();
    if (seen) return seen as Exclude<T, null | undefined | false>;
    if (performance.now() > end) throw new Error(`in vain for ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

Object.assign(window, { runCell, endCell });
