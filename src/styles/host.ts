import { css } from 'lit';
import { tokens } from './tokens.ts';

/** What every element starts from. Distances are multiples of 4 px. */
export const host = [
  tokens,
  css`
    :host {
      display: block;
      color: var(--_text);
      line-height: 1.55;
      overflow-wrap: anywhere;
    }
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
    }
    .title {
      font-size: 1.25em;
      font-weight: 650;
      line-height: 1.3;
    }
    .note {
      margin: 0;
      color: var(--_muted);
      font-size: var(--_small);
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
    }
    .error {
      color: var(--_error);
      font-size: var(--_small);
    }
    .alert {
      margin: 12px 0;
      padding: 12px 16px;
      border: 1px solid var(--_error);
      border-inline-start-width: 4px;
      border-radius: var(--_radius);
    }
  `,
];

/** Buttons and fields: quiet text buttons, and `primary` for the one that matters. */
export const controls = css`
  button,
  .button,
  input,
  textarea,
  select {
    max-width: 100%;
    min-height: 36px;
    padding: 4px 12px;
    border: 1px solid var(--_field-border);
    border-radius: var(--_radius);
    background: none;
    color: inherit;
    font: inherit;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    border-color: var(--_border);
    font-size: var(--_small);
    text-decoration: none;
    cursor: pointer;
  }
  button:hover,
  .button:hover {
    color: var(--_accent);
  }
  button.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 650;
  }
  button.quiet {
    min-height: 24px;
    padding: 2px 6px;
    border-color: transparent;
    color: var(--_muted);
  }
  button.quiet:hover,
  button[aria-pressed='true'] {
    color: var(--_accent);
    font-weight: 650;
  }
  [aria-disabled='true'] {
    opacity: 0.6;
  }
  option {
    background: Canvas;
    color: CanvasText;
  }
  [aria-invalid='true'] {
    border: 2px solid var(--_error);
  }
  @media (pointer: coarse) {
    button.quiet,
    button,
    .button,
    input,
    select {
      min-width: 44px;
      min-height: 44px;
    }
  }
`;
