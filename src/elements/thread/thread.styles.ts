import { css } from 'lit';
import { buttons, fields, host } from '../../styles/host.ts';

export const threadStyles = [
  host,
  buttons,
  fields,
  css`
    :host {
      container-type: inline-size;
    }
    .toolbar {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: calc(2 * var(--_space)) calc(4 * var(--_space));
      margin-block-end: calc(3 * var(--_space));
    }
    .heading {
      font-size: 1.25em;
      font-weight: 650;
      line-height: 1.3;
    }
    .sort {
      display: flex;
      align-items: center;
      gap: calc(2 * var(--_space));
    }
    .sort span {
      white-space: nowrap;
    }
    .sort select {
      width: auto;
      min-height: 32px;
      padding: 2px 6px;
      font-size: var(--_small);
    }
    .list[aria-busy='true'] {
      opacity: 0.55;
    }
    .chunk {
      content-visibility: auto;
      contain-intrinsic-block-size: auto 3600px;
      /* Content visibility clips; this leaves room for focus rings. */
      padding-inline: 8px;
      margin-inline: -8px;
    }
    .comment {
      scroll-margin-block: 20vh;
      outline-offset: 0;
    }
    .comment:focus {
      outline: none;
    }
    .comment:focus-visible > .own {
      outline: 2px solid var(--_accent);
      outline-offset: -2px;
    }
    .own {
      display: grid;
      grid-template-columns: var(--_avatar) minmax(0, 1fr);
      column-gap: calc(3 * var(--_space));
      padding-block: calc(3 * var(--_space));
      border-radius: var(--_radius);
    }
    .own > * {
      grid-column: 2;
    }
    .own > .avatar {
      grid-column: 1;
      grid-row: 1 / span 4;
    }
    .avatar {
      --_hue: calc(var(--_step) * 30);
      display: grid;
      place-items: center;
      width: var(--_avatar);
      height: var(--_avatar);
      border-radius: 50%;
      background: light-dark(oklch(0.92 0.05 var(--_hue)), oklch(0.36 0.07 var(--_hue)));
      color: light-dark(oklch(0.36 0.1 var(--_hue)), oklch(0.93 0.05 var(--_hue)));
      font-size: calc(0.36 * var(--_avatar));
      font-weight: 600;
      line-height: 1;
      user-select: none;
    }
    [data-hue='0'] {
      --_step: 0;
    }
    [data-hue='1'] {
      --_step: 1;
    }
    [data-hue='2'] {
      --_step: 2;
    }
    [data-hue='3'] {
      --_step: 3;
    }
    [data-hue='4'] {
      --_step: 4;
    }
    [data-hue='5'] {
      --_step: 5;
    }
    [data-hue='6'] {
      --_step: 6;
    }
    [data-hue='7'] {
      --_step: 7;
    }
    [data-hue='8'] {
      --_step: 8;
    }
    [data-hue='9'] {
      --_step: 9;
    }
    [data-hue='10'] {
      --_step: 10;
    }
    [data-hue='11'] {
      --_step: 11;
    }
    .header {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 calc(2 * var(--_space));
      min-height: 1.55em;
    }
    .author {
      color: inherit;
      font-weight: 650;
    }
    a.author {
      text-decoration-color: var(--_border);
      text-underline-offset: 0.2em;
    }
    .meta,
    .meta a,
    a.meta {
      margin: 0;
      color: var(--_muted);
      font-size: var(--_small);
      font-variant-numeric: tabular-nums;
      text-decoration: none;
    }
    a.meta:hover {
      text-decoration: underline;
    }
    .badge {
      padding: 0 6px;
      border: 1px solid currentColor;
      border-radius: 99px;
      color: var(--_accent);
      font-size: calc(0.9 * var(--_small));
      font-weight: 600;
    }
    .body {
      max-width: var(--_measure);
      overflow-wrap: anywhere;
    }
    .body p,
    .body blockquote,
    .body pre,
    .body ul,
    .body ol {
      margin-block: 0 0.7em;
    }
    .body :last-child {
      margin-block-end: 0;
    }
    .body p {
      white-space: pre-line;
    }
    .body blockquote {
      margin-inline: 0;
      padding-inline-start: 1em;
      border-inline-start: 3px solid var(--_border);
      color: var(--_muted);
    }
    .body pre {
      overflow-x: auto;
      padding: calc(3 * var(--_space));
      border-radius: var(--_radius);
      background: var(--_surface);
      font-size: var(--_small);
    }
    .body ul,
    .body ol {
      padding-inline-start: 1.4em;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 0 calc(2 * var(--_space));
      margin-block-start: 2px;
      margin-inline-start: -6px;
      align-items: center;
    }
    .count {
      font-variant-numeric: tabular-nums;
    }
    [aria-pressed='true'] {
      font-weight: 650;
    }
    .context:not(.displaced) {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .replies {
      position: relative;
      margin-inline-start: calc(var(--_avatar) / 2);
      padding-inline-start: calc(var(--_avatar) / 2 + 3 * var(--_space));
    }
    .rail {
      position: absolute;
      inset-block: 0;
      inset-inline-start: -8px;
      width: 16px;
      cursor: pointer;
    }
    .rail::before {
      content: '';
      position: absolute;
      inset-block: 0;
      inset-inline-start: 7px;
      border-inline-start: 1px solid var(--_border);
    }
    .rail:hover::before {
      border-color: var(--_accent);
      border-inline-start-width: 2px;
    }
    .gone {
      grid-column: 1 / -1;
      padding-block: 2px;
      font-style: italic;
    }
    .notice {
      margin: 4px 0 0;
      padding-inline-start: 10px;
      border-inline-start: 3px solid var(--_muted);
      color: var(--_muted);
      font-size: var(--_small);
    }
    .failure {
      border-color: var(--_error);
      color: var(--_error);
    }
    .pending > .own > .body,
    .sending > .own > .body {
      opacity: 0.75;
    }
    .pinned > .own {
      box-shadow: inset 3px 0 var(--_accent);
      padding-inline: calc(3 * var(--_space));
      background: var(--_surface);
    }
    .highlighted > .own {
      background: color-mix(in srgb, var(--_accent) 12%, transparent);
      box-shadow: 0 0 0 4px color-mix(in srgb, var(--_accent) 12%, transparent);
    }
    .reply-form {
      margin-block: calc(2 * var(--_space)) calc(3 * var(--_space));
      margin-inline-start: calc(var(--_avatar) + 3 * var(--_space));
    }
    .empty {
      margin: 0;
      padding-block: calc(8 * var(--_space));
      color: var(--_muted);
      text-align: center;
    }
    .note {
      margin-block-end: calc(3 * var(--_space));
    }
    .alert {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: calc(2 * var(--_space));
      margin-block: calc(3 * var(--_space));
    }
    .incoming {
      margin-block-end: calc(3 * var(--_space));
      border-color: var(--_accent);
      color: var(--_accent);
    }
    .incoming,
    .more {
      display: flex;
      width: 100%;
      justify-content: center;
    }
    .more {
      margin-block-start: calc(4 * var(--_space));
      min-height: 40px;
    }
    .pager {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: center;
      gap: calc(2 * var(--_space)) calc(4 * var(--_space));
      margin-block-start: calc(4 * var(--_space));
      font-size: var(--_small);
      font-variant-numeric: tabular-nums;
    }
    .skeleton .own > * {
      min-height: 1em;
      border-radius: var(--_radius);
      background: var(--_surface);
    }
    .skeleton .own > .avatar {
      border-radius: 50%;
    }
    .skeleton .header {
      width: 30%;
    }
    .skeleton .body {
      height: 4.5em;
      margin-block-start: 8px;
    }

    .classic .own {
      display: block;
      padding-block: calc(4 * var(--_space));
    }
    .classic .list .item .item .own {
      padding-block: calc(3 * var(--_space));
    }
    .classic .chunk > .item + .item,
    .classic .chunk + .chunk {
      border-block-start: 1px solid var(--_border);
    }
    .classic .header {
      display: block;
      margin-block-end: calc(2 * var(--_space));
    }
    .classic .posted {
      margin-block-start: calc(2 * var(--_space));
    }
    .classic .replies {
      margin-inline-start: calc(2 * var(--_space));
      padding-inline-start: calc(5 * var(--_space));
    }
    .classic .reply-form {
      margin-inline-start: 0;
    }
    .classic .pinned > .own {
      padding-inline: calc(4 * var(--_space));
    }

    @container (max-width: 480px) {
      section {
        --_avatar: var(--colloquy-avatar-size, 28px);
      }
      .own {
        column-gap: calc(2 * var(--_space));
      }
      .replies {
        padding-inline-start: calc(3 * var(--_space));
      }
      /* From the fourth level on there is no room to indent; the words say whom a reply answers. */
      .replies:not([data-depth='1'], [data-depth='2'], [data-depth='3'], [data-depth='4']) {
        margin-inline-start: 0;
        padding-inline-start: 0;
      }
      .replies:not([data-depth='1'], [data-depth='2'], [data-depth='3'], [data-depth='4']) > .rail {
        display: none;
      }
      .replies:not([data-depth='1'], [data-depth='2'], [data-depth='3'], [data-depth='4']) .context {
        position: static;
        width: auto;
        height: auto;
        clip-path: none;
      }
      .reply-form {
        margin-inline-start: 0;
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
