import { html, type TemplateResult } from 'lit';
import type { MessageKey } from '../i18n/catalogue.ts';
import { localizerFor } from '../i18n/locales.ts';
import type { Localizer, MessageValues } from '../i18n/localizer.ts';

/** A mistake in how the page is set up, for its owner to mend. */
export interface Problem {
  readonly key: Extract<MessageKey, `problem.${string}`>;
  readonly values: MessageValues;
}

/** The problem where the comments would be; also on the console, once for each element. */
export function problemTemplate(element: HTMLElement, problem: Problem, localizer: Localizer): TemplateResult {
  logProblem(element, problem);
  return html`<div part="problem" class="alert" role="alert" dir=${localizer.direction}>
    <p><strong>${localizer.text('problem.title')}</strong></p>
    <p>${localizer.text(problem.key, problem.values)}</p>
  </div>`;
}

/** For an element that looked for its provider in vain. */
export function missingProvider(element: HTMLElement & { readonly for: string }): Problem {
  const values = { element: element.localName, value: element.for };
  return { key: element.for ? 'problem.unknown-target' : 'problem.no-provider', values };
}

const logged = new WeakMap<HTMLElement, string>();

/** In English whatever the page speaks, so that it can be looked up. */
function logProblem(element: HTMLElement, { key, values }: Problem): void {
  const text = localizerFor('en', () => {}).text(key, values);
  if (logged.get(element) === text) return;
  logged.set(element, text);
  console.error(`Colloquy: ${text}`, element);
}
