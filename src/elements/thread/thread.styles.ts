import { css } from 'lit';
import { body } from '../../styles/body.ts';
import { controls, host } from '../../styles/host.ts';
import { avatarColours } from './avatar.styles.ts';

export const threadStyles = [
  host,
  controls,
  body,
  avatarColours,
  css`
    :host {
      container-type: inline-size;
    }
    .toolbar,
    .alert {
      justify-content: space-between;
    }
    .more {
      width: 100%;
      margin-block: 12px;
      justify-content: center;
    }
    /* Above the comments, not between them: nothing moves when it comes. */
    .incoming {
      position: sticky;
      top: 8px;
      z-index: 1;
      height: 0;
      text-align: center;
    }
    .incoming button {
      min-height: 32px;
      border-radius: 99px;
      box-shadow: 0 2px 8px rgb(0 0 0 / 25%);
    }
    .pager {
      margin-block: 16px;
      justify-content: center;
    }
    .empty {
      padding-block: 24px;
      text-align: center;
    }
    .list[aria-busy='true'] {
      cursor: progress;
    }
    .chunk {
      content-visibility: auto;
      contain-intrinsic-block-size: auto 3600px;
      /* Content visibility clips; this leaves room for focus rings. */
      margin-inline: -8px;
      padding-inline: 8px;
    }
    .comment,
    .own {
      scroll-margin-block: 20vh;
      outline: 0;
    }
    .comment:focus-visible > .own {
      outline: 2px solid var(--_accent);
    }
    .own {
      display: grid;
      grid-template-columns: var(--_avatar) minmax(0, 1fr);
      column-gap: 12px;
      margin-block: 8px;
      padding-block: 4px;
      border-radius: var(--_radius);
    }
    .own > * {
      grid-column: 2;
    }
    .own > .avatar {
      grid-area: 1 / 1 / 9;
    }
    .header {
      align-items: baseline;
      gap: 2px 8px;
      margin-bottom: 2px;
    }
    .author {
      color: inherit;
      font-weight: 650;
      text-decoration-color: var(--_border);
      text-underline-offset: 3px;
    }
    .meta {
      margin: 0;
      color: var(--_muted);
      font-size: var(--_small);
      font-variant-numeric: tabular-nums;
      text-decoration: none;
    }
    [part='hidden-replies'] a {
      display: inline-block;
      padding-block: 3px;
    }
    .meta .meta {
      color: inherit;
      font-size: 1em;
    }
    .badge {
      padding: 0 8px;
      border: 1px solid;
      border-radius: 99px;
      color: var(--_accent);
      font-size: 0.8em;
    }
    .tally {
      display: inline-flex;
      gap: 6px;
      padding-inline: 6px;
    }
    .actions {
      gap: 0 4px;
      margin-inline-start: -6px;
    }
    .context button {
      min-height: 24px;
      padding: 0;
      border: 0;
      color: inherit;
      font-size: 1em;
      text-align: start;
    }
    [part~='branch-button'] {
      display: none;
    }
    .anchor {
      anchor-name: --colloquy-menu;
    }
    .menu {
      position-anchor: --colloquy-menu;
      position-area: end span-end;
      position-try-fallbacks:
        flip-block,
        flip-inline,
        flip-block flip-inline;
      flex-direction: column;
      min-width: 200px;
      padding: 4px;
      border: 1px solid var(--_border);
      border-radius: var(--_radius);
      background: Canvas;
      color: CanvasText;
      box-shadow: 0 4px 16px rgb(0 0 0 / 20%);
    }
    .menu:popover-open {
      display: flex;
    }
    .menu button {
      min-height: 36px;
      padding: 4px 12px;
      justify-content: flex-start;
      text-align: start;
      color: inherit;
    }
    .replies {
      position: relative;
      margin-inline-start: calc(var(--_avatar) / 2);
      padding-inline-start: calc(var(--_avatar) / 2 + 12px);
    }
    button.rail {
      position: absolute;
      inset-block: 0;
      inset-inline-start: -8px;
      width: 17px;
      min-width: 0;
      min-height: 0;
      padding: 0;
      border: 0;
      justify-content: center;
    }
    .rail::before {
      content: '';
      height: 100%;
      border-inline-start: 1px solid var(--_border);
    }
    .rail:hover::before {
      border-color: var(--_accent);
    }
    .gone .quiet,
    .notice .quiet {
      color: inherit;
      text-decoration: underline;
    }
    .notice {
      border-inline-start: 3px solid;
      padding-inline-start: 12px;
    }
    .gone,
    .gone ~ * {
      grid-column: 1 / 3;
      font-style: italic;
    }
    .reply-form {
      margin-block: 8px 16px;
      margin-inline-start: calc(var(--_avatar) + 12px);
    }
    .classic .reply-form {
      margin-inline-start: 0;
    }
    .pinned > .own {
      padding: 12px;
      background: var(--_surface);
    }
    .highlighted > .own {
      box-shadow: 0 0 0 6px var(--_surface);
      background: var(--_surface);
      outline: 1px solid var(--_border);
      outline-offset: 6px;
    }
    /* What stands below the thread is out of sight until there is something to push it. */
    .skeleton {
      min-height: 100vh;
    }
    .skeleton .own > * {
      min-height: 5em;
      border-radius: var(--_radius);
      background: var(--_surface);
    }
    .skeleton .own > .avatar {
      min-height: 0;
      border-radius: 50%;
    }

    .classic .own {
      display: block;
      margin-block: 16px;
    }
    /* Below each, the last one too: what asks for neighbours has the browser look at all of them at each change. */
    .classic .chunk > * {
      border-bottom: 1px solid var(--_border);
    }
    .classic .header {
      display: block;
      margin-bottom: 8px;
    }

    @container (width < 480px) {
      section {
        --_avatar: var(--colloquy-avatar-size, 28px);
      }
      .replies {
        padding-inline-start: 12px;
      }
      .reply-form {
        margin-inline-start: 0;
      }
      [part~='branch-button'] {
        display: inline-flex;
      }
      /* From the fourth level on there is no room to indent; words say whom a reply answers. */
      .deep {
        margin: 0;
        padding: 0;
      }
      .deep > .rail {
        display: none;
      }
      .deep .context {
        position: static;
        width: auto;
        height: auto;
        clip-path: none;
      }
    }
    @media (forced-colors: active) {
      .avatar,
      .pinned > .own,
      .highlighted > .own {
        border: 1px solid;
      }
    }
  `,
];
