import { css } from 'lit';
import { controls, host } from '../../styles/host.ts';

export const shareBarStyles = [
  host,
  controls,
  css`
    :host {
      min-width: 0;
    }
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
    /* A strip to swipe along, in place of four rows of buttons. Its end fades, as there is more beyond. */
    @media (width < 480px) and (pointer: coarse) {
      ul.row {
        flex-wrap: nowrap;
        /* Room for the outline of what has the focus, and to bring the last one out of the fading. */
        margin: -4px;
        padding: 4px;
        padding-inline-end: 56px;
        overflow-x: auto;
        scroll-padding-inline: 4px 56px;
        scrollbar-width: none;
        mask-image: linear-gradient(to right, #000 calc(100% - 56px), transparent);
      }
      [dir='rtl'] > ul.row {
        mask-image: linear-gradient(to left, #000 calc(100% - 56px), transparent);
      }
      li {
        flex-shrink: 0;
      }
    }
  `,
];
