import { css } from 'lit';
import { buttons, host } from '../../styles/host.ts';

export const commentsStyles = [
  host,
  buttons,
  css`
    .layout {
      display: grid;
      gap: calc(8 * var(--_space));
    }
  `,
];
