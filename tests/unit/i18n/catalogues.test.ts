import { expect } from '@open-wc/testing';
import type { Messages } from '../../../src/i18n/catalogue.ts';
import { CATALOGUES, loadLocalizer } from '../../../src/i18n/languages.ts';
import { Localizer } from '../../../src/i18n/localizer.ts';
import { en, KEYS, LINTS, sharedTranslations, untranslated } from './catalogue-lints.ts';
import { SAME_AS_ENGLISH, SHARED } from './rightly-the-same.ts';

const COUNTS = [0, 1, 1.5, 2, 3, 5, 6, 11, 21, 100, 1_000_000];
const COUNTED = KEYS.filter((key) => typeof en[key] !== 'string');

describe('message catalogues', () => {
  for (const lang of ['en', ...CATALOGUES.keys()]) {
    describe(lang, () => {
      let messages: Messages;
      let localizer: Localizer;

      before(async () => {
        messages = (await CATALOGUES.get(lang)?.())?.messages ?? en;
        localizer = lang === 'en' ? new Localizer(lang, en) : await loadLocalizer(lang);
      });

      it('has a tag as Intl writes it, and is what that tag loads', () => {
        expect(Intl.getCanonicalLocales(lang)).to.deep.equal([lang]);
        for (const key of KEYS.filter((one) => typeof en[one] === 'string')) {
          expect(localizer.parts(key, {}), key).to.deep.equal(new Localizer(lang, messages).parts(key, {}));
        }
      });

      for (const [name, lint] of Object.entries(LINTS)) {
        it(name, () => {
          expect(lint(messages, localizer.lang)).to.deep.equal([]);
        });
      }

      it('has a message for every count', () => {
        for (const key of COUNTED) {
          for (const count of COUNTS) {
            expect(localizer.text(key, { count }), `${key}, ${count}`).to.match(/^[^{}]+$/);
          }
        }
      });

      if (lang === 'en') return;

      it('is translated', () => {
        expect(untranslated(messages)).to.deep.equal(SAME_AS_ENGLISH[lang] ?? []);
      });

      it('tells apart what English tells apart', () => {
        expect(sharedTranslations(messages)).to.deep.equal(SHARED[lang] ?? []);
      });
    });
  }
});
