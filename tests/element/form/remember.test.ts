import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { fieldOf, fill, openForm } from '../../support/form.ts';
import { findPart, partOf, textOf } from '../../support/parts.ts';
import { create, inner, place, placeReady } from '../../support/place.ts';
import { replaceProperty } from '../../support/replace.ts';
import { settle, until } from '../../support/until.ts';

const GUEST = { name: 'Ana', email: 'ana@example.org', website: 'https://example.org', location: 'Lisbon' };

function adapter() {
  const fields = { name: 'required', email: 'optional', website: 'optional', location: 'optional' } as const;
  return memoryAdapter({ capabilities: { fields } });
}

async function placeForm() {
  return openForm(inner(await placeReady({ adapter: adapter() }), 'colloquy-form'));
}

const box = (form: Element) => partOf(form, 'remember').querySelector('input')!;

async function post(form: Awaited<ReturnType<typeof placeForm>>, remember: boolean): Promise<void> {
  await fill(form, { body: 'A comment.', ...GUEST });
  box(form).checked = remember;
  partOf(form, 'submit-button').click();
  await until(() => textOf(findPart(form, 'status')));
}

/** Everything that this device keeps for the page. */
async function stored(): Promise<unknown> {
  const databases = (await indexedDB.databases()).map(({ name }) => name);
  const caches_ = 'caches' in window ? await caches.keys().catch(() => []) : [];
  return { ...kept(), ...sessionStorage, databases, cookies: document.cookie, caches: caches_ };
}

/** What is kept of the reader; texts not yet sent are kept by thread, also those of tests that run beside. */
function kept(): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(localStorage).filter(([name]) => !/^colloquy:(draft|outbox|folded)/.test(name)),
  );
}

const NOTHING = { databases: [], cookies: '', caches: [] };

async function forgetEverything(): Promise<void> {
  for (const name of Object.keys(kept())) localStorage.removeItem(name);
  sessionStorage.clear();
  for (const { name } of await indexedDB.databases()) {
    await new Promise((resolve) => {
      const request = indexedDB.deleteDatabase(name!);
      request.onsuccess = request.onerror = request.onblocked = resolve;
    });
  }
}

describe('<colloquy-form> remember me', () => {
  beforeEach(forgetEverything);
  after(forgetEverything);

  it('keeps nothing of the reader on the device before somebody acts, with the backend of this browser, too', async () => {
    const comments = create('colloquy-comments', { thread: 'unwritten', loading: 'eager' });
    place(comments);
    await until(() => comments.store?.getSnapshot().status === 'ready');
    const form = await until(() => comments.shadowRoot!.querySelector('colloquy-form'));
    await fill(form, { body: 'Typed, not sent', name: 'Ana' });
    await settle();
    expect(await stored()).to.deep.equal(NOTHING);
  });

  it('is not ticked unless somebody ticks it, and then nothing is kept', async () => {
    const form = await placeForm();
    expect(box(form).checked).to.equal(false);
    expect(textOf(partOf(form, 'remember'))).to.equal('Remember me on this device');
    await post(form, false);
    expect(await stored()).to.deep.equal(NOTHING);
  });

  it('keeps who wrote, and not what, when ticked', async () => {
    await post(await placeForm(), true);
    expect(Object.values(kept()).map((value) => JSON.parse(value as string) as unknown)).to.deep.equal([
      GUEST,
    ]);
    expect(JSON.stringify(await stored())).to.not.include('A comment.');
  });

  it('keeps nothing when ticked but not sent', async () => {
    const form = await placeForm();
    await fill(form, GUEST);
    box(form).click();
    await settle();
    expect(await stored()).to.deep.equal(NOTHING);
  });

  it('fills in who was remembered, ticked', async () => {
    await post(await placeForm(), true);
    const form = await placeForm();
    for (const [field, value] of Object.entries(GUEST)) expect(fieldOf(form, field).value).to.equal(value);
    expect(box(form).checked).to.equal(true);
  });

  it('forgets when unticked', async () => {
    await post(await placeForm(), true);
    const form = await placeForm();
    await post(form, false);
    expect(await stored()).to.deep.equal(NOTHING);
    expect(box(await placeForm()).checked).to.equal(false);
  });

  for (const garbage of ['', 'not json', '[]', '7', 'null', '{"name":5,"email":null}', '"text"']) {
    it(`does without what is no guest: ${garbage}`, async () => {
      localStorage.setItem('colloquy:guest', garbage);
      const form = await placeForm();
      await post(form, false);
      expect(textOf(partOf(form, 'status'))).to.equal('Your comment is posted.');
    });
  }

  it('does without storage where the browser blocks it', async () => {
    const blocked = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    replaceProperty(Storage.prototype, 'getItem', blocked);
    replaceProperty(Storage.prototype, 'setItem', blocked);
    replaceProperty(Storage.prototype, 'removeItem', blocked);
    const form = await placeForm();
    await post(form, true);
    expect(textOf(partOf(form, 'status'))).to.equal('Your comment is posted.');
  });
});
