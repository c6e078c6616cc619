import { css } from 'lit';
import { controls, host } from '../../styles/host.ts';

export const commentsStyles = [
  host,
  controls,
  css`
    .layout {
      display: grid;
      gap: 32px;
    }
  `,
];
