import { messages as english } from './locales/en.ts';
import { Localizer } from './localizer.ts';

const localizers = new Map<string, Localizer>();
const loading = new Map<string, Promise<void>>();

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
  if (/^en\b/.test(lang)) return remember(tag, new Localizer(lang, english));
  let running = loading.get(tag);
  if (!running) {
    running = import('./languages.ts')
      .then(({ loadLocalizer }) => loadLocalizer(lang))
      // English is better than nothing, and the next page view tries again.
      .catch(() => localizerFor('en', () => {}))
      .then((localizer) => void remember(tag, localizer));
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
    // Many pages have it as their servers' settings have.
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}
