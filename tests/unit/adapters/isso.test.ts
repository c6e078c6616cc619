import { expect } from '@open-wc/testing';
import { issoAdapter } from '../../../src/adapters/isso.ts';
import type { NewComment } from '../../../src/core/adapter/adapter.ts';
import { newClient, serve } from '../../conformance/stand-ins/browser.ts';
import { IssoStandIn, type IssoSettings } from '../../conformance/stand-ins/isso.ts';
import { THREAD } from '../core/samples.ts';
import { answer, call, failure, QUERY, write } from './answers.ts';

const ENDPOINT = 'https://isso.example';
const comment = (value: string, author: NewComment['author'] = { name: 'Ana' }): NewComment => ({
  parentId: null,
  author,
  body: { format: 'markdown', value },
});

function start(settings: IssoSettings = {}, client = newClient()) {
  const server = new IssoStandIn(settings);
  serve({ [ENDPOINT]: [server, client] });
  return { server, adapter: issoAdapter({ endpoint: ENDPOINT }) };
}

describe('issoAdapter', () => {
  it('sends no header that the server does not allow, and its cookies', async () => {
    const requests: Request[] = [];
    const { server } = start();
    const handle = server.handle.bind(server);
    server.handle = (request, client) => {
      requests.push(request);
      return handle(request, client);
    };
    const adapter = issoAdapter({ endpoint: ENDPOINT });
    await adapter.list(THREAD, QUERY, call());
    await adapter.create!(THREAD, comment('Hello'), write('the key'));
    for (const { headers, credentials } of requests) {
      expect(
        [...headers.keys()].filter((name) => name !== 'accept' && name !== 'content-type'),
      ).to.deep.equal([]);
      expect(credentials).to.equal('include');
    }
  });

  for (const [text, author, fields] of [
    ['Hi', {}, { body: 'too-short' }],
    ['x'.repeat(65_536), {}, { body: 'too-long' }],
    // Its bytes are too many.
    ['🦊'.repeat(65_535), {}, { body: 'too-long' }],
    ['Hello', { url: 'not an address' }, { website: 'malformed' }],
  ] as const) {
    it(`reads the reason ${JSON.stringify(fields)} for ${text.length} characters`, async () => {
      const { adapter } = start();
      const error = await failure(
        adapter.create!(THREAD, comment(text, { name: 'Ana', ...author }), write()),
      );
      expect([error.code, error.fields]).to.deep.equal(['invalid', fields]);
      expect(error.message).not.to.contain('<');
    });
  }

  it('reads the reasons of its guard', async () => {
    const { adapter } = start({ rateLimit: 1 });
    await adapter.create!(THREAD, comment('Hello'), write());
    const error = await failure(adapter.create!(THREAD, comment('Hello again'), write()));
    expect([error.code, error.retryAfter]).to.deep.equal(['rate-limited', 60_000]);
    const direct = start({ directReply: 0 }).adapter;
    expect((await failure(direct.create!(THREAD, comment('Hello'), write()))).code).to.equal('forbidden');
  });

  it('asks for what the server asks for', async () => {
    const { adapter } = start({ requireEmail: true });
    const { capabilities } = await adapter.list(THREAD, QUERY, call());
    expect(capabilities.fields).to.include({ name: 'optional', email: 'required' });
    const error = await failure(adapter.create!(THREAD, comment('Hello'), write()));
    expect(error.fields).to.deep.equal({ email: 'required' });
  });

  it('says that a comment waits', async () => {
    const { adapter } = start({ moderated: true });
    expect((await adapter.create!(THREAD, comment('Hello'), write())).status).to.equal('pending');
  });

  it('takes a denied vote for what it is, though the status is 200', async () => {
    const { adapter } = start();
    const { id } = (await adapter.create!(THREAD, comment('Hello'), write())).comment;
    const error = await failure(adapter.react!(THREAD, id, { name: 'up', chosen: true }, write()));
    expect(error.code).to.equal('forbidden');
    expect(error.message).to.contain('already been registered');
  });

  it('lets nobody take a vote back, and says so before', async () => {
    const { adapter, server } = start();
    const other = issoAdapter({ endpoint: 'https://isso-other.example' });
    serve({
      [ENDPOINT]: [server, newClient()],
      'https://isso-other.example': [server, newClient({ address: '192.0.2.2' })],
    });
    const { id } = (await other.create!(THREAD, comment('Hello'), write())).comment;
    await adapter.list(THREAD, QUERY, call());
    const voted = await adapter.react!(THREAD, id, { name: 'down', chosen: true }, write());
    expect(voted.can?.react).to.be.false;
    expect(voted.reactions).to.deep.equal([
      { name: 'up', count: 0, chosen: false },
      { name: 'down', count: 1, chosen: true },
    ]);
    for (const reaction of [
      { name: 'down', chosen: false },
      { name: 'up', chosen: true },
    ]) {
      expect((await failure(adapter.react!(THREAD, id, reaction, write()))).code).to.equal('unsupported');
    }
  });

  it('lets authors edit as long as the cookie lasts, by what they wrote', async () => {
    const { adapter } = start({ maxAge: 0.3 });
    const short = (await adapter.create!(THREAD, comment('*Hello*'), write())).comment;
    // Whole seconds only: this one is over at once.
    expect(short.can?.edit).to.be.false;
    const longer = start();
    const { comment: own } = await longer.adapter.create!(THREAD, comment('*Hello*'), write());
    expect([own.can?.edit, own.body]).to.deep.equal([true, { format: 'markdown', value: '*Hello*' }]);
    // Somebody else's page does not know.
    const elsewhere = issoAdapter({ endpoint: ENDPOINT });
    const { comments } = await elsewhere.list(THREAD, QUERY, call());
    expect([comments[0]!.can?.edit, comments[0]!.body.format]).to.deep.equal([false, 'html']);
  });

  it('says that the time to edit is over, where the server only says no', async () => {
    const client = newClient();
    const { adapter } = start({}, client);
    const { id } = (await adapter.create!(THREAD, comment('Hello'), write())).comment;
    client.cookies.clear();
    const body = { format: 'markdown', value: 'Changed' } as const;
    expect((await failure(adapter.edit!(THREAD, id, body, write()))).code).to.equal('edit-expired');
    expect((await failure(adapter.remove!(THREAD, id, write()))).code).to.equal('edit-expired');
    expect((await failure(adapter.remove!(THREAD, '99', write()))).code).to.equal('forbidden');
  });

  it('shows names and addresses as they were written', async () => {
    const { adapter } = start();
    const author = { name: `<Ana> & "Bo"`, url: `https://ana.example/?a="b"&c='d'` };
    const { id } = (await adapter.create!(THREAD, comment('Hello', author), write())).comment;
    const listed = (await issoAdapter({ endpoint: ENDPOINT }).list(THREAD, QUERY, call())).comments;
    expect(listed.find((one) => one.id === id)?.author).to.include(author);
  });

  it('says that a comment is gone, where the server fails over what a moderator has removed', async () => {
    const { adapter, server } = start();
    const { id } = (await adapter.create!(THREAD, comment('Hello'), write())).comment;
    server.removeFor(id);
    const body = { format: 'markdown', value: 'Changed' } as const;
    expect((await failure(adapter.edit!(THREAD, id, body, write()))).code).to.equal('not-found');
    expect((await failure(adapter.remove!(THREAD, id, write()))).code).to.equal('not-found');
  });

  it('offers no reply to what its author can still edit, where the server wants that', async () => {
    for (const replyToSelf of [true, false]) {
      const { adapter } = start({ replyToSelf });
      await adapter.list(THREAD, QUERY, call());
      const { can } = (await adapter.create!(THREAD, comment('Hello'), write())).comment;
      expect(can?.reply).to.equal(replyToSelf);
    }
  });

  it('gives all replies on every page', async () => {
    const { adapter } = start();
    const root = async (text: string) => (await adapter.create!(THREAD, comment(text), write())).comment.id;
    const parentId = await root('The first');
    await root('The second');
    for (const text of ['One', 'Two', 'Three']) {
      await adapter.create!(THREAD, { ...comment(text), parentId }, write());
    }
    const query = { sort: 'newest', limit: 1, page: 2 } as const;
    const { comments, pageNumber, pageCount } = await adapter.list(THREAD, query, call());
    expect(comments.map(({ body }) => body.value)).to.deep.equal(['The first', 'One', 'Two', 'Three']);
    expect([pageNumber, pageCount]).to.deep.equal([2, 2]);
  });

  it('says how many pages there are, also beyond the last, and whatever the server says', async () => {
    const { adapter } = start();
    await adapter.create!(THREAD, comment('Hello'), write());
    const { comments, pageCount } = await adapter.list(THREAD, { ...QUERY, page: 9 }, call());
    expect([comments.length, pageCount]).to.deep.equal([0, 1]);
    for (const hidden_replies of [null, 'many', -99, { valueOf: 9, toString: 9 }]) {
      answer(() => ({ id: null, total_replies: 0, hidden_replies, replies: [], config: {} }));
      const page = await issoAdapter({ endpoint: ENDPOINT }).list(THREAD, QUERY, call());
      expect(page.pageCount).to.equal(1);
    }
  });
});
