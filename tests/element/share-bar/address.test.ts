import { expect } from '@open-wc/testing';
import { partsOf, textOf } from '../../support/parts.ts';
import { create, place } from '../../support/place.ts';

const added: Element[] = [];

/** Puts an element into the page's head until the test is over. */
function addToHead(name: string, attributes: Record<string, string>): void {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  document.head.append(element);
  added.push(element);
}

/** What the bar shares, read from its link to Facebook. */
async function sharedBy(attributes: Record<string, string> = {}): Promise<string> {
  const bar = create('colloquy-share-bar', attributes);
  place(bar);
  await bar.updateComplete;
  const link = partsOf<HTMLAnchorElement>(bar, 'link').find((each) => textOf(each) === 'Facebook')!;
  return new URL(link.href).searchParams.get('u')!;
}

describe('<colloquy-share-bar> address', () => {
  const here = location.href;

  afterEach(() => {
    for (const element of added.splice(0)) element.remove();
    history.replaceState(null, '', here);
  });

  it('is the page’s own, without fragment', async () => {
    history.replaceState(null, '', '?article=1#comment-5');
    expect(await sharedBy()).to.equal(`${location.origin}${location.pathname}?article=1`);
  });

  it('is without what trackers added, and with everything else in its order', async () => {
    history.replaceState(null, '', '?b=2&utm_source=x&fbclid=y&a=1&UTM_Campaign=z&gclid=w&utmost=kept');
    expect(await sharedBy()).to.equal(`${location.origin}${location.pathname}?b=2&a=1&utmost=kept`);
  });

  it('is the canonical one where the page says so', async () => {
    addToHead('link', { rel: 'Canonical', href: 'https://example.org/post?utm_source=x#top' });
    addToHead('meta', { property: 'og:url', content: 'https://example.org/other' });
    expect(await sharedBy()).to.equal('https://example.org/post');
  });

  it('is the canonical one, also when that is relative', async () => {
    addToHead('link', { rel: 'nofollow canonical', href: '/post' });
    expect(await sharedBy()).to.equal(`${location.origin}/post`);
  });

  it('is og:url where there is no canonical address', async () => {
    addToHead('meta', { property: 'og:url', content: 'https://example.org/og' });
    expect(await sharedBy()).to.equal('https://example.org/og');
  });

  it('is the page’s own where what the page declares is none', async () => {
    addToHead('link', { rel: 'canonical', href: 'javascript:alert(1)' });
    addToHead('meta', { property: 'og:url', content: 'nonsense' });
    history.replaceState(null, '', '?mine');
    expect(await sharedBy()).to.match(/\?mine=?$/);
  });

  it('is what the attribute says', async () => {
    addToHead('link', { rel: 'canonical', href: 'https://example.org/canonical' });
    expect(await sharedBy({ url: 'https://example.org/mine?a=1&fbclid=x' })).to.equal(
      'https://example.org/mine?a=1',
    );
  });

  it('takes an attribute that is relative to the page', async () => {
    expect(await sharedBy({ url: '/posts/1' })).to.equal(`${location.origin}/posts/1`);
  });

  it('is the page’s own where the attribute is no address', async () => {
    history.replaceState(null, '', '?mine=1');
    expect(await sharedBy({ url: 'https://' })).to.match(/\?mine=1$/);
  });

  it('goes with the page’s title, or the text of the attribute', async () => {
    const title = async (attributes: Record<string, string>) => {
      const bar = create('colloquy-share-bar', attributes);
      place(bar);
      await bar.updateComplete;
      const link = partsOf<HTMLAnchorElement>(bar, 'link').find((each) => textOf(each) === 'Reddit')!;
      return new URL(link.href).searchParams.get('title');
    };
    expect(await title({})).to.equal(document.title);
    expect(await title({ text: 'Mine' })).to.equal('Mine');
  });
});
