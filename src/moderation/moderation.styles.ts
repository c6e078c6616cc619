import { css } from 'lit';
import { controls, host } from '../styles/host.ts';

export const moderationStyles = [
  host,
  controls,
  css`
    :host {
      max-width: 820px;
      margin-inline: auto;
      padding: 16px;
    }
    h1 {
      flex: 1 0 auto;
      margin: 0;
      font-size: 1.5em;
    }
    h2 {
      font-size: 1.15em;
    }
    header {
      margin-block-end: 16px;
    }
    nav {
      padding-block-end: 12px;
      border-block-end: 1px solid var(--_border);
    }
    nav a {
      color: inherit;
    }
    nav a[aria-current],
    nav a[aria-current]:hover {
      border-color: var(--_accent);
      background: var(--_accent);
      color: var(--_on-accent);
      font-weight: 650;
    }
    [role='status'] {
      min-height: 44px;
    }
    .sign-in {
      display: grid;
      gap: 8px;
      max-width: 420px;
    }
    .sign-in .hidden {
      min-height: 0;
      padding: 0;
      border: 0;
    }
    .blocks {
      padding: 0;
      list-style: none;
    }
    .blocks li {
      padding-block: 8px;
      border-block-end: 1px solid var(--_border);
    }
    .blocks .who {
      flex: 1;
    }
    colloquy-thread::part(approve-button),
    colloquy-thread::part(keep-button) {
      color: var(--_accent);
      font-weight: 650;
    }
    /* The tab says what this is. */
    colloquy-thread::part(heading) {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    colloquy-thread::part(toolbar) {
      margin: 0;
    }
  `,
];
