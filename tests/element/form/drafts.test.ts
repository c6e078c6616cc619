import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { fieldOf, fill, type } from '../../support/form.ts';
import { findPart } from '../../support/parts.ts';
import { create, inner, placeReady } from '../../support/place.ts';
import { settle, until } from '../../support/until.ts';

describe('<colloquy-form> drafts', () => {
  it('stay while the thread reloads, sorts and changes its backend', async () => {
    const comments = await placeReady();
    const form = inner(comments, 'colloquy-form');
    await fill(form, { body: 'Half', name: 'Ana' });
    await comments.store!.reload();
    comments.adapter = memoryAdapter();
    await until(() => comments.store?.getSnapshot().status === 'ready');
    await settle();
    expect(fieldOf(form, 'body').value).to.equal('Half');
    expect(fieldOf(form, 'name').value).to.equal('Ana');
  });

  it('belong to their thread: another thread has its own, and the first is back with its thread', async () => {
    const comments = await placeReady({ adapter: memoryAdapter(), attributes: { thread: 'first' } });
    const form = inner(comments, 'colloquy-form');
    await fill(form, { body: 'For the first' });
    comments.thread = 'second';
    await until(() => comments.store?.thread.key === 'second');
    await until(() => fieldOf(form, 'body').value === '', 'the text of the first thread to leave');
    type(fieldOf(form, 'body'), 'For the second');
    comments.thread = 'first';
    await until(() => fieldOf(form, 'body').value === 'For the first');
    comments.thread = 'second';
    await until(() => fieldOf(form, 'body').value === 'For the second');
  });

  it('are shared by two forms for the same place when one is put in place of the other', async () => {
    const first = create('colloquy-form');
    await placeReady({ children: [first, create('colloquy-thread')] });
    await fill(first, { body: 'Typed' });
    const second = create('colloquy-form');
    first.replaceWith(second);
    await until(() => findPart(second, 'textarea') && fieldOf(second, 'body').value === 'Typed');
  });

  it('do not leave the memory of the page', async () => {
    const comments = await placeReady();
    await fill(inner(comments, 'colloquy-form'), { body: 'Secret' });
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).to.not.include('Secret');
  });
});
