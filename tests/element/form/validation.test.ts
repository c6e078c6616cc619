import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import type { Capabilities } from '../../../src/core/adapter/capabilities.ts';
import { errorAt, fieldOf, fill, openForm, type } from '../../support/form.ts';
import { partOf } from '../../support/parts.ts';
import { inner, placeReady } from '../../support/place.ts';
import { settle, until } from '../../support/until.ts';

const GOOD = {
  body: 'A comment.',
  name: 'Ana',
  email: 'ana@example.org',
  website: 'https://example.org',
  location: 'Lisbon',
};

async function placeForm(capabilities: Partial<Capabilities> = {}) {
  const adapter = memoryAdapter({
    capabilities: {
      fields: { name: 'required', email: 'required', website: 'required', location: 'required' },
      ...capabilities,
    },
  });
  const sent: unknown[] = [];
  const { create } = adapter;
  adapter.create = async (...args) => {
    sent.push(args[1]);
    return create(...args);
  };
  const comments = await placeReady({ adapter });
  return { comments, sent, form: inner(comments, 'colloquy-form') };
}

function submit(form: Element): void {
  partOf(form, 'submit-button').click();
}

/** What is wrong with a field, where what is said of it. */
const MISTAKES: readonly (readonly [field: string, typed: string, said: string])[] = [
  ['body', '', 'Please write something first.'],
  ['body', ' \n\t ', 'Please write something first.'],
  ['name', '', 'Please enter your name.'],
  ['name', '   ', 'Please enter your name.'],
  ['email', '', 'Please enter your e-mail address.'],
  ['email', 'ana', 'Please enter a whole e-mail address, such as ana@example.org.'],
  ['email', 'ana@', 'Please enter a whole e-mail address, such as ana@example.org.'],
  ['website', '', 'Please enter the address of your website.'],
  ['website', 'http://', 'Please enter a whole web address, such as https://example.org.'],
  ['website', 'example', 'Please enter a whole web address, such as https://example.org.'],
  ['website', 'javascript:alert(1)', 'Please enter a whole web address, such as https://example.org.'],
  ['location', '', 'Please say where you are.'],
];

describe('<colloquy-form> validation', () => {
  for (const [field, typed, said] of MISTAKES) {
    it(`says at the field what is wrong: ${field} ${JSON.stringify(typed)}`, async () => {
      const { form, sent } = await placeForm();
      await fill(form, { ...GOOD, [field]: typed });
      submit(form);
      await until(() => errorAt(form, field));
      expect(errorAt(form, field)).to.equal(said);
      expect(fieldOf(form, field).ariaInvalid).to.equal('true');
      for (const other of Object.keys(GOOD).filter((name) => name !== field)) {
        expect(errorAt(form, other), other).to.equal('');
        expect(fieldOf(form, other).ariaInvalid, other).to.equal('false');
      }
      await until(() => form.shadowRoot!.activeElement === fieldOf(form, field), 'the focus in the field');
      await settle();
      expect(sent).to.deep.equal([]);
    });
  }

  it('takes the reader to the first of several fields', async () => {
    const { form } = await placeForm();
    await fill(form, { ...GOOD, email: 'x', location: '' });
    submit(form);
    await until(() => form.shadowRoot!.activeElement === fieldOf(form, 'email'));
    expect(errorAt(form, 'location')).to.equal('Please say where you are.');
  });

  it('shows no message before somebody tries to send', async () => {
    const { form } = await placeForm();
    await fill(form, { name: '', email: 'x' });
    fieldOf(form, 'email').blur();
    await settle();
    for (const field of Object.keys(GOOD)) expect(errorAt(form, field)).to.equal('');
  });

  it('takes a message away when its field is touched, and leaves the others', async () => {
    const { form } = await placeForm();
    await openForm(form);
    submit(form);
    await until(() => errorAt(form, 'name') && errorAt(form, 'body'));
    type(fieldOf(form, 'name'), 'A');
    await until(() => errorAt(form, 'name') === '');
    expect(fieldOf(form, 'name').ariaInvalid).to.equal('false');
    expect(errorAt(form, 'body')).to.not.equal('');
  });

  it('sends nothing of the browser’s own messages', async () => {
    const { form } = await placeForm();
    expect(form.shadowRoot!.querySelector('form')!.noValidate).to.equal(true);
  });

  it('adds the scheme to a website, and sends what was typed without white space around it', async () => {
    const { form, sent } = await placeForm();
    await fill(form, { ...GOOD, body: '  A comment. \n', website: ' www.example.org/ana ', name: ' Ana ' });
    submit(form);
    await until(() => sent.length);
    expect(sent).to.deep.equal([
      {
        parentId: null,
        author: {
          name: 'Ana',
          email: 'ana@example.org',
          url: 'https://www.example.org/ana',
          location: 'Lisbon',
        },
        body: { format: 'text', value: 'A comment.' },
      },
    ]);
  });

  it('leaves out what was left empty', async () => {
    const { form, sent } = await placeForm({
      fields: { name: 'optional', email: 'optional', website: 'optional', location: 'optional' },
    });
    await fill(form, { body: 'Nobody’s' });
    submit(form);
    await until(() => sent.length);
    expect(sent).to.deep.equal([
      { parentId: null, author: { name: '' }, body: { format: 'text', value: 'Nobody’s' } },
    ]);
  });

  it('says by how much a text is too long', async () => {
    const { form, sent } = await placeForm({ maxLength: 10 });
    await fill(form, { ...GOOD, body: '0123456789ab' });
    submit(form);
    await until(() => errorAt(form, 'body'));
    expect(errorAt(form, 'body')).to.equal('Too long by 2 characters.');
    type(fieldOf(form, 'body'), '0123456789a');
    submit(form);
    await until(() => errorAt(form, 'body') === 'Too long by 1 character.');
    type(fieldOf(form, 'body'), '0123456789');
    submit(form);
    await until(() => sent.length === 1);
  });

  it('writes in the format that the backend takes', async () => {
    const { form, sent } = await placeForm({ bodyFormat: 'markdown' });
    await fill(form, GOOD);
    submit(form);
    await until(() => sent.length);
    expect((sent[0] as { body: unknown }).body).to.deep.equal({ format: 'markdown', value: 'A comment.' });
  });
});
