import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { Drafts } from '../../../../src/core/outbox/drafts.ts';

const { signal: forEver } = new AbortController();

describe('Drafts', () => {
  it('keeps a text for each place', () => {
    const drafts = new Drafts();
    drafts.set('a', null, 'To the thread');
    drafts.set('a', '1', 'To comment 1');
    drafts.set('b', null, 'To another thread');
    expect(drafts.get('a', null)).to.equal('To the thread');
    expect(drafts.get('a', '1')).to.equal('To comment 1');
    expect(drafts.get('b', null)).to.equal('To another thread');
    expect(drafts.get('b', '1')).to.equal('');
  });

  it('takes an empty text for none', () => {
    const drafts = new Drafts();
    drafts.set('a', null, 'Text');
    drafts.set('a', null, '');
    expect(drafts.get('a', null)).to.equal('');
    drafts.restore('a', null, 'Back');
    expect(drafts.get('a', null)).to.equal('Back');
  });

  it('keeps blank space, which somebody has typed', () => {
    const drafts = new Drafts();
    drafts.set('a', null, ' \n');
    expect(drafts.get('a', null)).to.equal(' \n');
  });

  it('puts a text back below what was typed since', () => {
    const drafts = new Drafts();
    drafts.set('a', '1', 'Typed since');
    drafts.restore('a', '1', 'Sent, and failed');
    expect(drafts.get('a', '1')).to.equal('Typed since\n\nSent, and failed');
  });

  it('tells of a text that was put back, and of none that was typed', () => {
    const drafts = new Drafts();
    const heard: string[] = [];
    drafts.onRestored(() => heard.push(drafts.get('a', null)), { signal: forEver });
    drafts.set('a', null, 'Typed');
    expect(heard).to.deep.equal([]);
    drafts.restore('a', null, 'Back');
    expect(heard).to.deep.equal(['Typed\n\nBack']);
  });

  it('tells nothing once the signal has aborted', () => {
    const drafts = new Drafts();
    const controller = new AbortController();
    let calls = 0;
    drafts.onRestored(() => calls++, { signal: controller.signal });
    controller.abort();
    drafts.restore('a', null, 'Back');
    expect(calls).to.equal(0);
  });

  it('never takes one place for another, whatever is in their names', () => {
    const names = fc.oneof(
      fc.string(),
      fc.constantFrom('a', 'null', '["a",null]', '","', '__proto__', '\u0000'),
    );
    const places = fc.uniqueArray(fc.tuple(names, fc.option(names)), {
      minLength: 2,
      selector: ([key, parentId]) => JSON.stringify([key, parentId]),
    });
    fc.assert(
      fc.property(places, (all) => {
        const drafts = new Drafts();
        all.forEach(([key, parentId], index) => drafts.set(key, parentId, `Text ${index}`));
        for (const [index, [key, parentId]] of all.entries()) {
          expect(drafts.get(key, parentId)).to.equal(`Text ${index}`);
        }
      }),
    );
  });
});
