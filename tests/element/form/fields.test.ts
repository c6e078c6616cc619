import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import type { FieldRule, FieldRules } from '../../../src/core/adapter/capabilities.ts';
import { fieldOf, findField, openForm } from '../../support/form.ts';
import { findPart, partsOf, textOf } from '../../support/parts.ts';
import { create, inner, place, placeReady } from '../../support/place.ts';
import { until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

const NONE: FieldRules = { name: 'absent', email: 'absent', website: 'absent', location: 'absent' };
const FIELDS = [
  ['name', 'Name', 'text', 'name'],
  ['email', 'E-mail', 'email', 'email'],
  ['website', 'Website', 'url', 'url'],
  ['location', 'Place', 'text', 'address-level2'],
] as const;

async function placeForm(fields: FieldRules) {
  const comments = await placeReady({ adapter: memoryAdapter({ capabilities: { fields } }) });
  return openForm(inner(comments, 'colloquy-form'));
}

/** The form of the adapter that the page names by attributes. */
async function placeLocalForm(fields: string) {
  const comments = create('colloquy-comments', { thread: 'fields', loading: 'eager', fields });
  place(comments);
  await until(() => comments.store?.getSnapshot().status === 'ready');
  return openForm(await until(() => comments.shadowRoot!.querySelector('colloquy-form')));
}

describe('<colloquy-form> fields', () => {
  for (const [field, label, type, autocomplete] of FIELDS) {
    for (const rule of ['required', 'optional', 'absent'] satisfies FieldRule[]) {
      it(`${field} is ${rule} as the backend says`, async () => {
        const form = await placeForm({ ...NONE, [field]: rule });
        const input = findField(form, field);
        if (rule === 'absent') {
          expectSame(input, null);
          return;
        }
        expect(input!.required).to.equal(rule === 'required');
        expect(input!.type).to.equal(type);
        expect(input!.getAttribute('autocomplete')).to.equal(autocomplete);
        expect(textOf(input!.labels![0])).to.equal(rule === 'required' ? label : `${label} (optional)`);
      });

      it(`${field} is ${rule} as the attribute says`, async () => {
        const form = await placeLocalForm(`${field}:${rule}`);
        expect(findField(form, field)?.required ?? 'absent').to.equal(
          rule === 'absent' ? 'absent' : rule === 'required',
        );
      });
    }
  }

  it('has only the text where the backend asks for nothing else', async () => {
    const form = await placeForm(NONE);
    expect(partsOf(form, 'field')).to.have.length(0);
    expect(fieldOf(form, 'body').required).to.equal(true);
  });

  it('takes several words in the attribute, "optional" where a rule is left out, and leaves others alone', async () => {
    const form = await placeLocalForm('email, location:required');
    expect(fieldOf(form, 'email').required).to.equal(false);
    expect(fieldOf(form, 'location').required).to.equal(true);
    expect(fieldOf(form, 'name').required).to.equal(true);
  });

  it('takes the attribute with every backend that leaves the choice to the page', async () => {
    const comments = create('colloquy-comments', {
      backend: 'memory',
      thread: 'fields',
      loading: 'eager',
      fields: 'email:required location:absent',
    });
    place(comments);
    await until(() => comments.store?.getSnapshot().status === 'ready');
    const form = await openForm(await until(() => comments.shadowRoot!.querySelector('colloquy-form')));
    await until(() => findField(form, 'email')?.required && !findField(form, 'location'));
  });

  it('asks in the order name, e-mail, website, place', async () => {
    const all = { name: 'optional', email: 'optional', website: 'optional', location: 'optional' } as const;
    const form = await placeForm(all);
    expect(partsOf<HTMLInputElement>(form, 'input').map(({ name }) => name)).to.deep.equal([
      'name',
      'email',
      'website',
      'location',
    ]);
  });

  it('says that an e-mail address is not shown, tied to the field', async () => {
    const form = await placeForm({ ...NONE, email: 'optional' });
    const hint = form.shadowRoot!.getElementById('email-hint');
    expect(textOf(hint)).to.equal('Not shown to anybody.');
    expect(fieldOf(form, 'email').getAttribute('aria-describedby')!.split(' ')).to.include('email-hint');
  });

  it('is one inviting line until somebody comes', async () => {
    const comments = await placeReady();
    const form = inner(comments, 'colloquy-form');
    const textarea = await until(() => findPart<HTMLTextAreaElement>(form, 'textarea'));
    expect(textarea.placeholder).to.equal('What do you think?');
    expect(textarea.ariaLabel).to.equal('Your comment');
    expect(findPart(form, 'submit-button')?.checkVisibility() ?? false).to.equal(false);
    expect(textarea.getBoundingClientRect().height).to.be.lessThan(60);
    expect(form.matches(':state(open)')).to.equal(false);
    await openForm(form);
    expect(textarea.getBoundingClientRect().height).to.be.greaterThan(60);
    await until(() => form.matches(':state(open)'));
  });

  it('is open from the start in the classic layout', async () => {
    const comments = await placeReady({ attributes: { layout: 'classic' } });
    const form = inner(comments, 'colloquy-form');
    await until(() => findPart(form, 'submit-button')?.checkVisibility());
  });

  it('is not there where nobody may write', async () => {
    for (const options of [{ closed: true }, { capabilities: { create: false } }]) {
      const comments = await placeReady({ adapter: memoryAdapter(options) });
      const form = inner(comments, 'colloquy-form');
      await until(() => !findPart(form, 'textarea'));
    }
  });
});
