import type { ThreadStore } from '../../../../src/core/store/thread-store.ts';
import type { MeasuredPage } from '../bench-browser.ts';

const VOTES = 10;
const INSERTS = 5;

/** CPU of a vote, with the server's answer to it. */
export async function measureVotes(measured: MeasuredPage): Promise<number> {
  const cpu = await measured.cpuOf(() =>
    measured.page.evaluate(async (votes) => {
      const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const thread = document
        .querySelector('colloquy-comments')!
        .shadowRoot!.querySelector('colloquy-thread')!;
      const chunk = thread.shadowRoot!.querySelector('.list')!.firstElementChild!;
      for (let vote = 0; vote < votes; vote++) {
        chunk.querySelectorAll<HTMLElement>('[data-action=reaction]')[vote]!.click();
        await nextFrame();
        await nextFrame();
      }
    }, VOTES),
  );
  return cpu / VOTES;
}

/** CPU of a new comment on top, with the server's answer to it. */
export async function measureInserts(measured: MeasuredPage): Promise<number> {
  const cpu = await measured.cpuOf(() =>
    measured.page.evaluate(async (inserts) => {
      const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const { store } = document.querySelector('colloquy-comments') as unknown as { store: ThreadStore };
      for (let insert = 0; insert < inserts; insert++) {
        const body = { format: 'text', value: `What somebody adds, number ${insert}.` } as const;
        await store.submit({ parentId: null, author: { name: 'Bench' }, body });
        await nextFrame();
        await nextFrame();
      }
    }, INSERTS),
  );
  return cpu / INSERTS;
}
