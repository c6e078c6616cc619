import { expect } from '@open-wc/testing';
import { LANGUAGES, localizerFor } from '../../../src/i18n/locales.ts';
import type { Localizer } from '../../../src/i18n/localizer.ts';

/** The localizer once it is the right one. */
async function loaded(tag: string): Promise<Localizer> {
  await new Promise<void>((resolve) => {
    const now = localizerFor(tag, resolve);
    if (now === localizerFor(tag, () => {}) && now.lang !== 'en') resolve();
    else if (!LANGUAGES.includes(tag.split('-')[0]!.toLowerCase()) || /^en\b/i.test(tag)) resolve();
  });
  return localizerFor(tag, () => {});
}

describe('localizerFor', () => {
  it('knows the languages that there are words for', () => {
    expect([...LANGUAGES].sort()).to.deep.equal(['ar', 'de', 'en', 'ja']);
  });

  it('gives English until another language has loaded, and says when it has', async () => {
    let localizer: Localizer | undefined;
    const told = new Promise<void>((resolve) => (localizer = localizerFor('de-LU', resolve)));
    expect(localizer!.text('thread.title')).to.equal('Comments');
    await told;
    const german = localizerFor('de-LU', () => expect.fail('it is there already'));
    expect(german.text('thread.title')).to.equal('Kommentare');
    expect(german.lang).to.equal('de-LU');
  });

  it('tells everybody who asked', async () => {
    await Promise.all(
      Array.from({ length: 3 }, () => new Promise<void>((resolve) => void localizerFor('ja-JP', resolve))),
    );
    expect(localizerFor('ja-JP', () => {}).text('thread.title')).to.equal('コメント');
  });

  it('gives the same one each time, so that rows need not render again', async () => {
    expect(await loaded('de')).to.equal(localizerFor('de', () => {}));
    expect(localizerFor('en', () => {})).to.equal(localizerFor('en', () => {}));
    expect(localizerFor('fr', () => {})).to.equal(localizerFor('fr', () => {}));
  });

  for (const tag of ['fr', 'zh-Hant', 'tlh', 'x-private', 'not a tag', '', '💥', 'de_DE', '-', 'e']) {
    it(`falls back to English for ${JSON.stringify(tag)}`, () => {
      const localizer = localizerFor(tag, () => expect.fail('there is nothing to load'));
      expect(localizer.text('thread.title')).to.equal('Comments');
      expect(localizer.lang).to.equal('en');
      expect(localizer.direction).to.equal('ltr');
    });
  }

  it('keeps the region of an English tag', () => {
    expect(localizerFor('en-gb', () => {}).lang).to.equal('en-GB');
  });
});
