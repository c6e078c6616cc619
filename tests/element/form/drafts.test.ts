import { expect } from '@open-wc/testing';
import type { PropertyValues } from 'lit';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { FormElement } from '../../../src/elements/form/form.element.ts';
import { fieldOf, fill, type } from '../../support/form.ts';
import { findPart, partOf, textOf } from '../../support/parts.ts';
import { create, inner, place, placeReady } from '../../support/place.ts';
import { replaceProperty } from '../../support/replace.ts';
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

  it('are kept on the device until they are sent', async () => {
    const comments = await placeReady();
    const { key } = comments.store!.thread;
    const form = inner(comments, 'colloquy-form');
    await fill(form, { body: 'Kept until sent', name: 'Ana' });
    const name = `colloquy:draft:${JSON.stringify([key, null])}`;
    expect(localStorage.getItem(name)).to.include('Kept until sent');
    partOf(form, 'submit-button').click();
    await until(() => fieldOf(form, 'body').value === '');
    expect(localStorage.getItem(name)).to.equal(null);
  });

  it('are back when the page is', async () => {
    const thread = `draft of ${crypto.randomUUID()}`;
    const first = await placeReady({ attributes: { thread } });
    await fill(inner(first, 'colloquy-form'), { body: 'Half a thought' });
    first.remove();
    const second = await placeReady({ attributes: { thread } });
    await until(() => fieldOf(inner(second, 'colloquy-form'), 'body').value === 'Half a thought');
  });

  it('open the form in the rendering that shows them, not in one more', async () => {
    const thread = `draft of ${crypto.randomUUID()}`;
    const first = await placeReady({ attributes: { thread } });
    await fill(inner(first, 'colloquy-form'), { body: 'Half a thought' });
    first.remove();
    const openWithText: boolean[] = [];
    const { updated } = FormElement.prototype;
    replaceProperty(FormElement.prototype, 'updated', function (this: FormElement, changed: PropertyValues) {
      updated.call(this, changed);
      if (fieldOf(this, 'body').value !== '') openWithText.push(partOf(this, 'form').className === 'open');
    });
    await placeReady({ attributes: { thread } });
    await until(() => openWithText.length > 0);
    expect(openWithText[0]).to.equal(true);
  });

  it('follow what another page makes of them, unless something else was typed here', async () => {
    const comments = await placeReady();
    const form = inner(comments, 'colloquy-form');
    const name = `colloquy:draft:${JSON.stringify([comments.store!.thread.key, null])}`;
    await fill(form, { body: 'Typed here' });
    const another = create('iframe', { src: 'about:blank' });
    place(another);
    const storage = another.contentWindow!.localStorage;
    storage.setItem(name, JSON.stringify({ text: 'Typed there', at: Date.now() }));
    await until(() => fieldOf(form, 'body').value === 'Typed there');
    fieldOf(form, 'body').value = 'Typed here since';
    storage.removeItem(name);
    await settle();
    expect(fieldOf(form, 'body').value).to.equal('Typed here since');
  });

  it('stay in the page where the device refuses them, and the reader is told', async () => {
    replaceProperty(Storage.prototype, 'setItem', () => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const first = await placeReady({ attributes: { thread: 'refused' } });
    const form = inner(first, 'colloquy-form');
    await fill(form, { body: 'Not kept' });
    expect(textOf(await until(() => findPart(form, 'not-kept')))).to.include('not kept here');
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented, 'a warning').to.equal(true);
    await fill(form, { body: '' });
    const leavingEmpty = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leavingEmpty);
    expect(leavingEmpty.defaultPrevented, 'a warning').to.equal(false);
  });

  it('do not warn who leaves while the device keeps them', async () => {
    const comments = await placeReady();
    await fill(inner(comments, 'colloquy-form'), { body: 'Kept' });
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).to.equal(false);
  });
});
