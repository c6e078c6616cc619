import { css } from 'lit';
import { body } from '../../styles/body.ts';
import { controls, host } from '../../styles/host.ts';

export const formStyles = [
  host,
  controls,
  body,
  css`
    form,
    .field {
      display: grid;
      gap: 12px;
    }
    textarea,
    .field input {
      width: 100%;
      background: var(--_surface);
    }
    ::placeholder {
      color: var(--_muted);
    }
    /* Nothing typed has no direction, but what invites to type has. */
    :placeholder-shown {
      direction: inherit;
    }
    textarea {
      min-height: 44px;
      padding: 8px 12px;
      field-sizing: content;
      max-height: 60vh;
      resize: none;
    }
    .open textarea {
      min-height: 7em;
      resize: vertical;
    }
    .preview {
      padding: 8px 12px;
      border: 1px dashed var(--_border);
      border-radius: var(--_radius);
    }
    iframe {
      width: 100%;
      height: 320px;
      border: 1px solid var(--_border);
      border-radius: var(--_radius);
    }
    [part='challenge-image'] {
      justify-self: start;
      max-width: 100%;
    }
    [role='toolbar'] {
      gap: 0 4px;
      margin-inline-start: -6px;
    }
    .fields {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 200px), 1fr));
      gap: 12px;
    }
    .field {
      gap: 4px;
      align-content: start;
      font-size: var(--_small);
    }
    .remember {
      flex: 1 12em;
      flex-wrap: nowrap;
    }
    [type='checkbox'] {
      width: 18px;
      min-width: 18px;
      min-height: 18px;
      accent-color: var(--_accent);
    }
    :empty {
      display: none;
    }
    textarea,
    input {
      display: block !important;
    }
  `,
];
