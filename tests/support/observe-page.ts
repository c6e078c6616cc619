/** Runs first in the pages of `policy-page.ts`. */
import type { Observed } from './policy-page.ts';

const observed: Observed = { violations: [], warnings: [], errors: [] };
Object.assign(window, { observed });

document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
  observed.violations.push(effectiveDirective),
);
addEventListener('error', ({ message }) => observed.errors.push(message));
addEventListener('unhandledrejection', ({ reason }) => observed.errors.push(String(reason)));
console.warn = (...args: unknown[]) => void observed.warnings.push(args.map(String).join(' '));
