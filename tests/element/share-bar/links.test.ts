import { expect } from '@open-wc/testing';
import { collectConsoleErrors } from '../../support/console.ts';
import { findPart, partsOf, textOf } from '../../support/parts.ts';
import { create, place } from '../../support/place.ts';
import { expectSame } from '../../support/same.ts';
import { until } from '../../support/until.ts';

/** Where each network's link leads, and the parameters that it is to carry. */
const TARGETS: Readonly<
  Record<string, (url: string, text: string) => readonly [string, Record<string, string>]>
> = {
  'E-mail': (url, text) => ['mailto:', { subject: text, body: url }],
  X: (url, text) => ['https://x.com/intent/post', { text, url }],
  Facebook: (url) => ['https://www.facebook.com/sharer/sharer.php', { u: url }],
  LinkedIn: (url) => ['https://www.linkedin.com/sharing/share-offsite/', { url }],
  Reddit: (url, text) => ['https://www.reddit.com/submit', { url, title: text }],
  WhatsApp: (url, text) => ['https://api.whatsapp.com/send', { text: `${text} ${url}` }],
  Telegram: (url, text) => ['https://t.me/share/url', { url, text }],
  Bluesky: (url, text) => ['https://bsky.app/intent/compose', { text: `${text} ${url}` }],
};

const SHARED: readonly (readonly [name: string, url: string, text: string])[] = [
  ['plain', 'https://example.org/post', 'A post'],
  ['&, #, %, + and =', 'https://example.org/a%20b?x=1&y=2%26', 'Q&A #1: 100% = 1 + 1?'],
  ['newlines', 'https://example.org/', 'One\nTwo\r\nThree'],
  ['emoji', 'https://example.org/🎉', 'Party 🎉👩‍👩‍👧'],
  ['right to left', 'https://example.org/مقال', 'مقال جديد'],
  ['quotes and brackets', 'https://example.org/?q=%22', `"It's" <b>bold</b> {url} {text}`],
];

function linksOf(attributes: Record<string, string>) {
  const bar = create('colloquy-share-bar', attributes);
  place(bar);
  return bar.updateComplete.then(() => partsOf<HTMLAnchorElement>(bar, 'link'));
}

/** The address without its parameters, and those, decoded; `+` would not be a space in all of them. */
function read(href: string): readonly [string, Record<string, string>] {
  const [base = '', query = ''] = href.split('?');
  const entries = query.split('&').map((pair) => pair.split('=').map(decodeURIComponent));
  return [base, Object.fromEntries(entries) as Record<string, string>];
}

describe('<colloquy-share-bar> links', () => {
  const errors = collectConsoleErrors();

  for (const [name, url, text] of SHARED) {
    for (const [network, target] of Object.entries(TARGETS)) {
      it(`${network} carries address and text whole: ${name}`, async () => {
        const links = await linksOf({ url, text });
        const link = links.find((each) => textOf(each) === network)!;
        expect(read(link.href)).to.deep.equal(target(new URL(url).href, text));
      });
    }
  }

  it('open networks in a new tab that knows nothing of this one, and say so', async () => {
    const links = (await linksOf({})).filter((link) => link.localName === 'a');
    expect(links).to.have.length(8);
    for (const link of links) {
      expect(link.rel.split(' ')).to.include.members(['noopener', 'noreferrer']);
      const mail = link.href.startsWith('mailto:');
      expect(link.target).to.equal(mail ? '' : '_blank');
      if (!mail) expect(link.ariaLabel).to.equal(`Share on ${textOf(link)} (opens in a new tab)`);
    }
  });

  it('are those that the attribute names, in its order', async () => {
    const links = await linksOf({ networks: 'bluesky, x email' });
    expect(links.map((link) => textOf(link))).to.deep.equal(['Bluesky', 'X', 'E-mail']);
    expect(await linksOf({ networks: '' })).to.have.length(0);
  });

  it('are there for networks that few bars have, once their addresses have come', async () => {
    const bar = create('colloquy-share-bar', { networks: 'threads x sms', text: 'A post' });
    place(bar);
    const [threads, , sms] = await until(() => {
      const links = partsOf<HTMLAnchorElement>(bar, 'link');
      return links.length === 3 ? links : null;
    });
    expect(threads!.ariaLabel).to.equal('Share on Threads (opens in a new tab)');
    expect(threads!.href).to.match(/^https:\/\/www\.threads\.net\/intent\/post\?text=A%20post&url=/);
    expect([textOf(sms), sms!.target, sms!.ariaLabel]).to.deep.equal(['SMS', '', null]);
    expectSame(findPart(bar, 'problem'), null);
  });

  it('are there beside a name that is none, which the page’s owner is told', async () => {
    const bar = create('colloquy-share-bar', { networks: 'bluesky nonesuch constructor __proto__ line' });
    place(bar);
    const problem = await until(() => findPart(bar, 'problem'));
    expect(textOf(problem)).to.match(/networks="nonesuch" is not known\. Known are: email, x, .*pinterest/);
    expect(partsOf(bar, 'link').map((link) => textOf(link))).to.deep.equal(['Bluesky', 'LINE']);
    expect(errors.join()).to.include('networks="nonesuch"');
    bar.networks = 'line bluesky';
    await until(() => !findPart(bar, 'problem'));
    expect(partsOf(bar, 'link').map((link) => textOf(link))).to.deep.equal(['LINE', 'Bluesky']);
  });

  it('stay usable with a text that was cut inside an emoji', async () => {
    const links = await linksOf({ text: 'Cut \ud83c' });
    expect(links.find((link) => textOf(link) === 'X')!.href).to.include('text=Cut%20');
  });

  it('ask nobody for anything before a click', async () => {
    const before = performance.getEntriesByType('resource').length;
    const bar = create('colloquy-share-bar');
    place(bar);
    await bar.updateComplete;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const asked = performance
      .getEntriesByType('resource')
      .slice(before)
      .filter(({ name }) => new URL(name).origin !== location.origin);
    expect(asked).to.deep.equal([]);
    expectSame(bar.shadowRoot!.querySelector('img, iframe, script, link[rel], object, embed'), null);
  });
});
