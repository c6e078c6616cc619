import { memoryAdapter } from '../../../src/adapters/memory.ts';
import type { AdapterErrorCode } from '../../../src/core/adapter/adapter-error.ts';
import { type Appearance, APPEARANCES, nameOf, pageOf, untilLocalized } from '../../support/appearances.ts';
import { expectAccessible } from '../../support/axe.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { fill, openForm } from '../../support/form.ts';
import { findPart, partOf, textOf } from '../../support/parts.ts';
import { create, inner, place } from '../../support/place.ts';
import { until } from '../../support/until.ts';

type Form = HTMLElementTagNameMap['colloquy-form'];
type Reach = (form: Form, answerWith: (fault: AdapterErrorCode | 'silent') => void) => Promise<unknown>;

const FILLED = { body: 'A comment.', name: 'Ana', email: 'ana@example.org', website: '', location: '' };

async function submit(form: Form): Promise<void> {
  await fill(form, FILLED);
  partOf(form, 'submit-button').click();
}

/** States of a form with every field there is. */
const STATES: Readonly<Record<string, Reach>> = {
  closed: (form) => until(() => findPart(form, 'textarea')),
  open: (form) => openForm(form),
  'with errors': async (form) => {
    await openForm(form);
    partOf(form, 'submit-button').click();
    await until(() => textOf(findPart(form, 'error')));
  },
  submitting: async (form, answerWith) => {
    answerWith('silent');
    await submit(form);
    await until(() => partOf(form, 'submit-button').ariaDisabled === 'true');
  },
  refused: async (form, answerWith) => {
    answerWith('forbidden');
    await submit(form);
    await until(() => form.shadowRoot!.querySelector('[role=alert]'));
  },
  done: async (form) => {
    await submit(form);
    await until(() => textOf(findPart(form, 'status')));
  },
};

async function show(state: string, appearance: Appearance): Promise<HTMLElement> {
  const adapter = memoryAdapter({
    capabilities: {
      fields: { name: 'required', email: 'optional', website: 'optional', location: 'optional' },
    },
  });
  const comments = create(
    'colloquy-comments',
    { layout: appearance.layout, thread: 'test', loading: 'eager' },
    create('colloquy-form'),
  );
  comments.adapter = adapter;
  const page = place(pageOf(appearance, comments));
  const form = inner(comments, 'colloquy-form');
  await untilLocalized(form, appearance);
  await until(() => comments.store?.getSnapshot().status === 'ready');
  await STATES[state]!(form, (fault) => {
    adapter.fault = (method) => (method === 'create' ? fault : undefined);
  });
  await form.updateComplete;
  return page;
}

describe('axe: <colloquy-form>', () => {
  collectConsoleErrors();

  for (const state of Object.keys(STATES)) {
    for (const appearance of APPEARANCES) {
      it(`finds nothing: ${state} (${nameOf(appearance)})`, async () => {
        await expectAccessible(await show(state, appearance));
      });
    }
  }
});
