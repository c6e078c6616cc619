import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { type Appearance, APPEARANCES, nameOf, pageOf, untilLocalized } from '../../support/appearances.ts';
import { expectAccessible } from '../../support/axe.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { findPart } from '../../support/parts.ts';
import { create, inner, place } from '../../support/place.ts';
import { everyKind } from '../../support/sample.ts';
import { until } from '../../support/until.ts';

/** Pages, each with what is to be awaited in it. */
const PAGES: Readonly<Record<string, (appearance: Appearance) => Promise<HTMLElement>>> = {
  'the usual layout': async (appearance) => {
    const comments = create('colloquy-comments', {
      layout: appearance.layout,
      thread: 'test',
      loading: 'eager',
    });
    comments.adapter = memoryAdapter({ comments: everyKind() });
    const page = place(pageOf(appearance, comments));
    const thread = await until(() => comments.shadowRoot?.querySelector('colloquy-thread'));
    await untilLocalized(thread, appearance);
    await until(
      () => findPart(thread, 'list') && !thread.shadowRoot!.querySelector('[part~=body][aria-busy]'),
    );
    return page;
  },
  'loading on a click': async (appearance) => {
    const comments = create('colloquy-comments', {
      layout: appearance.layout,
      backend: 'memory',
      loading: 'click',
    });
    const page = place(pageOf(appearance, comments));
    const english = (text: string) => text === 'Show comments';
    await until(() => {
      const button = findPart(comments, 'show-button');
      return button && english(button.textContent.trim()) === (appearance.lang === 'en');
    });
    return page;
  },
  'a problem with the page': async (appearance) => {
    const comments = create('colloquy-comments', { backend: 'nonesuch' });
    const page = place(pageOf(appearance, comments));
    await until(() => findPart(comments, 'problem'));
    return page;
  },
  'no provider': async (appearance) => {
    const elements = [create('colloquy-thread'), create('colloquy-form'), create('colloquy-count')];
    const page = place(pageOf(appearance, ...elements));
    for (const element of elements) await until(() => findPart(element, 'problem'));
    return page;
  },
  'a count': async (appearance) => {
    const comments = create(
      'colloquy-comments',
      { thread: 'test', loading: 'eager', layout: appearance.layout },
      create('colloquy-count'),
    );
    comments.adapter = memoryAdapter({ comments: everyKind() });
    const page = place(pageOf(appearance, comments));
    await until(() => inner(comments, 'colloquy-count').shadowRoot?.textContent.match(/[\d٠-٩]/));
    return page;
  },
};

describe('axe: <colloquy-comments> and <colloquy-count>', () => {
  collectConsoleErrors();

  for (const [name, show] of Object.entries(PAGES)) {
    for (const appearance of APPEARANCES) {
      it(`finds nothing: ${name} (${nameOf(appearance)})`, async () => {
        await expectAccessible(await show(appearance));
      });
    }
  }
});
