import { html, type TemplateResult } from 'lit';

/** Simple signs for what the page itself does; networks are named in words, which is what their rules ask. */
const PATHS = {
  link: 'M10 14a5 5 0 0 0 7 0l3-3a5 5 0 0 0-7-7l-1 1M14 10a5 5 0 0 0-7 0l-3 3a5 5 0 0 0 7 7l1-1',
  share: 'M12 15V3M8 7l4-4 4 4M5 12v8h14v-8',
  mail: 'M3 6h18v12H3zM3 7l9 7 9-7',
};

export function iconTemplate(name: keyof typeof PATHS): TemplateResult {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
}
