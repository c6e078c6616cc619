import { expect } from '@open-wc/testing';
import { replaceProperty } from '../../support/replace.ts';
import { findPart, partOf, partsOf, textOf } from '../../support/parts.ts';
import { inner, placeReady, row } from '../../support/place.ts';
import { sample } from '../../support/sample.ts';
import { until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

const NOW = Date.UTC(2026, 4, 20, 12);

function atTime(now: number): void {
  replaceProperty(Date, 'now', () => now);
}

/** The page becomes visible again, which is one of the moments at which times are refreshed. */
function comeBack(): void {
  document.dispatchEvent(new Event('visibilitychange'));
}

async function placeThread(attributes = {}) {
  atTime(NOW);
  const comments = [
    sample('fresh', { createdAt: new Date(NOW).toISOString() }),
    sample('old', { createdAt: '2026-05-20T09:00:00.000Z' }),
    sample('undated', { createdAt: null }),
  ];
  return inner(await placeReady({ comments, attributes }), 'colloquy-thread');
}

const timeOf = (thread: Element, id: string) => partOf<HTMLTimeElement>(row(thread, id), 'time');

describe('<colloquy-thread> times', () => {
  it('shows the age, with the time itself for machines and on demand', async () => {
    const thread = await placeThread();
    const time = timeOf(thread, 'old');
    expect(textOf(time)).to.equal('3 hours ago');
    expect(time.localName).to.equal('time');
    expect(time.dateTime).to.equal('2026-05-20T09:00:00.000Z');
    time.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
    expect(time.title).to.match(/Wednesday, May 20, 2026/);
  });

  it('tells the time itself to who reaches it by the keyboard', async () => {
    const thread = await placeThread();
    partOf(row(thread, 'old'), 'permalink').focus();
    expect(timeOf(thread, 'old').title).to.match(/Wednesday, May 20, 2026/);
  });

  it('shows none where none is known', async () => {
    const thread = await placeThread();
    expectSame(findPart(row(thread, 'undated'), 'time'), null);
  });

  it('refreshes ages as time goes by', async () => {
    const thread = await placeThread();
    expect(textOf(timeOf(thread, 'fresh'))).to.equal('now');
    const element = timeOf(thread, 'fresh');
    atTime(NOW + 5 * 60_000);
    comeBack();
    expect(textOf(timeOf(thread, 'fresh'))).to.equal('5 minutes ago');
    expectSame(timeOf(thread, 'fresh'), element);
    atTime(NOW + 2 * 3_600_000);
    comeBack();
    expect(textOf(timeOf(thread, 'fresh'))).to.equal('2 hours ago');
    expect(textOf(timeOf(thread, 'old'))).to.equal('5 hours ago');
  });

  it('goes on from a refreshed age when the row is rendered again', async () => {
    const thread = await placeThread();
    atTime(NOW + 5 * 60_000);
    comeBack();
    partOf(row(thread, 'fresh'), 'reaction-button').click();
    await until(() => partOf(row(thread, 'fresh'), 'reaction-button').ariaPressed === 'true');
    expect(textOf(timeOf(thread, 'fresh'))).to.equal('5 minutes ago');
  });

  it('leaves times alone that have not changed', async () => {
    const thread = await placeThread();
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    observer.observe(thread.shadowRoot!, { subtree: true, childList: true, characterData: true });
    comeBack();
    changes.push(...observer.takeRecords());
    observer.disconnect();
    expect(changes).to.have.length(0);
  });

  it('stops when the thread has left the page', async () => {
    const thread = await placeThread();
    const time = timeOf(thread, 'fresh');
    thread.closest('main, body')?.remove();
    (thread.getRootNode() as ShadowRoot).host.remove();
    atTime(NOW + 5 * 60_000);
    comeBack();
    expect(textOf(time)).to.equal('now');
  });

  it('runs one timer for all threads, and none without', async () => {
    const timers = new Set<number>();
    const { setInterval: set, clearInterval: clear } = window;
    replaceProperty(window, 'setInterval', (handler: () => void, delay: number) => {
      const id = set(handler, delay);
      timers.add(id);
      return id;
    });
    replaceProperty(window, 'clearInterval', (id: number) => {
      timers.delete(id);
      clear(id);
    });
    const threads = [await placeThread(), await placeThread()];
    expect(timers.size).to.equal(1);
    for (const thread of threads) (thread.getRootNode() as ShadowRoot).host.remove();
    expect(timers.size).to.equal(0);
  });

  it('is a link to the comment: where it has an address of its own, that one', async () => {
    atTime(NOW);
    const comments = [
      sample('linked', { permalink: 'https://example.org/post#c1' }),
      sample('unsafe', { permalink: 'javascript:alert(1)' }),
    ];
    const thread = inner(await placeReady({ comments }), 'colloquy-thread');
    const link = partOf<HTMLAnchorElement>(row(thread, 'linked'), 'permalink');
    expect(link.href).to.equal('https://example.org/post#c1');
    expect(link.querySelector('time')).to.exist;
    expect(partOf<HTMLAnchorElement>(row(thread, 'unsafe'), 'permalink').href).to.equal(
      `${location.href}#comment-unsafe`,
    );
  });

  it('shows the date in the classic layout, which does not age', async () => {
    const thread = await placeThread({ layout: 'classic' });
    const times = partsOf(thread, 'time').map((time) => textOf(time));
    expect(times).to.deep.equal(['Wed May 20, 2026', 'Wed May 20, 2026']);
    atTime(NOW + 86_400_000);
    comeBack();
    expect(partsOf(thread, 'time').map((time) => textOf(time))).to.deep.equal(times);
  });
});
