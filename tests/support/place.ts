import '../../src/all.ts';
import { memoryAdapter } from '../../src/adapters/memory.ts';
import type { CommentsAdapter } from '../../src/core/adapter/adapter.ts';
import type { Comment } from '../../src/core/model/comment.ts';
import type { CommentsElement } from '../../src/elements/comments/comments.element.ts';
import { partOf } from './parts.ts';
import { until } from './until.ts';

const placed = new Set<Element>();

/** Tests of several files run side by side on one site, and what readers type is kept there by thread. */
const PAGE = crypto.randomUUID();
let tests = 0;

afterEach(() => {
  for (const element of placed) element.remove();
  placed.clear();
  tests++;
  try {
    // What readers fold is remembered, and all tests are on one site.
    localStorage.removeItem('colloquy:folded');
  } catch {
    // A test has blocked storage.
  }
});

type Attributes = Readonly<Record<string, string>>;

/** An element with attributes and children, not yet in the page. */
export function create<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...children);
  return element;
}

/** Puts nodes into the page, in a `<main>` with a heading as a real page has them, until the test is over. */
export function place(...nodes: (Node | string)[]): HTMLElement {
  const main = create('main', {}, create('h1', {}, 'An article'), ...nodes);
  placed.add(main);
  document.body.append(main);
  return main;
}

export interface PlaceOptions {
  readonly comments?: readonly Comment[];
  readonly adapter?: CommentsAdapter;
  readonly attributes?: Attributes;
  /** In place of the usual layout. */
  readonly children?: readonly (Node | string)[];
}

/** A `<colloquy-comments>` in the page that loads at once, by default from a memory adapter. */
export function placeComments(options: PlaceOptions = {}): CommentsElement {
  const { comments = [], adapter = memoryAdapter({ comments }), attributes = {}, children = [] } = options;
  const element = create(
    'colloquy-comments',
    { thread: `test ${tests} of ${PAGE}`, loading: 'eager', ...attributes },
    ...children,
  );
  element.adapter = adapter;
  place(element);
  return element;
}

/** Like `placeComments`, when its thread shows what it has read. */
export async function placeReady(options: PlaceOptions = {}): Promise<CommentsElement> {
  const element = placeComments(options);
  await until(() => element.store?.getSnapshot().status === 'ready', 'the store to be ready');
  const thread = await until(
    () => findInner(element, 'colloquy-thread') ?? findInner(element, 'colloquy-form'),
  );
  await until(() => !thread.shadowRoot!.querySelector('[part~=skeleton]'), 'the skeleton to leave');
  await thread.updateComplete;
  return element;
}

type Inner = 'colloquy-thread' | 'colloquy-form' | 'colloquy-share-bar' | 'colloquy-count';

function findInner<Name extends Inner>(comments: Element, name: Name): HTMLElementTagNameMap[Name] | null {
  return comments.shadowRoot?.querySelector(name) ?? comments.querySelector(name);
}

/** The element of that name in the usual layout or among the children. */
export function inner<Name extends Inner>(comments: Element, name: Name): HTMLElementTagNameMap[Name] {
  const found = findInner(comments, name);
  if (!found) throw new Error(`There is no <${name}>`);
  return found;
}

/** The article of a comment in a thread. */
export function row(thread: Element, id: string): HTMLElement {
  const found = findRow(thread, id);
  if (!found) throw new Error(`Comment ${id} is not shown`);
  return found;
}

export function findRow(thread: Element, id: string): HTMLElement | null {
  // Not by a selector: an id may hold what no selector can.
  const rows = thread.shadowRoot!.querySelectorAll<HTMLElement>('[data-id]');
  return [...rows].find(({ dataset }) => dataset['id'] === id) ?? null;
}

/** Ids of the comments shown, in document order. */
export function shownIds(thread: Element): string[] {
  return [...thread.shadowRoot!.querySelectorAll<HTMLElement>('[data-id]')].map(
    ({ dataset }) => dataset['id']!,
  );
}

/** Opens the reply form under a comment and gives it when it can be written into. */
export async function openReply(
  thread: Element,
  id: string,
): Promise<HTMLElementTagNameMap['colloquy-form']> {
  partOf(row(thread, id), 'reply-button').click();
  const form = await until(() => row(thread, id).querySelector('colloquy-form'), 'a reply form');
  await until(() => form.shadowRoot?.querySelector('[part~=submit-button]'), 'the reply form to be complete');
  return form;
}
