import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { CommentAddedEvent, CommentSubmitEvent } from '../../../src/elements/form/form.events.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { fieldOf, fill, findField, type } from '../../support/form.ts';
import { pressChord } from '../../support/keyboard.ts';
import { findPart, partOf, textOf } from '../../support/parts.ts';
import { create, inner, place, placeReady } from '../../support/place.ts';
import { settle, until } from '../../support/until.ts';

async function placeForm(options: Parameters<typeof memoryAdapter>[0] = {}) {
  const adapter = memoryAdapter(options);
  const sent: string[] = [];
  adapter.fault = (method) => void (method === 'create' && sent.push(method));
  const comments = await placeReady({ adapter });
  const form = inner(comments, 'colloquy-form');
  await fill(form, { body: 'A comment.', name: 'Ana' });
  return { adapter, comments, form, sent };
}

function press(form: Element, init: KeyboardEventInit): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true, ...init });
  fieldOf(form, 'body').dispatchEvent(event);
  return event;
}

describe('<colloquy-form> sending', () => {
  const errors = collectConsoleErrors();

  it('posts the comment, empties the text, keeps who wrote it, and says what became of it', async () => {
    const { comments, form } = await placeForm();
    partOf(form, 'submit-button').click();
    await until(() => textOf(findPart(form, 'status')) === 'Your comment is posted.');
    expect(fieldOf(form, 'body').value).to.equal('');
    expect(fieldOf(form, 'name').value).to.equal('Ana');
    expect(partOf(form, 'status').role).to.equal('status');
    const thread = inner(comments, 'colloquy-thread');
    await until(() => textOf(findPart(thread, 'body')) === 'A comment.');
    expect(textOf(partOf(thread, 'author'))).to.equal('Ana');
    expect(errors).to.deep.equal([]);
  });

  it('says so when the comment waits for a moderator', async () => {
    const { comments, form } = await placeForm({ moderated: true });
    partOf(form, 'submit-button').click();
    await until(() => textOf(findPart(form, 'status')).startsWith('Thank you. Your comment appears as soon'));
    await until(() => findPart(inner(comments, 'colloquy-thread'), 'pending'));
  });

  it('takes back the words about the last comment when the next one begins', async () => {
    const { form } = await placeForm();
    partOf(form, 'submit-button').click();
    await until(() => textOf(findPart(form, 'status')));
    type(fieldOf(form, 'body'), 'N');
    await until(() => textOf(findPart(form, 'status')) === '');
  });

  it('names what the button does, and says when it is being done', async () => {
    const { adapter, form } = await placeForm();
    expect(textOf(partOf(form, 'submit-button'))).to.equal('Post comment');
    adapter.fault = () => 'silent';
    partOf(form, 'submit-button').click();
    await until(() => textOf(partOf(form, 'submit-button')) === 'Posting…');
    expect(partOf(form, 'submit-button').ariaDisabled).to.equal('true');
    expect((fieldOf(form, 'body') as HTMLTextAreaElement).readOnly).to.equal(true);
    await until(() => form.matches(':state(submitting)'));
  });

  for (const [name, init] of [
    ['Ctrl+Enter', { key: 'Enter', ctrlKey: true }],
    ['Cmd+Enter', { key: 'Enter', metaKey: true }],
  ] as const) {
    it(`posts by ${name}`, async () => {
      const { form, sent } = await placeForm();
      expect(press(form, init).defaultPrevented).to.equal(true);
      await until(() => sent.length === 1);
    });
  }

  it('posts by real keys', async () => {
    const { form, sent } = await placeForm();
    fieldOf(form, 'body').focus();
    await pressChord('Control', 'Enter');
    await until(() => sent.length === 1);
  });

  for (const [name, init] of [
    ['Enter alone', { key: 'Enter' }],
    ['Ctrl+Enter that ends a composition', { key: 'Enter', ctrlKey: true, isComposing: true }],
    ['Ctrl+Enter that ends a composition, in Safari', { key: 'Enter', ctrlKey: true, keyCode: 229 }],
    ['a held Ctrl+Enter', { key: 'Enter', ctrlKey: true, repeat: true }],
    ['Ctrl+A', { key: 'a', ctrlKey: true }],
    ['Escape', { key: 'Escape' }],
  ] as const) {
    it(`does not post by ${name}`, async () => {
      const { form, sent } = await placeForm();
      press(form, init);
      await settle();
      expect(sent).to.deep.equal([]);
      expect(fieldOf(form, 'body').value).to.equal('A comment.');
    });
  }

  it('posts once however often the button is pressed', async () => {
    const { adapter, comments, form, sent } = await placeForm();
    adapter.latency = 5;
    const button = partOf(form, 'submit-button');
    button.click();
    button.click();
    press(form, { key: 'Enter', ctrlKey: true });
    await until(() => textOf(findPart(form, 'status')));
    await settle();
    expect(sent).to.have.length(1);
    expect(comments.store!.getSnapshot().total).to.equal(1);
  });

  it('can be sent in great haste: before all of the form is there', async () => {
    const adapter = memoryAdapter({
      capabilities: { fields: { name: 'absent', email: 'absent', website: 'absent', location: 'absent' } },
    });
    const comments = create(
      'colloquy-comments',
      { thread: 'test', loading: 'eager' },
      create('colloquy-form'),
    );
    comments.adapter = adapter;
    place(comments);
    const form = inner(comments, 'colloquy-form');
    await until(() => comments.store?.getSnapshot().status === 'ready' && findPart(form, 'textarea'));
    type(fieldOf(form, 'body'), 'Quick');
    form.shadowRoot!.querySelector('form')!.requestSubmit();
    await until(() => comments.store!.getSnapshot().total === 1);
  });

  it('asks for what is missing when it is sent before all of the form is there', async () => {
    const comments = await placeReady();
    const form = inner(comments, 'colloquy-form');
    const text = fieldOf(form, 'body');
    text.focus();
    text.dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
    type(text, 'Quick');
    form.shadowRoot!.querySelector('form')!.requestSubmit();
    await until(() => findField(form, 'name')?.ariaInvalid === 'true', 'the message at the name');
    await until(() => form.shadowRoot!.activeElement === findField(form, 'name'), 'the focus there');
    expect(fieldOf(form, 'body').value).to.equal('Quick');
    expect(comments.store!.getSnapshot().total).to.equal(0);
  });

  it('says something when the thread has not loaded yet, and keeps the text', async () => {
    const adapter = memoryAdapter();
    adapter.fault = () => 'silent';
    const comments = create(
      'colloquy-comments',
      { thread: 'test', loading: 'eager' },
      create('colloquy-form'),
    );
    comments.adapter = adapter;
    place(comments);
    const form = inner(comments, 'colloquy-form');
    await fill(form, { body: 'Too early' });
    const before = textOf(form.shadowRoot);
    partOf(form, 'submit-button').click();
    await until(() => textOf(form.shadowRoot) !== before, 'any word to the reader');
    expect(fieldOf(form, 'body').value).to.equal('Too early');
  });

  it('tells the page before, which can keep it from being sent, and after', async () => {
    const { comments, form, sent } = await placeForm();
    const told: string[] = [];
    const main = comments.closest('main')!;
    let allow = false;
    main.addEventListener('colloquy-comment-submit', (event) => {
      expect(event).to.be.instanceOf(CommentSubmitEvent);
      told.push(`submit ${event.comment.author.name}: ${event.comment.body.value}`);
      if (!allow) event.preventDefault();
    });
    main.addEventListener('colloquy-comment-added', (event) => {
      expect(event).to.be.instanceOf(CommentAddedEvent);
      expect(event.cancelable).to.equal(false);
      told.push(`added ${event.status}: ${event.comment?.body.value}`);
    });
    partOf(form, 'submit-button').click();
    await until(() => told.length === 1);
    await settle();
    expect(sent).to.deep.equal([]);
    expect(fieldOf(form, 'body').value).to.equal('A comment.');
    allow = true;
    partOf(form, 'submit-button').click();
    await until(() => told.length === 3);
    expect(told).to.deep.equal([
      'submit Ana: A comment.',
      'submit Ana: A comment.',
      'added published: A comment.',
    ]);
  });

  it('has a field that nobody sees where the backend wants one, and sends what a program wrote there', async () => {
    const { form } = await placeForm({ capabilities: { honeypot: 'company' } });
    const trap = fieldOf(form, 'company');
    expect(trap.tabIndex).to.equal(-1);
    expect(trap.parentElement!.ariaHidden).to.equal('true');
    expect(trap.parentElement!.getBoundingClientRect().width).to.be.at.most(1);
    const honeypots: unknown[] = [];
    form.addEventListener(CommentSubmitEvent.type, (event) => {
      honeypots.push(event.comment.honeypot);
      event.preventDefault();
    });
    partOf(form, 'submit-button').click();
    await until(() => honeypots.length === 1);
    type(trap, 'Acme');
    partOf(form, 'submit-button').click();
    await until(() => honeypots.length === 2);
    expect(honeypots).to.deep.equal([undefined, 'Acme']);
  });

  it('has no such field where the backend wants none', async () => {
    const { form } = await placeForm();
    expect(form.shadowRoot!.querySelector('.trap')).to.equal(null);
  });
});
