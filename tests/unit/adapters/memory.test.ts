import { expect } from '@open-wc/testing';
import { memoryAdapter, type MemoryFault } from '../../../src/adapters/memory.ts';
import type { ThreadChange } from '../../../src/core/adapter/adapter.ts';
import { AdapterError } from '../../../src/core/adapter/adapter-error.ts';
import { createIdempotencyKey } from '../../../src/core/store/pending.ts';
import { sampleComment, settle, THREAD } from '../core/samples.ts';

const OTHER = { ...THREAD, key: 'other' };
const QUERY = { sort: 'newest', limit: 20 } as const;

const options = (signal = new AbortController().signal) => ({
  signal,
  idempotencyKey: createIdempotencyKey(),
});
const hello = { parentId: null, author: { name: 'Ana' }, body: { format: 'text', value: 'Hello' } } as const;

async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (reason) {
    return reason;
  }
  throw new Error('The promise was not rejected');
}

describe('memoryAdapter', () => {
  it('starts each thread with the comments it was given', async () => {
    const adapter = memoryAdapter({ comments: [sampleComment('1'), sampleComment('2')] });
    for (const thread of [THREAD, OTHER]) {
      const { comments, total } = await adapter.list(thread, QUERY, options());
      expect(comments.map((comment) => comment.id)).to.deep.equal(['2', '1']);
      expect(total).to.equal(2);
    }
  });

  it('asks a function what a thread starts with, once', async () => {
    const asked: string[] = [];
    const adapter = memoryAdapter({
      comments: ({ key }) => {
        asked.push(key);
        return [sampleComment(key)];
      },
    });
    await adapter.list(THREAD, QUERY, options());
    await adapter.list(THREAD, QUERY, options());
    const { comments } = await adapter.list(OTHER, QUERY, options());
    expect(comments[0]!.id).to.equal('other');
    expect(asked).to.deep.equal(['thread', 'other']);
  });

  it('says that it forgets with the page, and what it was told to announce', async () => {
    const adapter = memoryAdapter({ capabilities: { votes: 'up-down', maxLength: 100 } });
    const { capabilities } = await adapter.list(THREAD, QUERY, options());
    expect(capabilities).to.include({ storage: 'page', votes: 'up-down', maxLength: 100, create: true });
  });

  it('keeps what two adapters hold apart', async () => {
    await memoryAdapter().create(THREAD, hello, options());
    expect((await memoryAdapter().list(THREAD, QUERY, options())).total).to.equal(0);
  });

  it('lets nobody touch the comments of others', async () => {
    const adapter = memoryAdapter({ comments: [sampleComment('1')] });
    expect(await rejectionOf(adapter.edit(THREAD, '1', hello.body, options()))).to.include({
      code: 'forbidden',
    });
    expect(await rejectionOf(adapter.remove(THREAD, '1', options()))).to.include({ code: 'forbidden' });
  });

  describe('moderated', () => {
    it('keeps new comments pending, also when they are sent twice', async () => {
      const adapter = memoryAdapter({ moderated: true });
      const sending = options();
      for (const result of [
        await adapter.create(THREAD, hello, sending),
        await adapter.create(THREAD, hello, sending),
      ]) {
        expect(result.status).to.equal('pending');
        expect(result.comment.status).to.equal('pending');
      }
      expect((await adapter.list(THREAD, QUERY, options())).total).to.equal(0);
    });
  });

  describe('closed', () => {
    it('takes no comment, and says so with every page', async () => {
      const adapter = memoryAdapter({ closed: true, comments: [sampleComment('1')] });
      expect(await rejectionOf(adapter.create(THREAD, hello, options()))).to.include({ code: 'closed' });
      expect((await adapter.list(THREAD, QUERY, options())).thread).to.deep.equal({ closed: true });
      expect((await adapter.locate(THREAD, '1', QUERY, options())).thread).to.deep.equal({ closed: true });
    });
  });

  describe('with faults', () => {
    it('fails with the code it is told, in the methods it is told', async () => {
      const adapter = memoryAdapter({ comments: [sampleComment('1')] });
      adapter.fault = (method) => (method === 'create' ? 'offline' : undefined);
      const error = await rejectionOf(adapter.create(THREAD, hello, options()));
      expect(error).to.be.instanceOf(AdapterError).with.property('code', 'offline');
      expect((await adapter.list(THREAD, QUERY, options())).total).to.equal(1);
      adapter.fault = null;
      await adapter.create(THREAD, hello, options());
      expect((await adapter.list(THREAD, QUERY, options())).total).to.equal(2);
    });

    it('is asked about every method but watch', async () => {
      const asked: string[] = [];
      const adapter = memoryAdapter();
      adapter.fault = (method): MemoryFault => {
        asked.push(method);
        return 'server';
      };
      await Promise.allSettled([
        adapter.list(THREAD, QUERY, options()),
        adapter.create(THREAD, hello, options()),
        adapter.edit(THREAD, '1', hello.body, options()),
        adapter.remove(THREAD, '1', options()),
        adapter.react(THREAD, '1', { name: 'like', chosen: true }, options()),
        adapter.counts([THREAD], options()),
        adapter.locate(THREAD, '1', QUERY, options()),
      ]);
      expect(asked).to.deep.equal(['list', 'create', 'edit', 'remove', 'react', 'counts', 'locate']);
    });

    it('crashes with what is no AdapterError', async () => {
      const adapter = memoryAdapter();
      adapter.fault = () => 'crash';
      const error = await rejectionOf(adapter.list(THREAD, QUERY, options()));
      expect(error).to.be.instanceOf(Error).and.not.instanceOf(AdapterError);
    });

    it('stays silent until its signal aborts', async () => {
      const adapter = memoryAdapter();
      adapter.fault = () => 'silent';
      const controller = new AbortController();
      let settled = false;
      const silent = rejectionOf(adapter.list(THREAD, QUERY, options(controller.signal))).finally(
        () => (settled = true),
      );
      await settle();
      expect(settled).to.be.false;
      const reason = new Error('enough');
      controller.abort(reason);
      expect(await silent).to.equal(reason);
    });

    it('is not silent where its signal has aborted before', async () => {
      const adapter = memoryAdapter();
      adapter.fault = () => 'silent';
      const silent = rejectionOf(adapter.list(THREAD, QUERY, options(AbortSignal.abort('before'))));
      expect(await Promise.race([silent, settle()])).to.equal('before');
    });
  });

  describe('with latency', () => {
    it('answers after a while, which can be changed', async () => {
      const adapter = memoryAdapter({ latency: 60_000 });
      const controller = new AbortController();
      let settled = false;
      const slow = rejectionOf(adapter.list(THREAD, QUERY, options(controller.signal))).finally(
        () => (settled = true),
      );
      await settle();
      expect(settled).to.be.false;
      adapter.latency = 1;
      expect((await adapter.list(THREAD, QUERY, options())).total).to.equal(0);
      controller.abort(new Error('enough'));
      expect(await slow).to.have.property('message', 'enough');
    });

    it('writes nothing if the signal aborts in that time', async () => {
      const adapter = memoryAdapter({ latency: 5 });
      const controller = new AbortController();
      const creating = rejectionOf(adapter.create(THREAD, hello, options(controller.signal)));
      controller.abort('enough');
      expect(await creating).to.equal('enough');
      await new Promise((resolve) => setTimeout(resolve, 20));
      adapter.latency = 0;
      expect((await adapter.list(THREAD, QUERY, options())).total).to.equal(0);
    });
  });

  describe('watched', () => {
    it('tells of what is saved and removed, with its replies kept', async () => {
      const adapter = memoryAdapter();
      const heard: ThreadChange[] = [];
      adapter.watch(THREAD, (change) => heard.push(change), options());
      const { comment } = await adapter.create(THREAD, hello, options());
      await adapter.create(THREAD, { ...hello, parentId: comment.id }, options());
      await adapter.remove(THREAD, comment.id, options());
      expect(heard.map(({ kind }) => kind)).to.deep.equal(['saved', 'saved', 'saved']);
      expect(heard[2]).to.have.nested.property('comment.status', 'deleted');
    });
  });
});
