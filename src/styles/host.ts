import { css } from 'lit';
import { tokens } from './tokens.ts';

/** What every element starts from. */
export const host = [
  tokens,
  css`
    :host {
      display: block;
      color: var(--_text);
      line-height: var(--colloquy-line-height, 1.55);
      overflow-wrap: break-word;
    }
    :host([hidden]),
    [hidden] {
      display: none !important;
    }
    * {
      box-sizing: border-box;
    }
    :focus-visible {
      outline: 2px solid var(--_accent);
      outline-offset: 2px;
    }
    a {
      color: var(--_accent);
    }
    .hidden {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .note {
      margin: 0;
      color: var(--_muted);
      font-size: var(--_small);
    }
    .alert {
      padding: calc(3 * var(--_space)) calc(4 * var(--_space));
      border: 1px solid var(--_error);
      border-inline-start-width: 4px;
      border-radius: var(--_radius);
    }
    .alert p {
      margin: 0;
    }
  `,
];

/** Buttons: quiet text ones by default, `primary` for the one that matters. */
export const buttons = css`
  button,
  .button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 32px;
    padding: 4px 12px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
    font-size: var(--_small);
    line-height: 1.3;
    text-decoration: none;
    cursor: pointer;
  }
  button:hover,
  .button:hover {
    border-color: currentColor;
  }
  button.primary {
    padding: 6px 16px;
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }
  button.quiet {
    min-height: 24px;
    padding: 2px 6px;
    border-color: transparent;
    color: var(--_muted);
  }
  button.quiet:hover,
  button.quiet[aria-pressed='true'] {
    color: var(--_accent);
  }
  button[aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
  @media (pointer: coarse) {
    button,
    button.quiet,
    .button {
      min-width: 44px;
      min-height: 44px;
    }
  }
`;

/** Text fields. */
export const fields = css`
  input,
  textarea,
  select {
    width: 100%;
    min-height: 36px;
    padding: 6px 10px;
    border: 1px solid var(--_field-border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  option {
    background: Canvas;
    color: CanvasText;
  }
  [aria-invalid='true'] {
    border-color: var(--_error);
    border-width: 2px;
  }
  .error {
    color: var(--_error);
    font-size: var(--_small);
  }
  @media (pointer: coarse) {
    input,
    select {
      min-height: 44px;
    }
  }
`;
