import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { findPart, textOf } from '../../support/parts.ts';
import { inner, placeReady } from '../../support/place.ts';
import { sample } from '../../support/sample.ts';
import { until } from '../../support/until.ts';

const HEADINGS: Readonly<Record<string, string>> = {
  en: '2 comments',
  de: '2 Kommentare',
  ja: '2件のコメント',
};

const SORTED: Readonly<Record<string, string>> = { newest: 'new old', oldest: 'old new' };

describe('<colloquy-comments>, asked for one thing after the other', () => {
  it('ends with the last of each: thread, sort and language', async () => {
    const change = fc.record({
      what: fc.constantFrom('thread', 'sort', 'lang'),
      which: fc.nat(2),
      latency: fc.nat(12),
      pause: fc.nat(6),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 2, maxLength: 8 }), async (changes) => {
        const adapter = memoryAdapter({
          comments: ({ key }) => [
            sample(`${key}-old`, { createdAt: '2026-01-01T00:00:00.000Z' }),
            sample(`${key}-new`, { createdAt: '2026-01-02T00:00:00.000Z' }),
          ],
        });
        const comments = await placeReady({
          adapter,
          attributes: { thread: 'start', lang: 'en', sort: 'newest' },
        });
        const last = { thread: 'start', sort: 'newest', lang: 'en' };
        for (const { what, which, latency, pause } of changes) {
          adapter.latency = latency;
          if (what === 'thread') last.thread = `thread${which}`;
          else if (what === 'sort') last.sort = Object.keys(SORTED)[which % 2]!;
          else last.lang = Object.keys(HEADINGS)[which]!;
          comments.setAttribute(what, last[what]);
          await new Promise((resolve) => setTimeout(resolve, pause));
        }
        const thread = inner(comments, 'colloquy-thread');
        const shown = () =>
          [...thread.shadowRoot!.querySelectorAll<HTMLElement>('.comment')]
            .map((row) => row.dataset['id'])
            .join(' ');
        const wanted = SORTED[last.sort]!.split(' ')
          .map((age) => `${last.thread}-${age}`)
          .join(' ');
        const isLast = () =>
          shown() === wanted && textOf(findPart(thread, 'heading')) === HEADINGS[last.lang];
        await until(isLast, `${wanted} in ${last.lang}, not ${shown()}`);
        // What is still on its way changes nothing.
        await new Promise((resolve) => setTimeout(resolve, 30));
        expect(isLast(), shown()).to.equal(true);
        comments.remove();
      }),
      { numRuns: 60 },
    );
  }).timeout(60_000);
});
