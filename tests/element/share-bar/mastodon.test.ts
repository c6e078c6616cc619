import { expect } from '@open-wc/testing';
import { findPart, partOf, partsOf, textOf } from '../../support/parts.ts';
import { create, place } from '../../support/place.ts';
import { settle, until } from '../../support/until.ts';

async function placeBar() {
  const bar = create('colloquy-share-bar', { url: 'https://example.org/post?a=1', text: 'A & B' });
  const main = place(bar);
  const followed: string[] = [];
  main.addEventListener('click', (event) => {
    const link = (event.composedPath()[0] as Element).closest('a');
    if (link && !event.defaultPrevented) followed.push(link.href);
    event.preventDefault();
  });
  await bar.updateComplete;
  return { bar, followed };
}

type Bar = Awaited<ReturnType<typeof placeBar>>['bar'];

const opener = (bar: Bar) => partsOf(bar, 'link').find((link) => textOf(link) === 'Mastodon')!;

async function openForm(bar: Bar): Promise<HTMLInputElement> {
  opener(bar).click();
  return until(() => findPart<HTMLInputElement>(bar, 'server-input'));
}

async function type(bar: Bar, text: string): Promise<void> {
  const input = partOf<HTMLInputElement>(bar, 'server-input');
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await bar.updateComplete;
}

const goLink = (bar: Bar) => partOf(bar, 'server-form').querySelector('a')!;

describe('<colloquy-share-bar> Mastodon', () => {
  it('asks for the server first, in a field with a label and the focus', async () => {
    const { bar, followed } = await placeBar();
    expect(opener(bar).ariaExpanded).to.equal('false');
    const input = await openForm(bar);
    expect(opener(bar).ariaExpanded).to.equal('true');
    expect(textOf(input.labels![0])).to.equal('Your Mastodon server');
    await until(() => bar.shadowRoot!.activeElement === input);
    expect(followed).to.deep.equal([]);
  });

  it('closes by the same button', async () => {
    const { bar } = await placeBar();
    await openForm(bar);
    opener(bar).click();
    await until(() => !findPart(bar, 'server-form'));
    expect(opener(bar).ariaExpanded).to.equal('false');
  });

  it('opens that server’s page for sharing, by the link and by Enter', async () => {
    const { bar, followed } = await placeBar();
    await openForm(bar);
    await type(bar, '@ana@Mastodon.Social');
    goLink(bar).click();
    partOf<HTMLFormElement>(bar, 'server-form').requestSubmit();
    const address =
      'https://mastodon.social/share?text=A%20%26%20B%20https%3A%2F%2Fexample.org%2Fpost%3Fa%3D1';
    expect(followed).to.deep.equal([address, address]);
    expect(goLink(bar).rel).to.include('noopener').and.to.include('noreferrer');
    expect(goLink(bar).target).to.equal('_blank');
  });

  for (const typed of ['', 'nonsense', 'evil.example/phish?', 'javascript:alert(1)//a.b', 'a.b@c@d']) {
    it(`says what is wrong with ${JSON.stringify(typed)}, at the field, and goes nowhere`, async () => {
      const { bar, followed } = await placeBar();
      const input = await openForm(bar);
      await type(bar, typed);
      goLink(bar).click();
      await until(() => textOf(findPart(bar, 'error')));
      expect(textOf(partOf(bar, 'error'))).to.equal('Please enter a server name, such as mastodon.social.');
      expect(input.ariaInvalid).to.equal('true');
      expect(input.getAttribute('aria-describedby')).to.equal(partOf(bar, 'error').id);
      await until(() => bar.shadowRoot!.activeElement === input);
      expect(followed).to.deep.equal([]);
    });
  }

  it('takes the message away when the field is touched', async () => {
    const { bar } = await placeBar();
    await openForm(bar);
    goLink(bar).click();
    await until(() => textOf(findPart(bar, 'error')));
    await type(bar, 'm');
    await until(() => textOf(findPart(bar, 'error')) === '');
    expect(partOf(bar, 'server-input').ariaInvalid).to.equal('false');
  });

  it('opened again, it holds what its field shows, and no old message', async () => {
    const { bar, followed } = await placeBar();
    await openForm(bar);
    await type(bar, 'mastodon.social');
    opener(bar).click();
    await until(() => !findPart(bar, 'server-form'));
    const input = await openForm(bar);
    await bar.updateComplete;
    goLink(bar).click();
    await settle();
    const expected = input.value === '' ? 0 : 1;
    expect(followed, `with "${input.value}" in the field`).to.have.length(expected);
  });

  it('opened again, it has no message of the last time', async () => {
    const { bar } = await placeBar();
    await openForm(bar);
    goLink(bar).click();
    await until(() => textOf(findPart(bar, 'error')));
    opener(bar).click();
    await until(() => !findPart(bar, 'server-form'));
    await openForm(bar);
    await bar.updateComplete;
    expect(textOf(findPart(bar, 'error'))).to.equal('');
  });
});
