import { expect } from '@open-wc/testing';
import { ShareEvent } from '../../../src/elements/share-bar/share-bar.events.ts';
import { partOf, partsOf, textOf } from '../../support/parts.ts';
import { create, place } from '../../support/place.ts';
import { replaceProperty } from '../../support/replace.ts';
import { settle, until } from '../../support/until.ts';

/** A bar in a page that hears what is shared; no link is followed. */
async function placeBar(allow: boolean) {
  const bar = create('colloquy-share-bar', { url: 'https://example.org/post' });
  const main = place(bar);
  await bar.updateComplete;
  const heard: string[] = [];
  const followed: boolean[] = [];
  main.addEventListener('colloquy-share', (event) => {
    expect(event).to.be.instanceOf(ShareEvent);
    heard.push(`${event.network} ${event.url}`);
    if (!allow) event.preventDefault();
  });
  main.addEventListener('click', (event) => {
    if ((event.composedPath()[0] as Element).closest('a')) followed.push(!event.defaultPrevented);
    event.preventDefault();
  });
  return { bar, heard, followed };
}

const NETWORKS: Readonly<Record<string, string>> = {
  'E-mail': 'email',
  X: 'x',
  Facebook: 'facebook',
  LinkedIn: 'linkedin',
  Reddit: 'reddit',
  WhatsApp: 'whatsapp',
  Telegram: 'telegram',
  Bluesky: 'bluesky',
};

describe('<colloquy-share-bar> colloquy-share', () => {
  for (const [label, network] of Object.entries(NETWORKS)) {
    for (const allow of [true, false]) {
      it(`comes before ${label} is opened${allow ? '' : ', which it can keep from happening'}`, async () => {
        const { bar, heard, followed } = await placeBar(allow);
        partsOf(bar, 'link')
          .find((link) => textOf(link) === label)!
          .click();
        expect(heard).to.deep.equal([`${network} https://example.org/post`]);
        expect(followed).to.deep.equal([allow]);
      });
    }
  }

  it('comes before copying, which it can keep from happening', async () => {
    const copied: string[] = [];
    replaceProperty(navigator, 'clipboard', { writeText: async (text: string) => void copied.push(text) });
    const refused = await placeBar(false);
    partOf(refused.bar, 'copy-button').click();
    await settle();
    expect(refused.heard).to.deep.equal(['copy https://example.org/post']);
    expect(copied).to.deep.equal([]);
    const allowed = await placeBar(true);
    partOf(allowed.bar, 'copy-button').click();
    await until(() => copied.length === 1);
  });

  it('comes before the device’s own sharing, which it can keep from happening', async () => {
    let shared = 0;
    replaceProperty(navigator, 'share', async () => void shared++);
    const { bar, heard } = await placeBar(false);
    partOf(bar, 'native-button').click();
    await settle();
    expect(heard).to.deep.equal(['native https://example.org/post']);
    expect(shared).to.equal(0);
  });

  it('comes for Mastodon when the server is known', async () => {
    const { bar, heard, followed } = await placeBar(false);
    partsOf(bar, 'link')
      .find((link) => textOf(link) === 'Mastodon')!
      .click();
    const input = await until(() => bar.shadowRoot!.querySelector<HTMLInputElement>('[part~=server-input]'));
    expect(heard).to.deep.equal([]);
    input.value = 'mastodon.social';
    input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await bar.updateComplete;
    partOf(bar, 'server-form').querySelector('a')!.click();
    expect(heard).to.deep.equal(['mastodon https://example.org/post']);
    expect(followed.at(-1)).to.equal(false);
  });
});
