import { css } from 'lit';

/** Bodies of comments, wherever they show. */
export const body = css`
  .body {
    max-width: var(--colloquy-measure, 65ch);
    overflow-wrap: anywhere;
  }
  .body * {
    margin: 0 0 0.7em;
  }
  .body :last-child {
    margin-bottom: 0;
  }
  .body p {
    white-space: pre-line;
  }
  .body :is(ul, ol, blockquote) {
    padding-inline-start: 1.4em;
  }
  .body blockquote {
    padding-inline-start: 1em;
    border-inline-start: 3px solid var(--_border);
  }
  .body li > p {
    margin: 0;
  }
  /* What is wider than a comment scrolls in itself. */
  .body :is(pre, table) {
    display: block;
    overflow: auto;
  }
`;
