import { expect } from '@open-wc/testing';
import type { CommentsAdapter } from '../../src/core/adapter/adapter.ts';
import { conformance } from './conformance.ts';
import { IN_PAGES, NO_PAGE_NUMBERS } from './not-applicable.ts';
import { newClient, serve } from './stand-ins/browser.ts';
import { NotesStandIn } from './stand-ins/notes.ts';

const GUIDE = '/docs/write-an-adapter.md';
const MAX_LINES = 80;

interface Module {
  readonly notesAdapter: (options: { readonly endpoint: string }) => CommentsAdapter;
}

/** The code of the guide: its first block in JavaScript. */
const code = (async () => {
  const guide = await (await fetch(GUIDE)).text();
  return /^```js\n([\s\S]*?)^```$/m.exec(guide)?.[1] ?? '';
})();

/** The code as a reader would run it. */
const module = (async () => {
  const face = `${location.origin}/src/index.ts`;
  const runnable = (await code).replace("from 'colloquy'", `from '${face}'`);
  const address = URL.createObjectURL(new Blob([runnable], { type: 'text/javascript' }));
  // eslint-disable-next-line no-unsanitized/method -- an address of our own
  return (await import(address)) as Module;
})();

describe('docs/write-an-adapter.md', () => {
  it(`has an adapter of less than ${MAX_LINES} lines`, async () => {
    const lines = (await code).trimEnd().split('\n');
    expect(lines.length).to.be.within(20, MAX_LINES - 1);
    for (const line of lines) expect(line.length, line).to.be.at.most(110);
  });

  it('has an adapter that can be imported', async () => {
    const { notesAdapter } = await module;
    expect(notesAdapter({ endpoint: '' }).name).to.equal('notes');
  });
});

conformance({
  title: 'the adapter of the guide',
  create: async () => {
    const { notesAdapter } = await module;
    const server = new NotesStandIn();
    serve({ [server.origin]: [server, newClient()] });
    return { adapter: notesAdapter({ endpoint: server.origin }) };
  },
  notApplicable: [
    ...IN_PAGES,
    ...NO_PAGE_NUMBERS,
    'sort: gives the top comments first',
    'paging: goes on where it was, though the last comment read was removed meanwhile',
    'counts: ',
    'create: takes a text of the greatest length and refuses a longer one',
    'closed: ',
    'challenge: ',
    'edit: ',
    'remove: ',
    'react: lets a vote up and a vote down exclude each other',
    'react: takes every reaction that it offers',
    'report: ',
    'preview: ',
    'locate: ',
    'author: ',
    'watch: ',
    'viewer: ',
    'dispose: ',
  ],
});
