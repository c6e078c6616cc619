import { css } from 'lit';
import { controls, host } from '../../styles/host.ts';

export const commentsStyles = [
  host,
  controls,
  css`
    :host {
      outline-offset: 8px;
    }
    .layout {
      display: grid;
      gap: 32px;
    }
  `,
];
