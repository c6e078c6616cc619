export type Scheme = 'auto' | 'light' | 'dark';

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
const root = document.documentElement;
const toggle = document.querySelector<HTMLButtonElement>('.scheme-toggle');

export function showScheme(scheme: Scheme): void {
  root.dataset['scheme'] = scheme;
  toggle?.setAttribute('aria-pressed', String(isDark()));
}

/** Makes the button in the header ask for the other scheme than the one that is seen. */
export function onSchemeToggle(choose: (scheme: Scheme) => void): void {
  if (!toggle) return;
  toggle.hidden = false;
  toggle.addEventListener('click', () => choose(isDark() ? 'light' : 'dark'));
  systemIsDark.addEventListener('change', () => toggle.setAttribute('aria-pressed', String(isDark())));
}

function isDark(): boolean {
  const { scheme } = root.dataset;
  return scheme === 'dark' || (scheme !== 'light' && systemIsDark.matches);
}
