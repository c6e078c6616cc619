import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { fieldOf, type } from '../../support/form.ts';
import { findPart, partOf, textOf } from '../../support/parts.ts';
import { findRow, inner, openReply, placeReady, row, shownIds } from '../../support/place.ts';
import { sample, samples } from '../../support/sample.ts';
import { settle, until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

async function placeThread(adapter = memoryAdapter({ comments: samples(2) })) {
  const comments = await placeReady({ adapter });
  return { adapter, comments, thread: inner(comments, 'colloquy-thread') };
}

/** Writes a reply and sends it. */
async function reply(thread: Element, id: string, text: string): Promise<void> {
  const form = await openReply(thread, id);
  type(fieldOf(form, 'body'), text);
  await until(() => form.shadowRoot!.querySelector('[name=name]'));
  type(fieldOf(form, 'name'), 'Ana');
  partOf(form, 'submit-button').click();
}

/** The innermost element that has the focus. */
function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

function press(element: Element, key: string): void {
  element.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
  );
}

describe('<colloquy-thread> reply', () => {
  collectConsoleErrors();

  it('opens a form under the comment, with its text field focused and named', async () => {
    const { thread } = await placeThread();
    partOf(row(thread, 'c1'), 'reply-button').click();
    const form = await until(() => row(thread, 'c1').querySelector('colloquy-form'));
    await until(() => focused()?.localName === 'textarea', 'the focus in the text field');
    expectSame(focused(), fieldOf(form, 'body'));
    expect(fieldOf(form, 'body').ariaLabel).to.equal('Your reply');
    await until(() => findPart(form, 'submit-button'));
    expect(textOf(partOf(form, 'submit-button'))).to.equal('Reply to Author of c1');
    expect(partOf(row(thread, 'c1'), 'reply-button').ariaExpanded).to.equal('true');
  });

  it('closes by the same button, by Cancel and by Escape', async () => {
    const { thread } = await placeThread();
    for (const close of [
      () => partOf(row(thread, 'c1'), 'reply-button').click(),
      (form: Element) => partOf(form, 'cancel-button').click(),
      (form: Element) => press(fieldOf(form, 'body'), 'Escape'),
    ]) {
      close(await openReply(thread, 'c1'));
      await until(() => !row(thread, 'c1').querySelector('colloquy-form'));
      expect(partOf(row(thread, 'c1'), 'reply-button').ariaExpanded).to.equal('false');
    }
  });

  it('leaves Escape to the text input while that composes', async () => {
    const { thread } = await placeThread();
    const form = await openReply(thread, 'c1');
    const event = new KeyboardEvent('keydown', {
      key: 'Escape',
      isComposing: true,
      bubbles: true,
      composed: true,
    });
    fieldOf(form, 'body').dispatchEvent(event);
    await settle();
    expectSame(row(thread, 'c1').querySelector('colloquy-form'), form);
  });

  for (const [how, close] of [
    ['Escape', (form: Element) => press(fieldOf(form, 'body'), 'Escape')],
    ['Cancel', (form: Element) => partOf(form, 'cancel-button').click()],
  ] as const) {
    it(`gives the focus back to the reply button after ${how}`, async () => {
      const { thread } = await placeThread();
      const form = await openReply(thread, 'c1');
      fieldOf(form, 'body').focus();
      close(form);
      await until(() => !row(thread, 'c1').querySelector('colloquy-form'));
      await until(() => focused() === partOf(row(thread, 'c1'), 'reply-button'));
    });
  }

  it('keeps what was typed when it is closed and opened again', async () => {
    const { thread } = await placeThread();
    const form = await openReply(thread, 'c1');
    type(fieldOf(form, 'body'), 'Not yet');
    press(fieldOf(form, 'body'), 'Escape');
    await until(() => !row(thread, 'c1').querySelector('colloquy-form'));
    const again = await openReply(thread, 'c1');
    expect(fieldOf(again, 'body').value).to.equal('Not yet');
  });

  it('keeps a draft for each comment', async () => {
    const { comments, thread } = await placeThread();
    type(fieldOf(await openReply(thread, 'c1'), 'body'), 'To the first');
    type(fieldOf(await openReply(thread, 'c2'), 'body'), 'To the second');
    await until(() => !row(thread, 'c1').querySelector('colloquy-form'), 'one form at a time');
    expect(fieldOf(await openReply(thread, 'c1'), 'body').value).to.equal('To the first');
    expect(fieldOf(await openReply(thread, 'c2'), 'body').value).to.equal('To the second');
    expect(fieldOf(inner(comments, 'colloquy-form'), 'body').value).to.equal('');
  });

  it('shows the new comment under its parent and takes the reader to it', async () => {
    const { thread } = await placeThread();
    await reply(thread, 'c2', 'My answer');
    const posted = await until(() =>
      [...row(thread, 'c2').querySelectorAll('[data-id]')].find((each) => each.matches('.highlighted')),
    );
    expect(textOf(findPart(posted, 'body'))).to.equal('My answer');
    await until(() => focused() === posted, 'the focus on the new comment');
    expectSame(row(thread, 'c2').querySelector('colloquy-form'), null);
    expect(textOf(partOf(thread, 'heading'))).to.equal('3 comments');
  });

  it('does not keep the draft of what was posted', async () => {
    const { thread } = await placeThread();
    await reply(thread, 'c1', 'My answer');
    await until(() => thread.shadowRoot!.querySelector('.highlighted'));
    expect(fieldOf(await openReply(thread, 'c1'), 'body').value).to.equal('');
  });

  it('shows it at once while it is being sent', async () => {
    const { adapter, thread } = await placeThread();
    adapter.fault = () => 'silent';
    await reply(thread, 'c1', 'On its way');
    const sending = await until(() => thread.shadowRoot!.querySelector('[part~=sending]'));
    expect(textOf(findPart(sending, 'notice'))).to.equal('Sending…');
    expectSame(findPart(sending, 'reply-button'), null);
    expect(row(thread, 'c1').contains(sending)).to.equal(true);
  });

  it('stays in the thread when it could not be sent, and can be tried again', async () => {
    const { adapter, thread } = await placeThread();
    adapter.fault = () => 'offline';
    await reply(thread, 'c1', 'Not sent');
    const failed = await until(() => thread.shadowRoot!.querySelector('[part~=waiting]'));
    expect(textOf(findPart(failed, 'notice'))).to.match(/^Waiting to be sent\. You seem to be offline\./);
    await until(() => !row(thread, 'c1').querySelector('colloquy-form'));
    adapter.fault = null;
    partOf(failed, 'retry-button').click();
    await until(() => !thread.shadowRoot!.querySelector('[part~=waiting], [part~=sending]'));
    expect(textOf(row(thread, 'c1'))).to.include('Not sent');
    expect(shownIds(thread)).to.have.length(3);
  });

  it('comes back as a draft under its comment by Edit', async () => {
    const { adapter, thread } = await placeThread();
    adapter.fault = () => 'timeout';
    await reply(thread, 'c1', 'To be changed');
    const failed = await until(() => thread.shadowRoot!.querySelector('[part~=waiting]'));
    await until(() => !row(thread, 'c1').querySelector('colloquy-form'));
    partOf(failed, 'withdraw-button').click();
    const form = await until(() => row(thread, 'c1').querySelector('colloquy-form'));
    await until(() => findPart(form, 'textarea') && fieldOf(form, 'body').value === 'To be changed');
    await until(() => focused() === fieldOf(form, 'body'), 'the focus in the text');
    expectSame(thread.shadowRoot!.querySelector('[part~=waiting]'), null);
  });

  it('comes back as a draft when a further try is refused for good', async () => {
    const { adapter, thread } = await placeThread();
    adapter.fault = () => 'offline';
    await reply(thread, 'c1', 'Refused later');
    const failed = await until(() => thread.shadowRoot!.querySelector('[part~=waiting]'));
    await until(() => !row(thread, 'c1').querySelector('colloquy-form'));
    adapter.fault = () => 'forbidden';
    partOf(failed, 'retry-button').click();
    const form = await until(() => row(thread, 'c1').querySelector('colloquy-form'));
    await until(() => findPart(form, 'textarea') && fieldOf(form, 'body').value === 'Refused later');
  });

  it('is not offered where a comment, the thread or the backend takes none', async () => {
    const { thread } = await placeThread(
      memoryAdapter({ comments: [sample('no', { can: { reply: false } }), sample('yes')] }),
    );
    expectSame(findPart(row(thread, 'no'), 'reply-button'), null);
    expect(findPart(row(thread, 'yes'), 'reply-button')).to.exist;
    const flat = await placeThread(memoryAdapter({ comments: samples(1), capabilities: { maxDepth: 0 } }));
    expectSame(findPart(flat.thread, 'reply-button'), null);
  });

  it('keeps the form and its focus when other comments change', async () => {
    const { comments, thread } = await placeThread();
    const form = await openReply(thread, 'c1');
    fieldOf(form, 'body').focus();
    void comments.store!.react('c2', 'like', true);
    await until(() => partOf(row(thread, 'c2'), 'reaction-button').ariaPressed === 'true');
    expectSame(row(thread, 'c1').querySelector('colloquy-form'), form);
    expectSame(focused(), fieldOf(form, 'body'));
    expect(findRow(thread, 'c2')).to.exist;
  });
});
