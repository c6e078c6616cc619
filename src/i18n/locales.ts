import type { Messages } from './catalogue.ts';
import { messages as english } from './locales/en.ts';
import { Localizer } from './localizer.ts';

/** Languages beside English, each loaded when first asked for. */
const CATALOGUES: ReadonlyMap<string, () => Promise<{ readonly messages: Messages }>> = new Map([
  ['ar', () => import('./locales/ar.ts')],
  ['de', () => import('./locales/de.ts')],
  ['ja', () => import('./locales/ja.ts')],
]);

const localizers = new Map<string, Localizer>();
const loading = new Map<string, Promise<void>>();

/** The languages that have messages. */
export const LANGUAGES: readonly string[] = ['en', ...CATALOGUES.keys()];

/**
 * The localizer for a language tag, as good as it is at hand: until the catalogue has loaded, and for
 * languages without one, it is English.
 *
 * @param onLoaded called once the right one is there, when this one is only the stand-in.
 */
export function localizerFor(tag: string, onLoaded: () => void): Localizer {
  const known = localizers.get(tag);
  if (known) return known;
  const lang = canonical(tag);
  const base = lang.split('-')[0]!;
  const load = CATALOGUES.get(base);
  if (!load) return remember(tag, new Localizer(base === 'en' ? lang : 'en', english));
  let running = loading.get(tag);
  if (!running) {
    running = load().then(
      ({ messages }) => void remember(tag, new Localizer(lang, messages)),
      // English is better than nothing, and the next page view tries again.
      () => void remember(tag, new Localizer('en', english)),
    );
    loading.set(tag, running);
  }
  void running.then(onLoaded);
  return localizerFor('en', () => {});
}

function remember(tag: string, localizer: Localizer): Localizer {
  localizers.set(tag, localizer);
  return localizer;
}

function canonical(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
