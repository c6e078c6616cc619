import type { Messages } from './catalogue.ts';
import { Localizer } from './localizer.ts';

/**
 * The languages beside English by their tags, each in a file of its own. This list is in one too: it is loaded when a page first
 * speaks another language, and readers of an English page need none of it.
 */
export const CATALOGUES: ReadonlyMap<string, () => Promise<{ readonly messages: Messages }>> = new Map([
  ['ar', () => import('./locales/ar.ts')],
  ['az', () => import('./locales/az.ts')],
  ['be', () => import('./locales/be.ts')],
  ['bg', () => import('./locales/bg.ts')],
  ['bn', () => import('./locales/bn.ts')],
  ['ca', () => import('./locales/ca.ts')],
  ['cs', () => import('./locales/cs.ts')],
  ['cy', () => import('./locales/cy.ts')],
  ['da', () => import('./locales/da.ts')],
  ['de', () => import('./locales/de.ts')],
  ['el', () => import('./locales/el.ts')],
  ['eo', () => import('./locales/eo.ts')],
  ['es', () => import('./locales/es.ts')],
  ['et', () => import('./locales/et.ts')],
  ['eu', () => import('./locales/eu.ts')],
  ['fa', () => import('./locales/fa.ts')],
  ['fi', () => import('./locales/fi.ts')],
  ['fr', () => import('./locales/fr.ts')],
  ['ga', () => import('./locales/ga.ts')],
  ['gl', () => import('./locales/gl.ts')],
  ['he', () => import('./locales/he.ts')],
  ['hi', () => import('./locales/hi.ts')],
  ['hr', () => import('./locales/hr.ts')],
  ['hu', () => import('./locales/hu.ts')],
  ['id', () => import('./locales/id.ts')],
  ['is', () => import('./locales/is.ts')],
  ['it', () => import('./locales/it.ts')],
  ['ja', () => import('./locales/ja.ts')],
  ['ka', () => import('./locales/ka.ts')],
  ['km', () => import('./locales/km.ts')],
  ['ko', () => import('./locales/ko.ts')],
  ['lt', () => import('./locales/lt.ts')],
  ['lv', () => import('./locales/lv.ts')],
  ['mk', () => import('./locales/mk.ts')],
  ['ml', () => import('./locales/ml.ts')],
  ['nb', () => import('./locales/nb.ts')],
  ['nl', () => import('./locales/nl.ts')],
  ['nn', () => import('./locales/nn.ts')],
  ['oc', () => import('./locales/oc.ts')],
  ['pl', () => import('./locales/pl.ts')],
  ['pt-BR', () => import('./locales/pt-BR.ts')],
  ['pt-PT', () => import('./locales/pt-PT.ts')],
  ['ro', () => import('./locales/ro.ts')],
  ['ru', () => import('./locales/ru.ts')],
  ['sk', () => import('./locales/sk.ts')],
  ['sl', () => import('./locales/sl.ts')],
  ['sr', () => import('./locales/sr.ts')],
  ['sr-Latn', () => import('./locales/sr-Latn.ts')],
  ['sv', () => import('./locales/sv.ts')],
  ['th', () => import('./locales/th.ts')],
  ['tr', () => import('./locales/tr.ts')],
  ['uk', () => import('./locales/uk.ts')],
  ['ur', () => import('./locales/ur.ts')],
  ['uz', () => import('./locales/uz.ts')],
  ['vi', () => import('./locales/vi.ts')],
  ['zh', () => import('./locales/zh.ts')],
  ['zh-Hant', () => import('./locales/zh-Hant.ts')],
]);

/** What is read where a language has no catalogue of its own; or has several, outside the regions named there. */
const STAND_INS: ReadonlyMap<string, string> = new Map([
  ['bs', 'hr'],
  ['gsw', 'de'],
  ['no', 'nb'],
  ['pt', 'pt-PT'],
  ['sh', 'sr-Latn'],
]);

/** Languages for which browsers have no dates and plurals, and one that those who read them know too. */
const FORMATTED_AS: ReadonlyMap<string, string> = new Map([
  ['gsw', 'de'],
  ['oc', 'fr'],
]);

/**
 * The localizer for a tag: with the messages of its script or region where these have some of their own.
 *
 * @throws when there are no messages for it, or they cannot be loaded.
 */
export async function loadLocalizer(tag: string): Promise<Localizer> {
  // `zh-HK` becomes `zh-Hant-HK`, and `pt` becomes `pt-Latn-BR`.
  const { language, script, region } = new Intl.Locale(tag).maximize();
  const names = [`${language}-${script}`, `${language}-${region}`, language, STAND_INS.get(language) ?? ''];
  const load = CATALOGUES.get(names.find((name) => CATALOGUES.has(name)) ?? '');
  if (!load) throw new RangeError(`There are no messages for ${tag}.`);
  return new Localizer(FORMATTED_AS.get(language) ?? tag, (await load()).messages);
}
