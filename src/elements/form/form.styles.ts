import { css } from 'lit';
import { buttons, fields, host } from '../../styles/host.ts';

export const formStyles = [
  host,
  buttons,
  fields,
  css`
    form {
      display: grid;
      gap: calc(3 * var(--_space));
    }
    .title {
      font-size: 1.25em;
      font-weight: 650;
      line-height: 1.3;
    }
    textarea {
      display: block;
      min-height: 44px;
      padding: 10px 12px;
      resize: vertical;
      field-sizing: content;
      max-height: 60vh;
    }
    .open textarea {
      min-height: 7em;
    }
    .closed textarea {
      resize: none;
      cursor: pointer;
    }
    .error:empty {
      display: none;
    }
    .fields {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 200px), 1fr));
      gap: calc(3 * var(--_space));
    }
    .fields:empty {
      display: none;
    }
    .field {
      display: grid;
      gap: 4px;
      align-content: start;
    }
    .field label {
      font-size: var(--_small);
      font-weight: 600;
    }
    .field label .note {
      font-size: 1em;
      font-weight: 400;
    }
    .footer {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: flex-end;
      gap: calc(2 * var(--_space)) calc(3 * var(--_space));
    }
    .remember {
      display: inline-flex;
      align-items: center;
      gap: 8px;
      min-height: 32px;
      margin-inline-end: auto;
      color: var(--_muted);
      font-size: var(--_small);
    }
    .remember input {
      width: 18px;
      min-height: 18px;
      margin: 0;
      accent-color: var(--_accent);
    }
    [role='status']:empty {
      display: none;
    }
    @media (pointer: coarse) {
      .remember {
        min-height: 44px;
      }
    }
  `,
];
