import 'colloquy/all.js';
import { type CommentsAdapter, memoryAdapter, type MemoryAdapter, restAdapter } from 'colloquy';
import { onSchemeToggle, type Scheme, showScheme } from './scheme.ts';
import { seedComments } from './seed.ts';

/** Where there is a server; without one the article shows its discussion from memory. */
const endpoint = import.meta.env.VITE_COMMENTS_ENDPOINT;

/** By the names in the form; null stands for the element's own `local` backend. */
const BACKENDS: Readonly<Record<string, CommentsAdapter | null>> = {
  ...(endpoint && { server: restAdapter({ endpoint }) }),
  memory: memoryAdapter({ comments: seedComments }),
  local: null,
  empty: memoryAdapter(),
  slow: memoryAdapter({ comments: seedComments, latency: 1500 }),
  failing: failingAdapter(),
  closed: memoryAdapter({ comments: seedComments, closed: true }),
};

const comments = document.querySelector('colloquy-comments')!;
const form = document.querySelector<HTMLFormElement>('.settings form')!;
const selects = form.querySelectorAll('select');

/** What is tried a second time goes through. */
function failingAdapter(): MemoryAdapter {
  const adapter = memoryAdapter({ comments: seedComments, latency: 400 });
  let calls = 0;
  adapter.fault = () => (calls++ % 2 === 0 ? 'server' : undefined);
  return adapter;
}

function offerServer(): void {
  const select = form.querySelector<HTMLSelectElement>('#backend')!;
  for (const option of select.options) option.defaultSelected = false;
  select.prepend(new Option('Reference server', 'server', true, true));
}

function applySettings(): void {
  const chosen = (name: string) => form.querySelector<HTMLSelectElement>(`#${name}`)!.value;
  comments.adapter = BACKENDS[chosen('backend')] ?? null;
  comments.setAttribute('layout', chosen('layout'));
  comments.setAttribute('paging', chosen('paging'));
  comments.lang = chosen('lang');
  showScheme(chosen('scheme') as Scheme);
}

function readAddress(): void {
  const query = new URLSearchParams(location.search);
  for (const select of selects) {
    const option = [...select.options].find(({ value }) => value === query.get(select.name));
    if (option) option.selected = true;
  }
}

/** Only what differs from the usual goes into the address. */
function writeAddress(): void {
  const url = new URL(location.href);
  for (const { name, value, selectedOptions } of selects) {
    if (selectedOptions[0]?.defaultSelected) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  history.replaceState(null, '', url);
}

function onSettingsChange(): void {
  applySettings();
  writeAddress();
}

if (endpoint) offerServer();
readAddress();
applySettings();
form.addEventListener('change', onSettingsChange);
// The form is not reset yet when it says so.
form.addEventListener('reset', () => setTimeout(onSettingsChange));
onSchemeToggle((scheme) => {
  form.querySelector<HTMLSelectElement>('#scheme')!.value = scheme;
  onSettingsChange();
});
