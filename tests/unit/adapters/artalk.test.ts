import { expect } from '@open-wc/testing';
import { dateReader } from '../../../src/adapters/artalk-dates.ts';
import { artalkAdapter } from '../../../src/adapters/artalk.ts';
import type { CommentsAdapter, NewComment } from '../../../src/core/adapter/adapter.ts';
import { ArtalkStandIn, type ArtalkSettings } from '../../conformance/stand-ins/artalk.ts';
import { newClient, serve } from '../../conformance/stand-ins/browser.ts';
import { replacePopup } from '../../support/popup.ts';
import { THREAD } from '../core/samples.ts';
import { answer, call, failure, QUERY, write } from './answers.ts';

const ENDPOINT = 'https://artalk.example';
const ADDRESS = '192.0.2.1';
const TOKEN = 'eyJ.secret.token';
const comment = (value: string, author: NewComment['author'] = { name: 'Ana' }): NewComment => ({
  parentId: null,
  author: { email: 'ana@mail.example', ...author },
  body: { format: 'markdown', value },
});

function start(settings: ArtalkSettings = {}) {
  const server = new ArtalkStandIn(settings);
  serve({ [ENDPOINT]: [server, newClient({ address: ADDRESS })] });
  return {
    server,
    adapter: artalkAdapter({ endpoint: ENDPOINT, site: 'A site', timeZone: 'Asia/Shanghai' }),
  };
}

async function signIn(adapter: CommentsAdapter): Promise<void> {
  const popup = replacePopup();
  const signingIn = adapter.signIn!(call());
  await popup.whenOpened;
  popup.tell({ type: 'ATK_AUTH_CALLBACK', payload: TOKEN }, ENDPOINT);
  await signingIn;
}

describe('artalkAdapter', () => {
  it('names the thread by the path of its address, and its site', async () => {
    const sent = answer(() => ({ comments: [], count: 0, roots_count: 0 }));
    const key = 'https://page.example/a/b?c=d';
    await artalkAdapter({ endpoint: ENDPOINT, site: 'A site' }).list({ ...THREAD, key }, QUERY, call());
    const { searchParams } = sent.find(({ url }) => url.pathname.endsWith('/comments'))!.url;
    expect([searchParams.get('page_key'), searchParams.get('site_name')]).to.deep.equal(['/a/b', 'A site']);
  });

  it('shows the picture that it is asked for, and the next one after a wrong answer', async () => {
    const { adapter } = start({ captcha: { kind: 'image', after: 1, answer: 'right' } });
    await adapter.create!(THREAD, comment('One'), write());
    const asked = await failure(adapter.create!(THREAD, comment('Two'), write()));
    expect(asked.code).to.equal('challenge-required');
    expect(asked.challenge).to.have.property('kind', 'image');
    expect((asked.challenge as { image: string }).image).to.match(/^data:image\/png/);
    const wrong = await failure(
      adapter.create!(THREAD, comment('Two'), { ...write(), challengeAnswer: 'wrong' }),
    );
    expect([wrong.code, wrong.challenge?.kind]).to.deep.equal(['challenge-required', 'image']);
    await adapter.create!(THREAD, comment('Two'), { ...write(), challengeAnswer: 'right' });
    expect((await adapter.list(THREAD, QUERY, call())).comments).to.have.lengthOf(2);
  });

  it('shows the page that it is asked for, at the address from which that finds the server', async () => {
    const { adapter, server } = start({ captcha: { kind: 'iframe', after: 0, answer: '' } });
    const { challenge } = await failure(adapter.create!(THREAD, comment('One'), write()));
    expect(challenge).to.deep.equal({ kind: 'frame', url: `${ENDPOINT}/api/v2/captcha/` });
    server.passCaptcha(ADDRESS);
    await adapter.create!(THREAD, comment('One'), { ...write(), challengeAnswer: '' });
  });

  it('shows no picture that is none', async () => {
    for (const img_data of ['javascript:alert(1)', 'data:text/html,<script>', '<svg onload=1>', 5]) {
      answer(() => Response.json({ msg: 'Captcha', need_captcha: true, img_data }, { status: 403 }));
      const adapter = artalkAdapter({ endpoint: ENDPOINT, site: 'A site' });
      expect((await failure(adapter.create!(THREAD, comment('One'), write()))).challenge).to.equal(undefined);
    }
  });

  it('says who must sign in', async () => {
    const closed = start({ providers: ['github'], anonymous: false });
    expect((await failure(closed.adapter.create!(THREAD, comment('One'), write()))).code).to.equal(
      'auth-required',
    );
    const { capabilities } = await closed.adapter.list(THREAD, QUERY, call());
    expect([capabilities.signIn, capabilities.fields.name]).to.deep.equal([true, 'absent']);
    const { capabilities: guests } = await start().adapter.list(THREAD, QUERY, call());
    expect([guests.signIn, guests.fields.name]).to.deep.equal([false, 'required']);
  });

  it('reads what is wrong with an address', async () => {
    const { adapter } = start();
    const wrong = { name: 'Ana', email: 'nowhere' };
    expect((await failure(adapter.create!(THREAD, comment('One', wrong), write()))).fields).to.deep.equal({
      email: 'malformed',
    });
  });

  it('reads which field is wrong, whatever the server’s language', async () => {
    for (const [msg, fields] of [
      ['Invalid Email', { email: 'malformed' }],
      ['Geçersiz E-posta', { email: 'malformed' }],
      ['Недопустимый Электронная почта', { email: 'malformed' }],
      ['無効なEメール', { email: 'malformed' }],
      ['잘못된 이메일', { email: 'malformed' }],
      ['无效的邮箱', { email: 'malformed' }],
      ['無效的郵箱', { email: 'malformed' }],
      ['Invalid Link', { website: 'malformed' }],
      ['Lien invalide', { website: 'malformed' }],
      ['Geçersiz Bağlantı', { website: 'malformed' }],
      ['Недопустимый Ссылка', { website: 'malformed' }],
      ['無効なリンク', { website: 'malformed' }],
      ['잘못된 링크', { website: 'malformed' }],
      ['无效的链接', { website: 'malformed' }],
      ['無效的鏈接', { website: 'malformed' }],
      ['Cannot reply to this comment', {}],
    ] as const) {
      answer(({ method }) =>
        method === 'POST' ? Response.json({ msg }, { status: 400 }) : new Response('{}', { status: 404 }),
      );
      const adapter = artalkAdapter({ endpoint: ENDPOINT, site: 'A site' });
      expect((await failure(adapter.create!(THREAD, comment('One'), write()))).fields, msg).to.deep.equal(
        fields,
      );
    }
  });

  it('tells the server again all that it wants to know of what an admin edits', async () => {
    const admin = { id: 7, name: 'Edith', email: 'e@mail.example', link: '', badge_name: '', is_admin: true };
    const { adapter } = start({ users: { [TOKEN]: admin }, providers: ['github'] });
    await signIn(adapter);
    const parent = (await adapter.create!(THREAD, comment('One'), write())).comment;
    const reply = { ...comment('Two'), parentId: parent.id };
    const { id } = (await adapter.create!(THREAD, reply, write())).comment;
    const body = { format: 'markdown', value: 'Three' } as const;
    const edited = await adapter.edit!(THREAD, id, body, write());
    expect([edited.body.value, edited.parentId]).to.deep.equal(['Three', parent.id]);
    const { comments } = await adapter.list(THREAD, QUERY, call());
    expect(comments.map(({ body }) => body.value)).to.have.members(['One', 'Three']);
    expect((await failure(adapter.edit!(THREAD, '999', body, write()))).code).to.equal('not-found');
  });

  it('counts threads whose names fill several requests', async () => {
    const { adapter } = start();
    const key = (number: number) => `/2026/01/${'%E6%96%87'.repeat(10)}-${number}`;
    for (const number of [0, 57, 57, 99]) {
      await adapter.create!({ ...THREAD, key: key(number) }, comment('One'), write());
    }
    const threads = Array.from({ length: 100 }, (_, number) => ({ ...THREAD, key: key(number) }));
    const counts = await adapter.counts!(threads, call());
    expect(counts).to.have.lengthOf(100);
    expect([counts[0], counts[1], counts[57], counts[99]]).to.deep.equal([1, 0, 2, 1]);
  });

  it('says that a comment waits, and that a thread is closed', async () => {
    expect(
      (await start({ pendingDefault: true }).adapter.create!(THREAD, comment('A'), write())).status,
    ).to.equal('pending');
    expect((await start({ adminOnly: true }).adapter.list(THREAD, QUERY, call())).thread?.closed).to.be.true;
  });

  it('takes back nothing that somebody else at this address voted', async () => {
    const { adapter, server } = start();
    const { id } = (await adapter.create!(THREAD, comment('One'), write())).comment;
    await adapter.react!(THREAD, id, { name: 'up', chosen: true }, write());
    const again = artalkAdapter({ endpoint: ENDPOINT, site: 'A site' });
    serve({ [ENDPOINT]: [server, newClient({ address: ADDRESS })] });
    await again.list(THREAD, QUERY, call());
    const voted = await again.react!(THREAD, id, { name: 'up', chosen: true }, write());
    expect(voted.reactions?.[0]).to.deep.equal({ name: 'up', count: 1, chosen: true });
  });

  it('leaves hidden comments as holes for their replies', async () => {
    const item = { content_marked: 'A', nick: 'Ana', date: '2026-01-02 03:04:05', rid: 0 };
    answer(({ url }) =>
      url.pathname.endsWith('/comments')
        ? {
            comments: [
              { ...item, id: 1, visible: false },
              { ...item, id: 2, rid: 1 },
            ],
            count: 2,
            roots_count: 1,
          }
        : {},
    );
    const { comments } = await artalkAdapter({ endpoint: ENDPOINT, site: 'A site' }).list(
      THREAD,
      QUERY,
      call(),
    );
    expect(comments.map(({ status, parentId }) => [status, parentId])).to.deep.equal([
      ['hidden', null],
      ['published', '1'],
    ]);
  });

  it('signs in by its own window only, and keeps the token to itself', async () => {
    const user = { id: 7, name: 'Ana', email: 'a@mail.example', link: '', badge_name: '', is_admin: false };
    const { adapter } = start({ users: { [TOKEN]: user }, providers: ['email', 'skip', 'github', 'gitlab'] });
    const popup = replacePopup();
    let isSignedIn = false;
    const signingIn = adapter.signIn!(call()).then(() => (isSignedIn = true));
    await popup.whenOpened;
    expect(popup.opened).to.deep.equal([`${ENDPOINT}/api/v2/auth/github`]);
    const message = { type: 'ATK_AUTH_CALLBACK', payload: TOKEN };
    popup.tell(message, 'https://evil.example');
    popup.tell(message, ENDPOINT, window);
    popup.tell({ type: 'ATK_AUTH_CALLBACK', payload: 'a\nb: c' }, ENDPOINT);
    popup.tell({ type: 'OTHER', payload: TOKEN }, ENDPOINT);
    await new Promise((resume) => setTimeout(resume, 20));
    expect(isSignedIn).to.be.false;
    popup.tell(message, ENDPOINT);
    await signingIn;
    const { viewer } = await adapter.list(THREAD, QUERY, call());
    expect(viewer?.name).to.equal('Ana');
    expect(
      JSON.stringify([viewer, { ...localStorage }, { ...sessionStorage }, location.href]),
    ).not.to.contain(TOKEN);
    await adapter.signOut!(call());
    expect((await adapter.list(THREAD, QUERY, call())).viewer).to.equal(null);
  });
});

describe('dateReader', () => {
  for (const [zone, date, expected] of [
    ['Asia/Shanghai', '2026-01-31 18:05:00', '2026-01-31T10:05:00.000Z'],
    ['UTC', '2026-01-31 18:05:00', '2026-01-31T18:05:00.000Z'],
    ['America/New_York', '2026-01-31 18:05:00', '2026-01-31T23:05:00.000Z'],
    ['America/New_York', '2026-07-31 18:05:00', '2026-07-31T22:05:00.000Z'],
    // Just before and after clocks change.
    ['Europe/Lisbon', '2026-03-29 00:59:59', '2026-03-29T00:59:59.000Z'],
    ['Europe/Lisbon', '2026-03-29 02:00:00', '2026-03-29T01:00:00.000Z'],
    ['Asia/Kathmandu', '2024-02-29 00:00:00', '2024-02-28T18:15:00.000Z'],
  ] as const) {
    it(`reads ${date} in ${zone}`, () => expect(dateReader(zone)(date)).to.equal(expected));
  }

  it('takes it for the reader’s own time where it knows no better', () => {
    expect(dateReader()('2026-01-31 18:05:00')).to.equal(new Date(2026, 0, 31, 18, 5).toISOString());
  });

  it('takes what is to come for now', () => {
    const read = Date.parse(dateReader('UTC')('9999-12-31 23:59:59')!);
    expect(Math.abs(Date.now() - read)).to.be.below(1_000);
  });

  it('knows no date in anything else', () => {
    for (const given of ['', 'yesterday', '2026-01-31', 5, null, {}, '2026-01-31 18:05:00Z']) {
      expect(dateReader('UTC')(given)).to.equal(null);
    }
  });
});
