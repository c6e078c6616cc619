import { css } from 'lit';
import { controls, host } from '../../styles/host.ts';

export const shareBarStyles = [
  host,
  controls,
  css`
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    svg {
      width: 16px;
      fill: none;
      stroke: currentColor;
      stroke-width: 2;
    }
    form,
    label {
      flex-basis: 100%;
      font-size: var(--_small);
    }
  `,
];
