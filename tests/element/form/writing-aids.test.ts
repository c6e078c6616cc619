import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import type { Capabilities } from '../../../src/core/adapter/capabilities.ts';
import type { CommentBody } from '../../../src/core/model/comment.ts';
import { fieldOf, fill, type } from '../../support/form.ts';
import { findPart, partOf, textOf } from '../../support/parts.ts';
import { inner, placeReady } from '../../support/place.ts';
import { settle, until } from '../../support/until.ts';

async function placeForm(
  capabilities: Partial<Capabilities>,
  preview?: (body: CommentBody) => Promise<CommentBody>,
) {
  const adapter = {
    ...memoryAdapter({ capabilities }),
    ...(preview && { preview: (_: unknown, body: CommentBody) => preview(body) }),
  };
  const comments = await placeReady({ adapter });
  const form = inner(comments, 'colloquy-form');
  await fill(form, { body: 'Some words', name: 'Ana' });
  const textarea = fieldOf(form, 'body') as unknown as HTMLTextAreaElement;
  return { adapter, comments, form, textarea };
}

describe('<colloquy-form> with Markdown', () => {
  it('offers marks, by button and by shortcut, and undoes them like typing', async () => {
    const { form, textarea } = await placeForm({ bodyFormat: 'markdown' });
    textarea.focus();
    textarea.setSelectionRange(5, 10);
    (await until(() => findPart(form, 'bold-button'))).click();
    expect(textarea.value).to.equal('Some **words**');
    expect(form.shadowRoot!.activeElement).to.equal(textarea);
    const shortcut = new KeyboardEvent('keydown', {
      key: 'i',
      ctrlKey: true,
      bubbles: true,
      cancelable: true,
    });
    textarea.dispatchEvent(shortcut);
    expect(textarea.value).to.equal('Some **_words_**');
    expect(shortcut.defaultPrevented).to.equal(true);
    document.execCommand('undo');
    expect(textarea.value).to.equal('Some **words**');
  });

  it('keeps what a button did as the draft', async () => {
    const { comments, form, textarea } = await placeForm({ bodyFormat: 'markdown' });
    textarea.select();
    (await until(() => findPart(form, 'quote-button'))).click();
    const { key } = comments.store!.thread;
    expect(localStorage.getItem(`colloquy:draft:${JSON.stringify([key, null])}`)).to.include('> Some words');
  });

  it('shows the text as readers will see it, and goes back to writing', async () => {
    const { form } = await placeForm({ bodyFormat: 'markdown' });
    await fill(form, { body: 'Some **bold** words' });
    const button = partOf(form, 'preview-button');
    button.click();
    const strong = await until(() => findPart(form, 'preview')?.querySelector('strong'));
    expect(textOf(strong)).to.equal('bold');
    expect(button.ariaPressed).to.equal('true');
    button.click();
    await until(() => !findPart(form, 'preview'));
    expect(fieldOf(form, 'body').value).to.equal('Some **bold** words');
  });

  it('runs nothing that a preview brings', async () => {
    const { form } = await placeForm({ bodyFormat: 'text', preview: true }, () =>
      Promise.resolve({ format: 'html', value: '<p>Fine<img src=x onerror="window.hacked = 1"></p>' }),
    );
    partOf(form, 'preview-button').click();
    await until(() => textOf(findPart(form, 'preview')) === 'Fine');
    expect(findPart(form, 'preview')!.querySelector('img[onerror]')).to.equal(null);
    expect('hacked' in window).to.equal(false);
  });
});

describe('<colloquy-form> without Markdown', () => {
  it('has no marks and leaves the shortcuts alone', async () => {
    const { form, textarea } = await placeForm({ bodyFormat: 'text' });
    await settle();
    expect(findPart(form, 'tools')).to.equal(null);
    const shortcut = new KeyboardEvent('keydown', {
      key: 'b',
      ctrlKey: true,
      bubbles: true,
      cancelable: true,
    });
    textarea.dispatchEvent(shortcut);
    expect(shortcut.defaultPrevented).to.equal(false);
    expect(textarea.value).to.equal('Some words');
  });

  it('asks a backend that makes previews for one, and says when there is none', async () => {
    let works = true;
    const { form } = await placeForm({ preview: true }, (body) =>
      works
        ? Promise.resolve({ ...body, value: `As shown: ${body.value}` })
        : Promise.reject(new Error('no')),
    );
    const button = partOf(form, 'preview-button');
    button.click();
    await until(() => textOf(findPart(form, 'preview')) === 'As shown: Some words');
    button.click();
    works = false;
    button.click();
    await until(() => textOf(findPart(form, 'preview')) === 'There is no preview at the moment.');
    expect(fieldOf(form, 'body').value).to.equal('Some words');
  });
});

describe('<colloquy-form> with a greatest length', () => {
  it('says what is left when it becomes little, by what people see as characters', async () => {
    const { form } = await placeForm({ maxLength: 10 });
    const body = fieldOf(form, 'body');
    type(body, '1234567');
    await settle();
    expect(findPart(form, 'length')).to.equal(null);
    type(body, '👨‍👩‍👧‍👦'.repeat(9));
    await until(() => textOf(findPart(form, 'length')) === '1 character left.');
    type(body, '👨‍👩‍👧‍👦'.repeat(12));
    await until(() => textOf(findPart(form, 'length')) === 'Too long by 2 characters.');
    partOf(form, 'submit-button').click();
    await until(() => body.ariaInvalid === 'true');
    type(body, '👨‍👩‍👧‍👦'.repeat(10));
    partOf(form, 'submit-button').click();
    await until(() => textOf(findPart(form, 'status')) === 'Your comment is posted.');
  });
});
