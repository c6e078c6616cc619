import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { AdapterError, type AdapterErrorCode } from '../../../src/core/adapter/adapter-error.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { errorAt, fieldOf, fill, type } from '../../support/form.ts';
import { findPart, partOf, textOf } from '../../support/parts.ts';
import { inner, placeReady } from '../../support/place.ts';
import { messages } from '../../../src/i18n/locales/en.ts';
import { until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

/** What the author has to mend, and so stays in the form. */
const REFUSALS: readonly AdapterErrorCode[] = [
  'auth-required',
  'forbidden',
  'edit-expired',
  'has-replies',
  'duplicate',
  'invalid',
  'closed',
  'not-found',
  'challenge-required',
  'unsupported',
];

/** What may work later, and so moves to the thread. */
const FAILURES: readonly AdapterErrorCode[] = [
  'offline',
  'timeout',
  'rate-limited',
  'server',
  'bad-response',
];

async function placeForm() {
  const adapter = memoryAdapter();
  const comments = await placeReady({ adapter });
  const form = inner(comments, 'colloquy-form');
  await fill(form, { body: 'A comment.', name: 'Ana' });
  const told: string[] = [];
  comments.addEventListener('colloquy-error', ({ error }) => told.push((error as AdapterError).code));
  comments.addEventListener('colloquy-comment-added', ({ status }) => told.push(status));
  return { adapter, comments, form, thread: inner(comments, 'colloquy-thread'), told };
}

describe('<colloquy-form> refused', () => {
  const errors = collectConsoleErrors();

  for (const code of REFUSALS) {
    it(`keeps the text and says why: ${code}`, async () => {
      const { adapter, comments, form, told } = await placeForm();
      adapter.fault = (method) => (method === 'create' ? code : undefined);
      partOf(form, 'submit-button').click();
      const alert = await until(() => form.shadowRoot!.querySelector('[role=alert]'));
      expect(textOf(alert)).to.equal(`Not posted. ${messages[`error.${code}`]} Your text is still here.`);
      expect(fieldOf(form, 'body').value).to.equal('A comment.');
      expect(fieldOf(form, 'name').value).to.equal('Ana');
      await until(() => partOf(form, 'submit-button').ariaDisabled === 'false');
      expect((fieldOf(form, 'body') as HTMLTextAreaElement).readOnly).to.equal(false);
      expect(comments.store!.getSnapshot().tree.roots).to.have.length(0);
      expect(told).to.deep.equal([code]);
      expect(errors).to.have.length(1);
    });
  }

  it('sends it when what was wrong is mended', async () => {
    const { adapter, form } = await placeForm();
    adapter.fault = () => 'forbidden';
    partOf(form, 'submit-button').click();
    await until(() => form.shadowRoot!.querySelector('[role=alert]'));
    adapter.fault = null;
    type(fieldOf(form, 'body'), 'A better comment.');
    await until(() => !form.shadowRoot!.querySelector('[role=alert]'), 'the refusal to leave when touched');
    partOf(form, 'submit-button').click();
    await until(() => textOf(findPart(form, 'status')) === 'Your comment is posted.');
  });

  it('shows what the backend says of single fields at those fields', async () => {
    const { adapter, form } = await placeForm();
    adapter.create = () =>
      Promise.reject(new AdapterError('invalid', { fields: { name: 'refused', body: 'too-short' } }));
    partOf(form, 'submit-button').click();
    await until(() => errorAt(form, 'name'));
    expect(errorAt(form, 'name')).to.equal('Please change this; it was not accepted.');
    expect(errorAt(form, 'body')).to.equal('Please change this; it was not accepted.');
    await until(() => form.shadowRoot!.activeElement === fieldOf(form, 'body'));
    expectSame(form.shadowRoot!.querySelector('[role=alert]'), null);
  });

  it('says something of a field that the form does not show', async () => {
    const { adapter, form } = await placeForm();
    adapter.create = () => Promise.reject(new AdapterError('invalid', { fields: { email: 'required' } }));
    partOf(form, 'submit-button').click();
    await until(() => partOf(form, 'submit-button').ariaDisabled === 'false' && errors.length);
    const shown = [...form.shadowRoot!.querySelectorAll('[part~=error]')]
      .map((each) => textOf(each))
      .join('');
    expect(shown, 'a word to the reader').to.not.equal('');
  });
});

describe('<colloquy-form> not sent', () => {
  collectConsoleErrors();

  for (const code of FAILURES) {
    it(`keeps the comment in the thread, to be sent again: ${code}`, async () => {
      const { adapter, form, thread, told } = await placeForm();
      adapter.fault = (method) => (method === 'create' ? code : undefined);
      partOf(form, 'submit-button').click();
      const waiting = await until(() => thread.shadowRoot!.querySelector('[part~=waiting]'));
      expect(textOf(findPart(waiting, 'notice'))).to.include(
        `Waiting to be sent. ${messages[`error.${code}`]}`,
      );
      await until(() => textOf(findPart(form, 'status')).startsWith('Your comment is kept'));
      expect(fieldOf(form, 'body').value).to.equal('');
      expect(told).to.deep.equal(['waiting', code]);

      adapter.fault = null;
      expect(textOf(partOf(waiting, 'retry-button'))).to.equal('Try again');
      partOf(waiting, 'retry-button').click();
      await until(() => !thread.shadowRoot!.querySelector('[part~=waiting], [part~=sending]'));
      expect(textOf(partOf(thread, 'body'))).to.equal('A comment.');
      expect(textOf(partOf(thread, 'heading'))).to.equal('1 comment');
    });
  }

  it('sends the same key at each try', async () => {
    const { adapter, form, thread } = await placeForm();
    const keys: string[] = [];
    const { create } = adapter;
    adapter.create = (thread, comment, options) => {
      keys.push(options.idempotencyKey);
      return keys.length < 3 ? Promise.reject(new AdapterError('offline')) : create(thread, comment, options);
    };
    partOf(form, 'submit-button').click();
    for (let tries = 1; tries < 3; tries++) {
      await until(() => keys.length === tries && findPart(thread, 'retry-button'));
      partOf(thread, 'retry-button').click();
    }
    await until(() => keys.length === 3 && !findPart(thread, 'retry-button'));
    expect(new Set(keys).size).to.equal(1);
  });

  it('brings the text back to the form by Edit, below what has been typed since', async () => {
    const { adapter, comments, form, thread } = await placeForm();
    adapter.fault = () => 'offline';
    partOf(form, 'submit-button').click();
    await until(() => findPart(thread, 'withdraw-button'));
    await until(() => fieldOf(form, 'body').value === '');
    type(fieldOf(form, 'body'), 'Newer.');
    expect(textOf(partOf(thread, 'withdraw-button'))).to.equal('Edit');
    partOf(thread, 'withdraw-button').click();
    await until(() => fieldOf(form, 'body').value === 'Newer.\n\nA comment.');
    await until(() => !findPart(thread, 'waiting'));
    expect(comments.store!.getSnapshot().total).to.equal(0);
  });

  it('takes the reader to the text after Edit', async () => {
    const { adapter, form, thread } = await placeForm();
    adapter.fault = () => 'offline';
    partOf(form, 'submit-button').click();
    const edit = await until(() => findPart(thread, 'withdraw-button'));
    await until(() => fieldOf(form, 'body').value === '');
    edit.focus();
    edit.click();
    await until(() => fieldOf(form, 'body').value === 'A comment.');
    await until(() => form.shadowRoot!.activeElement === fieldOf(form, 'body'), 'the focus in the text');
  });
});
