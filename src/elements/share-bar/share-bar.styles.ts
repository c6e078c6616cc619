import { css } from 'lit';
import { buttons, fields, host } from '../../styles/host.ts';

export const shareBarStyles = [
  host,
  buttons,
  fields,
  css`
    section {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: calc(2 * var(--_space)) calc(3 * var(--_space));
    }
    .title {
      font-weight: 650;
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: calc(2 * var(--_space));
      margin: 0;
      padding: 0;
      list-style: none;
    }
    svg {
      width: 16px;
      height: 16px;
    }
    form,
    .by-hand {
      display: flex;
      flex-wrap: wrap;
      flex-basis: 100%;
      align-items: center;
      gap: calc(2 * var(--_space));
      font-size: var(--_small);
    }
    input {
      flex: 1 1 12em;
      width: auto;
      max-width: 24em;
    }
    .error {
      flex-basis: 100%;
    }
    .error:empty {
      display: none;
    }
  `,
];
