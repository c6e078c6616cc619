import type { Entry } from './entry.ts';

export type Guest = Partial<Entry>;

const KEY = 'colloquy:guest';

/** What a guest asked this device to remember; nothing where storage is blocked or holds something else. */
export function recallGuest(): Guest | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return typeof stored === 'object' && stored !== null ? stored : null;
  } catch {
    return null;
  }
}

/** Remembers a guest, or with null forgets whoever was remembered. */
export function rememberGuest(guest: Guest | null): void {
  try {
    if (guest) localStorage.setItem(KEY, JSON.stringify(guest));
    else localStorage.removeItem(KEY);
  } catch {
    // Being remembered is a comfort; without storage the guest types their name again.
  }
}
