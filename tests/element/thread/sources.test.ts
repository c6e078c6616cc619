import { expect } from '@open-wc/testing';
import { compositeAdapter } from '../../../src/adapters/composite.ts';
import { memoryAdapter } from '../../../src/adapters/memory.ts';
import { findPart, partOf, partsOf, textOf } from '../../support/parts.ts';
import { inner, placeReady } from '../../support/place.ts';
import { sample } from '../../support/sample.ts';
import { until } from '../../support/until.ts';

describe('<colloquy-thread> of several backends', () => {
  it('says where each comment is from, and which backend cannot be read, and reads again', async () => {
    const own = { ...memoryAdapter({ comments: [sample('a')] }), name: 'blog' };
    const network = memoryAdapter({ comments: [sample('b')] });
    network.fault = () => 'server';
    const adapter = compositeAdapter([own, { ...network, name: 'network' }]);
    const comments = await placeReady({ adapter });
    const thread = inner(comments, 'colloquy-thread');
    await until(() => findPart(thread, 'source'));
    expect(partsOf(thread, 'source').map(textOf)).to.deep.equal(['blog']);
    const notice = await until(() => findPart(thread, 'error'));
    expect(textOf(notice)).to.include('Comments from network cannot be shown at the moment.');
    network.fault = null;
    notice.querySelector('button')!.click();
    await until(() => partsOf(thread, 'source').length === 2 && !findPart(thread, 'error'));
    expect(textOf(partOf(thread, 'heading'))).to.equal('2 comments');
  });

  it('says nothing of sources where there is one', async () => {
    const comments = await placeReady({ comments: [sample('a')] });
    const thread = inner(comments, 'colloquy-thread');
    await until(() => findPart(thread, 'author'));
    expect(findPart(thread, 'source')).to.equal(null);
  });
});
