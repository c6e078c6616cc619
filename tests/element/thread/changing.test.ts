import { expect } from '@open-wc/testing';
import { memoryAdapter, type MemoryAdapter } from '../../../src/adapters/memory.ts';
import { expectAccessible } from '../../support/axe.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { fieldOf, findField, type } from '../../support/form.ts';
import { findPart, partOf, partsOf, textOf } from '../../support/parts.ts';
import { findRow, inner, placeReady, row } from '../../support/place.ts';
import { sample } from '../../support/sample.ts';
import { until } from '../../support/until.ts';

const OWN = { can: { edit: true, remove: true } };

async function placeOwn(adapter: MemoryAdapter) {
  const comments = await placeReady({ adapter });
  return { comments, thread: inner(comments, 'colloquy-thread') };
}

const own = () =>
  memoryAdapter({
    comments: [
      sample('mine', { ...OWN, body: { format: 'text', value: 'As I wrote it.' } }),
      sample('answer', { parentId: 'mine' }),
      sample('last', OWN),
      sample('theirs'),
    ],
  });

async function choose(thread: Element, id: string, item: string): Promise<void> {
  partOf(row(thread, id), 'menu-button').click();
  (await until(() => findPart(thread, `${item}-item`), `the item ${item}`)).click();
}

async function openEdit(thread: Element, id: string) {
  await choose(thread, id, 'edit');
  const form = await until(() => row(thread, id).querySelector('colloquy-form'), 'the form');
  await until(() => findPart(form, 'submit-button'), 'the whole form');
  await until(() => fieldOf(form, 'body').value, 'the text');
  return form;
}

describe('<colloquy-thread> editing', () => {
  const errors = collectConsoleErrors();

  it('is offered for own comments only', async () => {
    const { thread } = await placeOwn(own());
    partOf(row(thread, 'theirs'), 'menu-button').click();
    await until(() => findPart(thread, 'copy-link-item'));
    expect(findPart(thread, 'edit-item')).to.equal(null);
    expect(findPart(thread, 'remove-item')).to.equal(null);
  });

  it('replaces the text in its place and asks for nothing else', async () => {
    const { comments, thread } = await placeOwn(own());
    const form = await openEdit(thread, 'mine');
    expect(fieldOf(form, 'body').value).to.equal('As I wrote it.');
    expect(findField(form, 'name')).to.equal(null);
    expect(form.shadowRoot!.querySelector('[type=checkbox]')).to.equal(null);
    await expectAccessible(comments);
    type(fieldOf(form, 'body'), 'As I meant it.');
    partOf(form, 'submit-button').click();
    await until(() => textOf(findPart(row(thread, 'mine'), 'body')) === 'As I meant it.');
    expect(row(thread, 'mine').querySelector('.own colloquy-form')).to.equal(null);
    await until(() => findPart(row(thread, 'mine'), 'edited'));
    expect(thread.shadowRoot!.activeElement).to.equal(row(thread, 'mine'));
    expect(errors).to.deep.equal([]);
  });

  it('keeps what was typed when the backend refuses, and when it is left and begun again', async () => {
    const adapter = own();
    const { thread } = await placeOwn(adapter);
    const form = await openEdit(thread, 'mine');
    type(fieldOf(form, 'body'), 'Half a thought');
    adapter.fault = (method) => (method === 'edit' ? 'edit-expired' : undefined);
    partOf(form, 'submit-button').click();
    await until(() => /time for changing/.test(textOf(findPart(form, 'error')) + textOf(form.shadowRoot)));
    expect(fieldOf(form, 'body').value).to.equal('Half a thought');
    partOf(form, 'cancel-button').click();
    await until(() => textOf(findPart(row(thread, 'mine'), 'body')) === 'As I wrote it.');
    const again = await openEdit(thread, 'mine');
    expect(fieldOf(again, 'body').value).to.equal('Half a thought');
    expect(errors).to.have.length(1);
  });
});

describe('<colloquy-thread> removing', () => {
  const errors = collectConsoleErrors();

  it('can be undone, and then nothing was asked of the backend', async () => {
    const adapter = own();
    const asked: string[] = [];
    adapter.fault = (method) => void asked.push(method);
    const { comments, thread } = await placeOwn(adapter);
    asked.length = 0;
    await choose(thread, 'last', 'remove');
    const undo = await until(() => findPart(row(thread, 'last'), 'undo-button'));
    expect(textOf(row(thread, 'last'))).to.match(/^Deleted\. Undo$/);
    await until(() => thread.shadowRoot!.activeElement === undo, 'the focus to be on "Undo"');
    await expectAccessible(comments);
    undo.click();
    await until(() => textOf(findPart(row(thread, 'last'), 'body')) === 'Text of last.');
    expect(thread.shadowRoot!.activeElement).to.equal(row(thread, 'last'));
    expect(asked).to.deep.equal([]);
  });

  it('is done when the time to undo is over, or the reader looks elsewhere', async () => {
    const { comments, thread } = await placeOwn(own());
    await choose(thread, 'last', 'remove');
    await until(() => findPart(row(thread, 'last'), 'undo-button'));
    comments.store!.setActive(false);
    await until(() => !findRow(thread, 'last'));
  });

  it('leaves a hole where somebody has answered', async () => {
    const { comments, thread } = await placeOwn(own());
    await choose(thread, 'mine', 'remove');
    await until(() => findPart(row(thread, 'mine'), 'undo-button'));
    comments.store!.setActive(false);
    await until(() => row(thread, 'mine').classList.contains('deleted'));
    expect(findRow(thread, 'answer')).to.not.equal(null);
  });

  it('shows the comment again when the backend refuses, and says why', async () => {
    const adapter = own();
    adapter.fault = (method) => (method === 'remove' ? 'has-replies' : undefined);
    const { comments, thread } = await placeOwn(adapter);
    await choose(thread, 'mine', 'remove');
    await until(() => findPart(row(thread, 'mine'), 'undo-button'));
    comments.store!.setActive(false);
    await until(() => textOf(findPart(row(thread, 'mine'), 'body')) === 'As I wrote it.');
    const said = await until(() => partsOf(thread, 'error').map(textOf).join(''));
    expect(said).to.match(/answered this comment/);
    expect(errors).to.have.length(1);
  });

  it('is sent when the element leaves the page before the time is over', async () => {
    const adapter = own();
    const removed: string[] = [];
    const { comments, thread } = await placeOwn(
      Object.assign(adapter, {
        remove: async (_thread: unknown, id: string) => {
          removed.push(id);
          return null;
        },
      }),
    );
    await choose(thread, 'last', 'remove');
    await until(() => findPart(row(thread, 'last'), 'undo-button'));
    comments.remove();
    await until(() => removed.length > 0);
    expect(removed).to.deep.equal(['last']);
  });
});
