import type { Localizer } from '../../i18n/localizer.ts';

/**
 * Brings the ages in a rendered thread up to date. Cheap for long threads: text that has not changed is
 * left alone, and what is out of sight is not laid out.
 */
export function refreshAges(root: ParentNode, localizer: Localizer): void {
  const now = Date.now();
  for (const time of root.querySelectorAll<HTMLTimeElement>('time.age')) {
    const age = localizer.age(new Date(time.dateTime), now);
    if (time.textContent !== age) time.textContent = age;
  }
}

/** Gives a time its title once somebody points at it or reaches its link: most are never asked for theirs. */
export function titleTime({ target }: Event, localizer: Localizer): void {
  const link = (target as Element).closest('[part=permalink]');
  const time = link?.querySelector('time');
  if (time) time.title = localizer.dateTime(new Date(time.dateTime));
}
