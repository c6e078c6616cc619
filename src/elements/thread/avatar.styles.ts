import { css } from 'lit';

/** Lightness and chroma are fixed for each scheme, so that any hue has the same contrast. */
export const avatarColours = css`
  .avatar {
    display: grid;
    place-items: center;
    width: var(--_avatar);
    height: var(--_avatar);
    border-radius: 50%;
    background: light-dark(oklch(0.92 0.05 var(--_hue, 0)), oklch(0.36 0.07 var(--_hue, 0)));
    color: light-dark(oklch(0.36 0.1 var(--_hue, 0)), oklch(0.93 0.05 var(--_hue, 0)));
    font-size: calc(var(--_avatar) * 0.36);
    font-weight: 650;
  }
  .hue1 {
    --_hue: 30;
  }
  .hue2 {
    --_hue: 70;
  }
  .hue3 {
    --_hue: 110;
  }
  .hue4 {
    --_hue: 150;
  }
  .hue5 {
    --_hue: 190;
  }
  .hue6 {
    --_hue: 230;
  }
  .hue7 {
    --_hue: 270;
  }
  .hue8 {
    --_hue: 310;
  }
`;
