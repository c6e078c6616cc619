import { expect } from '@open-wc/testing';
import { walineAdapter } from '../../../src/adapters/waline.ts';
import type { NewComment } from '../../../src/core/adapter/adapter.ts';
import { newClient, serve } from '../../conformance/stand-ins/browser.ts';
import { WalineStandIn, type WalineSettings } from '../../conformance/stand-ins/waline.ts';
import { replacePopup } from '../../support/popup.ts';
import { THREAD } from '../core/samples.ts';
import { answer, call, failure, QUERY, write } from './answers.ts';

const ENDPOINT = 'https://waline.example/sub/';
const TOKEN = 'eyJ.secret.token';
const ANA = { objectId: 7, display_name: 'Ana', url: '', type: 'guest' } as const;
const comment = (value: string, parentId: string | null = null): NewComment => ({
  parentId,
  author: { name: 'Ana' },
  body: { format: 'markdown', value },
});
const EMPTY = { errno: 0, errmsg: '', data: { page: 1, totalPages: 0, pageSize: 50, count: 0, data: [] } };

function start(settings: WalineSettings = {}) {
  const server = new WalineStandIn(settings);
  serve({ [ENDPOINT]: [server, newClient()] });
  return walineAdapter({ endpoint: ENDPOINT });
}

describe('walineAdapter', () => {
  it('names the thread by the path of its address, or by its own name', async () => {
    const sent = answer(() => EMPTY);
    const adapter = walineAdapter({ endpoint: ENDPOINT });
    for (const key of ['https://page.example/a/b?c=d', 'my thread', '/a?b']) {
      await adapter.list({ ...THREAD, key }, QUERY, call());
    }
    expect(sent.map(({ url }) => url.searchParams.get('path'))).to.deep.equal(['/a/b', 'my thread', '/a?b']);
    expect(sent[0]!.url.pathname).to.equal('/sub/api/comment');
  });

  it('understands refusals that come with the status 200', async () => {
    const adapter = start({ interval: 60_000 });
    await adapter.create!(THREAD, comment('Once'), write());
    expect((await failure(adapter.create!(THREAD, comment('Once'), write()))).code).to.equal('duplicate');
    const error = await failure(adapter.create!(THREAD, comment('Twice'), write()));
    expect([error.code, error.retryAfter]).to.deep.equal(['rate-limited', 60_000]);
    answer(() => ({ errno: 1001, errmsg: { path: 'path can not be blank' } }));
    expect((await failure(adapter.list(THREAD, QUERY, call()))).code).to.equal('invalid');
  });

  it('asks for the words that it knows, whatever the language', async () => {
    const sent = answer(() => EMPTY);
    await walineAdapter({ endpoint: ENDPOINT }).list({ ...THREAD, lang: 'zh' }, QUERY, call());
    expect(sent[0]!.url.searchParams.get('lang')).to.equal('en');
  });

  it('says who must sign in, and from where nobody may write', async () => {
    expect(
      (await failure(start({ loginForced: true }).create!(THREAD, comment('A'), write()))).code,
    ).to.equal('auth-required');
    const adapter = start({ secureDomains: ['other.example'] });
    expect((await failure(adapter.list(THREAD, QUERY, call()))).code).to.equal('forbidden');
  });

  it('says that a comment waits', async () => {
    expect((await start({ audit: true }).create!(THREAD, comment('A'), write())).status).to.equal('pending');
  });

  it('hangs a reply to a reply on its root', async () => {
    const adapter = start();
    const root = (await adapter.create!(THREAD, comment('A'), write())).comment;
    const reply = (await adapter.create!(THREAD, comment('B', root.id), write())).comment;
    const nested = (await adapter.create!(THREAD, comment('C', reply.id), write())).comment;
    const { comments } = await adapter.list(THREAD, QUERY, call());
    expect(comments.find(({ id }) => id === nested.id)?.parentId).to.equal(reply.id);
  });

  it('counts threads with commas in their names', async () => {
    const adapter = start();
    await adapter.create!({ ...THREAD, key: '/a,b' }, comment('A'), write());
    await adapter.create!({ ...THREAD, key: '/c' }, comment('B'), write());
    const threads = ['/a,b', '/c', '/a', '/a,b'].map((key) => ({ ...THREAD, key }));
    expect(await adapter.counts!(threads, call())).to.deep.equal([1, 1, 0, 1]);
  });

  it('tells nobody what browser the author has', async () => {
    const sent = answer(() => ({ errno: 0, data: { objectId: 1, comment: 'A', time: 1 } }));
    await walineAdapter({ endpoint: ENDPOINT }).create!(THREAD, comment('A'), write());
    expect((sent[0]!.body as { ua: string }).ua).to.equal('');
  });

  describe('signing in', () => {
    const userInfo = (more: object = {}) => ({ type: 'userInfo', data: { ...ANA, token: TOKEN, ...more } });

    it('listens to its own window at its own server only, and keeps the token to itself', async () => {
      const adapter = start({ users: { [TOKEN]: ANA } });
      const popup = replacePopup();
      let isSignedIn = false;
      const signingIn = adapter.signIn!(call()).then(() => (isSignedIn = true));
      expect(popup.opened[0]).to.match(/^https:\/\/waline\.example\/sub\/ui\/login\?lng=/);
      const hostile: [data: unknown, origin: string, source?: MessageEventSource][] = [
        [userInfo(), 'https://evil.example'],
        [userInfo(), 'null'],
        [userInfo(), ''],
        [userInfo(), 'http://waline.example'],
        [userInfo(), 'https://waline.example.evil.example'],
        [userInfo(), 'https://waline.example:8443'],
        [userInfo(), 'https://waline.example', window],
        [userInfo({ token: 5 }), 'https://waline.example'],
        [userInfo({ token: '' }), 'https://waline.example'],
        [userInfo({ token: 'a\r\nx-evil: 1' }), 'https://waline.example'],
        [{ type: 'profile', data: userInfo().data }, 'https://waline.example'],
        [{ type: 'userInfo' }, 'https://waline.example'],
        ['userInfo', 'https://waline.example'],
        [null, 'https://waline.example'],
        [[userInfo()], 'https://waline.example'],
      ];
      for (const message of hostile) popup.tell(...message);
      await new Promise((resume) => setTimeout(resume, 20));
      expect(isSignedIn).to.be.false;
      popup.tell(userInfo(), 'https://waline.example');
      await signingIn;
      expect(popup.closed).to.be.true;

      const { viewer, capabilities } = await adapter.list(THREAD, QUERY, call());
      expect([viewer?.name, capabilities.edit]).to.deep.equal(['Ana', true]);
      const stored = JSON.stringify([
        { ...localStorage },
        { ...sessionStorage },
        document.cookie,
        location.href,
      ]);
      expect(stored).not.to.contain(TOKEN);
      const error = await failure(adapter.edit!(THREAD, '99', { format: 'markdown', value: 'A' }, write()));
      expect(JSON.stringify([error.message, error.fields, viewer, capabilities])).not.to.contain(TOKEN);

      await adapter.signOut!(call());
      expect((await adapter.list(THREAD, QUERY, call())).viewer).to.equal(null);
    });

    it('gives up when the window is closed, cannot be opened, or is not wanted any more', async () => {
      const popup = replacePopup();
      const closed = failure(start().signIn!(call()));
      popup.close();
      expect((await closed).code).to.equal('auth-required');

      const aborting = new AbortController();
      const aborted = start().signIn!({ signal: aborting.signal });
      aborting.abort();
      expect(await aborted.catch((reason: DOMException) => reason.name)).to.equal('AbortError');
    });
  });
});
