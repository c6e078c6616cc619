import { type Appearance, APPEARANCES, nameOf, pageOf, untilLocalized } from '../../support/appearances.ts';
import { expectAccessible } from '../../support/axe.ts';
import { replaceProperty } from '../../support/replace.ts';
import { findPart, partOf, partsOf, textOf } from '../../support/parts.ts';
import { create, place } from '../../support/place.ts';
import { until } from '../../support/until.ts';

type ShareBar = HTMLElementTagNameMap['colloquy-share-bar'];

function askForServer(bar: ShareBar): Promise<HTMLElement> {
  partsOf(bar, 'link')
    .find((link) => textOf(link) === 'Mastodon')!
    .click();
  return until(() => findPart(bar, 'server-form'));
}

function clipboardThat(writeText: () => Promise<void>): void {
  replaceProperty(navigator, 'clipboard', { writeText });
}

const STATES: Readonly<Record<string, (bar: ShareBar) => Promise<unknown>>> = {
  plain: (bar) => until(() => findPart(bar, 'list')),
  'with native sharing': async (bar) => {
    replaceProperty(navigator, 'share', () => Promise.resolve());
    bar.requestUpdate();
    await until(() => findPart(bar, 'native-button'));
  },
  'Mastodon form open': askForServer,
  'Mastodon form with an error': async (bar) => {
    await askForServer(bar);
    partsOf(partOf(bar, 'server-form'), 'link')[0]!.click();
    await until(() => textOf(findPart(bar, 'error')));
  },
  copied: async (bar) => {
    clipboardThat(() => Promise.resolve());
    partOf(bar, 'copy-button').click();
    await until(() => textOf(bar.shadowRoot!.querySelector('[role=status]')));
  },
  'to be copied by hand': async (bar) => {
    clipboardThat(() => Promise.reject(new Error('not allowed')));
    partOf(bar, 'copy-button').click();
    await until(() => bar.shadowRoot!.querySelector('input[readonly]'));
  },
};

async function show(state: string, appearance: Appearance): Promise<HTMLElement> {
  const bar = create('colloquy-share-bar');
  const page = place(pageOf(appearance, bar));
  await untilLocalized(bar, appearance);
  await STATES[state]!(bar);
  await bar.updateComplete;
  return page;
}

describe('axe: <colloquy-share-bar>', () => {
  for (const state of Object.keys(STATES)) {
    // The bar looks the same in both layouts.
    for (const appearance of APPEARANCES.filter(({ layout }) => layout === 'modern')) {
      it(`finds nothing: ${state} (${nameOf(appearance)})`, async () => {
        await expectAccessible(await show(state, appearance));
      });
    }
  }
});
