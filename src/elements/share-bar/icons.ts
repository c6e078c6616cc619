import { svg } from 'lit';

/** Simple signs for what the page itself does; networks are named in words, which is what their rules ask. */
const icon = (path: unknown) =>
  svg`<svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${path}</svg>`;

export const linkIcon = icon(
  svg`<path d="M10 14a5 5 0 0 0 7 0l3-3a5 5 0 0 0-7-7l-1 1M14 10a5 5 0 0 0-7 0l-3 3a5 5 0 0 0 7 7l1-1" />`,
);
export const shareIcon = icon(svg`<path d="M12 15V3M8 7l4-4 4 4M5 12v8h14v-8" />`);
export const mailIcon = icon(svg`<path d="M3 6h18v12H3zM3 7l9 7 9-7" />`);
