import { expect } from '@open-wc/testing';
import { findPart, partOf, textOf } from '../../support/parts.ts';
import { create, place } from '../../support/place.ts';
import { hideProperty, replaceProperty } from '../../support/replace.ts';
import { settle, until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

async function placeBar() {
  const bar = create('colloquy-share-bar', { url: 'https://example.org/post', text: 'A post' });
  place(bar);
  await bar.updateComplete;
  return bar;
}

const byHand = (bar: Element) => bar.shadowRoot!.querySelector<HTMLInputElement>('input[readonly]');
const statusOf = (bar: Element) => textOf(bar.shadowRoot!.querySelector('[role=status]'));

describe('<colloquy-share-bar> copy', () => {
  it('copies the link and says so, for eye and ear', async () => {
    const copied: string[] = [];
    replaceProperty(navigator, 'clipboard', { writeText: async (text: string) => void copied.push(text) });
    const bar = await placeBar();
    expect(textOf(partOf(bar, 'copy-button'))).to.equal('Copy link');
    partOf(bar, 'copy-button').click();
    await until(() => textOf(partOf(bar, 'copy-button')) === 'Link copied');
    expect(copied).to.deep.equal(['https://example.org/post']);
    expect(statusOf(bar)).to.equal('Link copied');
    expectSame(byHand(bar), null);
  });

  for (const [name, clipboard] of [
    ['it is refused', { writeText: () => Promise.reject(new DOMException('No.', 'NotAllowedError')) }],
    ['there is no clipboard', undefined],
  ] as const) {
    it(`offers the link, selected, where ${name}`, async () => {
      replaceProperty(navigator, 'clipboard', clipboard);
      const bar = await placeBar();
      partOf(bar, 'copy-button').click();
      const field = await until(() => byHand(bar));
      expect(field.value).to.equal('https://example.org/post');
      expect(textOf(field.labels![0])).to.equal('Select and copy this link');
      await until(() => bar.shadowRoot!.activeElement === field);
      expect(field.value.slice(field.selectionStart!, field.selectionEnd!)).to.equal(
        'https://example.org/post',
      );
      expect(statusOf(bar)).to.equal('');
    });
  }

  it('takes the offer back when a further try works', async () => {
    replaceProperty(navigator, 'clipboard', undefined);
    const bar = await placeBar();
    partOf(bar, 'copy-button').click();
    await until(() => byHand(bar));
    replaceProperty(navigator, 'clipboard', { writeText: () => Promise.resolve() });
    partOf(bar, 'copy-button').click();
    await until(() => !byHand(bar) && statusOf(bar) === 'Link copied');
  });
});

describe('<colloquy-share-bar> native sharing', () => {
  it('is offered where the device has it, and gets address and title', async () => {
    const shared: unknown[] = [];
    replaceProperty(navigator, 'share', async (data: unknown) => void shared.push(data));
    const bar = await placeBar();
    expect(textOf(partOf(bar, 'native-button'))).to.equal('Share…');
    partOf(bar, 'native-button').click();
    await until(() => shared.length);
    expect(shared).to.deep.equal([{ url: 'https://example.org/post', title: 'A post' }]);
  });

  it('is not offered where the device has none', async () => {
    hideProperty(navigator, 'share');
    const bar = await placeBar();
    expectSame(findPart(bar, 'native-button'), null);
    expect(findPart(bar, 'copy-button')).to.exist;
  });

  it('says nothing when the reader closes the device’s dialogue', async () => {
    replaceProperty(navigator, 'share', () => Promise.reject(new DOMException('Cancelled', 'AbortError')));
    const bar = await placeBar();
    const before = textOf(bar.shadowRoot);
    partOf(bar, 'native-button').click();
    await settle();
    expect(textOf(bar.shadowRoot)).to.equal(before);
  });

  it('does no harm where the device’s own sharing throws', async () => {
    replaceProperty(navigator, 'share', () => Promise.reject(new TypeError('Bad URL')));
    const bar = await placeBar();
    partOf(bar, 'native-button').click();
    await settle();
    expect(partOf(bar, 'native-button').isConnected).to.equal(true);
  });
});
