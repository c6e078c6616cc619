import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import type { CommentsAdapter } from '../../../src/core/adapter/adapter.ts';
import { AdapterError, type Challenge } from '../../../src/core/adapter/adapter-error.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { fieldOf, fill } from '../../support/form.ts';
import { findPart, partOf, textOf } from '../../support/parts.ts';
import { inner, placeReady } from '../../support/place.ts';
import { until } from '../../support/until.ts';

const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

async function placeForm(changes: Partial<CommentsAdapter>, signIn = false) {
  const memory = memoryAdapter({ capabilities: { signIn } });
  const adapter: CommentsAdapter = { ...memory, ...changes };
  const comments = await placeReady({ adapter });
  const form = inner(comments, 'colloquy-form');
  await fill(form, { body: 'A comment.', name: 'Ana' });
  return { comments, form, memory };
}

describe('<colloquy-form>, where one can sign in', () => {
  collectConsoleErrors();

  it('leads in and out, and says who is in', async () => {
    const memory = memoryAdapter({ capabilities: { signIn: true } });
    let viewer: { name: string } | null = null;
    const { form } = await placeForm(
      {
        list: async (...args) => ({ ...(await memory.list(...args)), viewer }),
        signIn: async () => void (viewer = { name: 'Ana of Lisbon' }),
        signOut: async () => void (viewer = null),
      },
      true,
    );
    partOf(form, 'sign-in-button').click();
    const out = await until(() => findPart(form, 'sign-out-button'));
    expect(textOf(partOf(form, 'account'))).to.equal('Signed in as Ana of Lisbon. Sign out');
    expect(fieldOf(form, 'body').value).to.equal('A comment.');
    out.click();
    await until(() => findPart(form, 'sign-in-button'));
  });

  it('says what is wrong where that fails, and keeps the text', async () => {
    const { form } = await placeForm({ signIn: () => Promise.reject(new AdapterError('forbidden')) }, true);
    partOf(form, 'sign-in-button').click();
    const error = await until(() => form.shadowRoot!.querySelector('[role=alert]'));
    expect(textOf(error)).to.include('You are not allowed to do this.');
    expect(fieldOf(form, 'body').value).to.equal('A comment.');
  });

  it('offers nothing where the backend has nobody signed in', async () => {
    const { form } = await placeForm({});
    expect(findPart(form, 'account')).to.equal(null);
  });
});

describe('<colloquy-form>, asked for a proof', () => {
  collectConsoleErrors();

  function challenging(challenge: Challenge, right: string) {
    const answers: (string | undefined)[] = [];
    const memory = memoryAdapter();
    const create: NonNullable<CommentsAdapter['create']> = (thread, comment, options) => {
      answers.push(options.challengeAnswer);
      if (options.challengeAnswer === right) return memory.create(thread, comment, options);
      return Promise.reject(new AdapterError('challenge-required', { challenge }));
    };
    return { answers, create };
  }

  it('shows the picture and sends what was read in it, until it is right', async () => {
    const { answers, create } = challenging({ kind: 'image', image: PICTURE }, 'swift');
    const { form } = await placeForm({ create });
    partOf(form, 'submit-button').click();
    const image = await until(() => findPart<HTMLImageElement>(form, 'challenge-image'));
    expect(image.src).to.equal(PICTURE);
    expect(fieldOf(form, 'body').value).to.equal('A comment.');
    for (const [count, typed] of ['swallow', 'swift'].entries()) {
      const answer = form.shadowRoot!.querySelector<HTMLInputElement>('.answer')!;
      answer.value = typed;
      answer.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      expect(findPart(form, 'challenge'), 'still there while it is answered').to.exist;
      partOf(form, 'submit-button').click();
      await until(() => answers.length === count + 2);
      await until(() => textOf(partOf(form, 'submit-button')) === 'Post comment');
    }
    await until(() => textOf(findPart(form, 'status')) === 'Your comment is posted.');
    expect(answers).to.deep.equal([undefined, 'swallow', 'swift']);
    expect(findPart(form, 'challenge')).to.equal(null);
  });

  it('shows the page of the backend, and sends again when asked to', async () => {
    const url = new URL('/nothing-here', location.href).href;
    const { answers, create } = challenging({ kind: 'frame', url }, '');
    const { form } = await placeForm({ create });
    partOf(form, 'submit-button').click();
    const frame = await until(() => findPart<HTMLIFrameElement>(form, 'challenge-frame'));
    expect(frame.src).to.equal(url);
    partOf(form, 'submit-button').click();
    await until(() => textOf(findPart(form, 'status')) === 'Your comment is posted.');
    expect(answers).to.deep.equal([undefined, '']);
  });

  it('shows no picture and no page that could run a script', async () => {
    for (const challenge of [
      { kind: 'image', image: 'javascript:alert(1)' },
      { kind: 'image', image: 'data:image/svg+xml,<svg onload=alert(1)>' },
      { kind: 'frame', url: 'javascript:alert(1)' },
      { kind: 'frame', url: 'data:text/html,<script>alert(1)</script>' },
    ] as const) {
      const { form } = await placeForm({ create: challenging(challenge, 'never').create });
      partOf(form, 'submit-button').click();
      const shown = await until(() => findPart(form, 'challenge-image') ?? findPart(form, 'challenge-frame'));
      expect(['', 'about:blank']).to.include(shown.getAttribute('src'));
    }
  });
});
