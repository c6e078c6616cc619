import { expect } from '@open-wc/testing';
import { restAdapter } from '../../../src/adapters/rest.ts';
import { THREAD } from '../core/samples.ts';
import { answer, call, failure, QUERY, write } from './answers.ts';

const BODY = { format: 'text', value: 'Hello' } as const;
const adapter = () => restAdapter({ endpoint: 'https://comments.example' });
const notFound = () => Response.json({ code: 'not-found' }, { status: 404 });

/** All calls that put an id into an address. */
const CALLS: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
  edit: (id) => adapter().edit!(THREAD, id, BODY, write()),
  remove: (id) => adapter().remove!(THREAD, id, write()),
  react: (id) => adapter().react!(THREAD, id, { name: 'like', chosen: true }, write()),
  report: (id) => adapter().report!(THREAD, id, 'Spam', write()),
  locate: (id) => adapter().locate!(THREAD, id, QUERY, call()),
};

describe('restAdapter', () => {
  for (const [method, callWith] of Object.entries(CALLS)) {
    it(`${method}() asks for an id with half a character in it, which no comment has`, async () => {
      const sent = answer(notFound);
      expect((await failure(callWith('a\ud800/b'))).code).to.equal('not-found');
      expect(sent[0]!.url.pathname).to.match(/^\/v1\/comments\/a%EF%BF%BD%2Fb(\/|$)/);
    });

    it(`${method}() does not ask for an id that leads to another address`, async () => {
      const sent = answer(notFound);
      for (const id of ['', '.', '..']) expect((await failure(callWith(id))).code).to.equal('not-found');
      expect(sent).to.have.length(0);
    });
  }

  it('reacts with half a character, too', async () => {
    const sent = answer(notFound);
    const reaction = { name: '\udc00', chosen: false };
    expect((await failure(adapter().react!(THREAD, '1', reaction, write()))).code).to.equal('not-found');
    expect(sent[0]!.url.pathname).to.equal('/v1/comments/1/reactions/%EF%BF%BD');
  });

  it('asks for no larger page than the server gives', async () => {
    const sent = answer(() => ({ comments: [], total: 0, capabilities: {} }));
    await adapter().list(THREAD, { ...QUERY, limit: 1_000 }, call());
    expect(sent[0]!.url.searchParams.get('limit')).to.equal('100');
  });
});
