import { css } from 'lit';

/**
 * The public custom properties, each with a default that follows the page: inherited font and colour, and
 * its `color-scheme`. Inside, elements read the private `--_` names only.
 */
export const tokens = css`
  :host {
    --_accent: var(--colloquy-accent, light-dark(#0b5cad, #8cc2ff));
    --_on-accent: var(--colloquy-on-accent, light-dark(#fff, #06213d));
    --_text: var(--colloquy-text, currentColor);
    --_muted: var(--colloquy-muted, color-mix(in srgb, var(--_text) 72%, transparent));
    --_border: var(--colloquy-border, color-mix(in srgb, var(--_text) 18%, transparent));
    --_field-border: var(--colloquy-field-border, color-mix(in srgb, var(--_text) 55%, transparent));
    --_surface: var(--colloquy-surface, color-mix(in srgb, var(--_text) 5%, transparent));
    --_error: var(--colloquy-error, light-dark(#b3261e, #ffb4ab));
    --_radius: var(--colloquy-radius, 8px);
    --_avatar: var(--colloquy-avatar-size, 36px);
    --_small: var(--colloquy-small-size, 0.875em);
  }
`;
