import { expect } from '@open-wc/testing';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { collectConsoleErrors } from '../../support/console.ts';
import { findPart, partOf, textOf } from '../../support/parts.ts';
import { create, findRow, inner, place, placeReady } from '../../support/place.ts';
import { samples } from '../../support/sample.ts';
import { settle, until } from '../../support/until.ts';
import { expectSame } from '../../support/same.ts';

function provider(...children: Node[]) {
  const element = create('colloquy-comments', { id: 'late', thread: 'test', loading: 'eager' }, ...children);
  element.adapter = memoryAdapter({ comments: samples(1) });
  return element;
}

describe('an element without a provider', () => {
  const errors = collectConsoleErrors();

  for (const name of ['colloquy-thread', 'colloquy-form', 'colloquy-count'] as const) {
    it(`says so in the page and once on the console: <${name}>`, async () => {
      const element = create(name);
      place(element);
      const problem = await until(() => findPart(element, 'problem'));
      expect(textOf(problem)).to.equal(
        `Colloquy: <${name}> needs a <colloquy-comments> around it, or for="…" with the id of one on this page.`,
      );
      expect(problem.role).to.equal('alert');
      expect(problem.checkVisibility()).to.equal(true);
      element.requestUpdate();
      await element.updateComplete;
      await settle();
      expect(errors.filter((error) => error.includes('needs a <colloquy-comments>'))).to.have.length(1);
    });
  }

  it('names the id that for="…" looks for in vain', async () => {
    const thread = create('colloquy-thread', { for: 'nobody' });
    place(thread);
    const problem = await until(() => findPart(thread, 'problem'));
    expect(textOf(problem)).to.equal(
      'Colloquy: <colloquy-thread for="nobody">: there is no <colloquy-comments id="nobody"> on this page.',
    );
  });

  it('says so where for="…" names something else', async () => {
    const thread = create('colloquy-thread', { for: 'a-div' });
    place(create('div', { id: 'a-div' }), thread);
    await until(() => findPart(thread, 'problem'));
  });

  it('says nothing while it has one', async () => {
    await placeReady({ comments: samples(1) });
    expect(errors).to.deep.equal([]);
  });

  it('recovers when it is moved into one', async () => {
    const thread = create('colloquy-thread');
    const main = place(thread);
    await until(() => findPart(thread, 'problem'));
    const comments = provider();
    main.append(comments);
    comments.append(thread);
    await until(() => findRow(thread, 'c1'));
    expectSame(findPart(thread, 'problem'), null);
  });

  it('recovers when the one it names appears', async () => {
    const thread = create('colloquy-thread', { for: 'late' });
    const main = place(thread);
    await until(() => findPart(thread, 'problem'));
    main.append(provider());
    await until(() => findRow(thread, 'c1'));
    expectSame(findPart(thread, 'problem'), null);
  });

  it('says so again when it is moved out of one', async () => {
    const thread = create('colloquy-thread');
    const comments = provider(thread);
    const main = place(comments);
    await until(() => findRow(thread, 'c1'));
    main.append(thread);
    await until(() => findPart(thread, 'problem'));
  });

  it('says so when the one that for="…" names leaves the page, and recovers when it is back', async () => {
    const thread = create('colloquy-thread', { for: 'late' });
    const comments = provider();
    const main = place(comments, thread);
    await until(() => findRow(thread, 'c1'));
    comments.remove();
    await settle();
    main.prepend(comments);
    await until(() => findRow(thread, 'c1'));
    expect(inner(comments, 'colloquy-thread')).to.exist;
    expect(partOf(thread, 'list')).to.exist;
  });
});
