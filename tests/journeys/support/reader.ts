/** What readers do on a page with comments, and what they see. Playwright looks into open shadow roots. */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

type Place = Page | Locator;

export function comments(place: Place): Locator {
  return place.locator('[part~=comment]');
}

/** Those that answer nothing. */
export function topLevel(place: Place): Locator {
  return place.locator('[part~=comment]:not([part~=replies] [part~=comment])');
}

/** The innermost comment with this text. */
export function comment(place: Place, text: string): Locator {
  return comments(place).filter({ hasText: text }).last();
}

export interface Writing {
  readonly text: string;
  /** Typed where it is asked for. */
  readonly name?: string;
}

/** Writes into the form of the page and sends it; resolves when the thread has taken it. */
export async function write(place: Place, { text, name }: Writing): Promise<void> {
  const form = place.locator('[part~=form]').first();
  await form.getByRole('textbox', { name: 'Your comment' }).fill(text);
  if (name) await form.getByLabel('Name').fill(name);
  await form.getByRole('button', { name: 'Post comment' }).click();
  await form.getByText('Your comment is posted.').waitFor();
  await comment(place, text).waitFor();
}

export async function reply(to: Locator, { text, name }: Writing): Promise<void> {
  await to.getByRole('button', { name: 'Reply', exact: true }).first().click();
  const form = to.locator('colloquy-form');
  await form.getByRole('textbox', { name: 'Your reply' }).fill(text);
  if (name) await form.getByLabel('Name').fill(name);
  await form.getByRole('button', { name: /^Reply to/ }).click();
  await comment(to, text).waitFor();
}

/** Waits until the condition holds, and says what it saw last where it never does. */
export async function until<T>(see: () => Promise<T>, holds: (seen: T) => boolean, what: string): Promise<T> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const seen = await see();
    if (holds(seen)) return seen;
    assert.ok(performance.now() < deadline, `${what}; last seen: ${JSON.stringify(seen)}`);
    // Also what asks nothing of the page gets to see what has come meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A page with this in it and no icon for the browser to look for. */
export function html(body: string, head = ''): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>A page</title>
    ${head}
  </head>
  <body>
    ${body}
  </body>
</html>`;
}
