import { expect } from '@open-wc/testing';
import { CATALOGUES } from '../../../src/i18n/languages.ts';
import { localizerFor } from '../../../src/i18n/locales.ts';
import type { Localizer } from '../../../src/i18n/localizer.ts';

/** The localizer once it is the right one. */
async function loaded(tag: string): Promise<Localizer> {
  await new Promise<void>((resolve) => {
    if (localizerFor(tag, resolve).lang !== 'en') resolve();
  });
  return localizerFor(tag, () => expect.fail('it is there already'));
}

/** Tags, and the language in which "Comments" is said for them. */
const CHOSEN: readonly (readonly [tag: string, title: string])[] = [
  ['de-AT', 'Kommentare'],
  ['gsw', 'Kommentare'],
  ['pt', 'Comentários'],
  ['zh', '评论'],
  ['zh-CN', '评论'],
  ['zh-SG', '评论'],
  ['zh-Hant', '留言'],
  ['zh-TW', '留言'],
  ['zh-HK', '留言'],
  ['sr', 'Коментари'],
  ['sr-Latn-BA', 'Komentari'],
  ['sr-ME', 'Komentari'],
  ['sh', 'Komentari'],
  ['bs', 'Komentari'],
  ['no', 'Kommentarer'],
  ['iw', 'תגובות'],
];

describe('localizerFor', () => {
  it('knows more than fifty languages', () => {
    expect(CATALOGUES.size).to.be.greaterThan(50);
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
    expect(await loaded('tlh-Latn')).to.equal(localizerFor('en', () => {}));
  });

  for (const [tag, title] of CHOSEN) {
    it(`finds the catalogue for ${tag}: ${title}`, async () => {
      expect((await loaded(tag)).text('thread.title')).to.equal(title);
    });
  }

  it('tells Portugal and Africa from Brazil', async () => {
    const [brazil, portugal, angola] = await Promise.all(['pt-BR', 'pt-PT', 'pt-AO'].map(loaded));
    expect(brazil!.text('share.copied')).to.equal((await loaded('pt')).text('share.copied'));
    expect(portugal!.text('error.offline')).to.equal(angola!.text('error.offline'));
    expect(portugal!.text('error.offline')).not.to.equal(brazil!.text('error.offline'));
    expect(angola!.lang).to.equal('pt-AO');
  });

  it('writes dates as in a language that browsers know, where they do not know this one', async () => {
    const now = Date.UTC(2026, 4, 20, 12);
    expect((await loaded('gsw-CH')).age(new Date(now - 3 * 86_400_000), now)).to.equal('vor 3 Tagen');
  });

  for (const tag of ['tlh', 'zu-ZA', 'art-x-elvish']) {
    it(`falls back to English for ${JSON.stringify(tag)}, of which there are no words`, async () => {
      const localizer = await loaded(tag);
      expect(localizer.text('thread.title')).to.equal('Comments');
      expect([localizer.lang, localizer.direction]).to.deep.equal(['en', 'ltr']);
    });
  }

  for (const tag of ['not a tag', '', '💥', '_', '-', 'e', 'constructor']) {
    it(`falls back to English at once for ${JSON.stringify(tag)}, which is no tag`, () => {
      const localizer = localizerFor(tag, () => expect.fail('there is nothing to load'));
      expect(localizer.text('thread.title')).to.equal('Comments');
      expect(localizer.lang).to.equal('en');
      expect(localizer.direction).to.equal('ltr');
    });
  }

  it('takes a locale as servers write it for a tag', async () => {
    expect((await loaded('de_AT')).lang).to.equal('de-AT');
    expect((await loaded('pt_BR')).text('thread.title')).to.equal('Comentários');
    expect(localizerFor('en_US', () => {}).lang).to.equal('en-US');
  });

  it('keeps the region of an English tag', () => {
    expect(localizerFor('en-gb', () => {}).lang).to.equal('en-GB');
  });
});
