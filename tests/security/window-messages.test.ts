import { expect } from '@open-wc/testing';
import { artalkAdapter } from '../../src/adapters/artalk.ts';
import { signInWindow } from '../../src/adapters/sign-in-window.ts';
import { walineAdapter } from '../../src/adapters/waline.ts';
import type { CommentsAdapter } from '../../src/core/adapter/adapter.ts';
import { answer, QUERY, type Sent } from '../unit/adapters/answers.ts';
import { type Popup, replacePopup } from '../support/popup.ts';
import { replaceProperty } from '../support/replace.ts';

const ORIGIN = 'https://comments.example';
const THREAD = { key: '/post', url: 'https://page.example/post', title: 'A post' };

interface Kind {
  readonly create: () => CommentsAdapter;
  /** What the server's own page says, with this token. */
  readonly good: (token: unknown) => { readonly type: string };
}

/** The adapters that sign in by a window. */
const KINDS: Readonly<Record<string, Kind>> = {
  artalk: {
    create: () => artalkAdapter({ endpoint: ORIGIN, site: 'A site', timeZone: 'UTC' }),
    good: (payload) => ({ type: 'ATK_AUTH_CALLBACK', payload }),
  },
  waline: {
    create: () => walineAdapter({ endpoint: ORIGIN }),
    good: (token) => ({ type: 'userInfo', data: { token, objectId: '7', display_name: 'Mallory' } }),
  },
};

/** Pages that are not the server's, though some of them read like it. */
const ORIGINS: readonly string[] = [
  'https://evil.invalid',
  'http://comments.example',
  'https://comments.example:8443',
  'https://comments.example.evil.invalid',
  'https://evilcomments.example',
  'https://sub.comments.example',
  'https://comments.example@evil.invalid',
  'https://comments.example/',
  'https://comments.exampl',
  'https://comments.еxample',
  'comments.example',
  'file://',
  'null',
  '',
  '*',
  'blob:https://comments.example',
];

type Frames = Readonly<Record<string, () => MessageEventSource | null>>;

/** Senders other than the window that was opened. */
const SOURCES: Frames = {
  'the page itself': () => window,
  'nobody that can be told': () => null,
  'a frame in the page': () => anotherFrame().contentWindow,
  "another window's opener": () => window.parent,
  'a port': () => new MessageChannel().port1,
};

/** What is said in place of the message; `good` is that with a token. */
const SHAPES: Readonly<Record<string, (good: Kind['good']) => unknown>> = {
  nothing: () => undefined,
  null: () => null,
  'a number': () => 7,
  'a text': () => 'signed in',
  'the message as text': (good) => JSON.stringify(good('evil-token')),
  'a list': (good) => [good('evil-token')],
  'an empty object': () => ({}),
  'the token alone': () => ({ token: 'evil-token', payload: 'evil-token' }),
  'another type': (good) => ({ ...good('evil-token'), type: 'ATK_LOGIN' }),
  'a type in other letters': (good) => ({ ...good('evil-token'), type: good('').type.toLowerCase() }),
  'a list for a type': (good) => ({ ...good('evil-token'), type: [good('').type] }),
  'no token': (good) => good(undefined),
  'an empty token': (good) => good(''),
  'a number for a token': (good) => good(7),
  'an object for a token': (good) => good({ toString: null }),
  'a list for a token': (good) => good(['evil-token']),
  'a token with a space': (good) => good('evil token'),
  'a token with a line break and a header': (good) => good('evil\r\nx-admin: 1'),
  'a token with quotes': (good) => good('evil"token'),
  'markup for a token': (good) => good('<img src=x onerror=alert(1)>'),
  'letters that no header takes': (good) => good('tökén'),
  'an error': () => new Error('evil-token'),
};

describe("what other windows tell a page while its reader signs in at a server's", () => {
  it('is hostile in many ways', () => {
    const count = ORIGINS.length + Object.keys(SOURCES).length + Object.keys(SHAPES).length;
    expect(count).to.be.at.least(30);
  });

  for (const [name, { create, good }] of Object.entries(KINDS)) {
    for (const origin of ORIGINS) {
      it(`${name}: is not heard from ${origin || 'no origin'}`, () =>
        expectUnheard(create, ({ tell }) => tell(good('evil-token'), origin)));
    }

    for (const [sender, source] of Object.entries(SOURCES)) {
      it(`${name}: is not heard from ${sender}`, () =>
        expectUnheard(create, () => {
          dispatchEvent(
            new MessageEvent('message', { data: good('evil-token'), origin: ORIGIN, source: source() }),
          );
        }));
    }

    for (const [shape, make] of Object.entries(SHAPES)) {
      it(`${name}: is not heard when it is ${shape}`, () =>
        expectUnheard(create, ({ tell }) => tell(make(good), ORIGIN)));
    }

    it(`${name}: is not heard before, nor once it is over`, async () => {
      const sent = answerAll();
      const popup = replacePopup();
      const adapter = create();
      popup.tell(good('evil-token'), ORIGIN);
      const signingIn = adapter.signIn!({ signal: AbortSignal.timeout(5_000) });
      await popup.whenOpened;
      await settle();
      popup.tell(good('good-token'), ORIGIN);
      await signingIn;
      popup.tell(good('evil-token'), ORIGIN);
      await adapter.list(THREAD, QUERY, { signal: new AbortController().signal });
      expect(tokensIn(sent)).to.include('Bearer good-token').and.not.include('Bearer evil-token');
      expect(popup.closed).to.equal(true);
    });
  }

  it('is heard from the server, which is told only while it is in the window', async () => {
    const popup = replacePopup();
    const told: unknown[][] = [];
    const opened = window.open() as unknown as object;
    replaceProperty(opened, 'postMessage', (...args: unknown[]) => void told.push(args));
    const signingIn = signInWindow(
      `${ORIGIN}/sign-in`,
      (message) => (message === 'done' ? 'a session' : undefined),
      AbortSignal.timeout(5_000),
      'greeting',
    );
    await new Promise((resolve) => setTimeout(resolve, 700));
    popup.tell('done', ORIGIN);
    expect(await signingIn).to.equal('a session');
    expect(told).to.deep.equal([['greeting', ORIGIN]]);
  });
});

describe('the proof of work, where a page does it by itself', () => {
  it('listens to nobody', async () => {
    const heard: string[] = [];
    replaceProperty(window, 'addEventListener', (type: string) => void heard.push(type));
    // @ts-expect-error -- The address makes it another module.
    await import('../../src/adapters/proof-of-work.ts?in-page');
    expect(heard).to.deep.equal([]);
  });
});

/** Signs in while something is told, and sees that nothing has come of it. */
async function expectUnheard(create: Kind['create'], tell: (popup: Popup) => void): Promise<void> {
  const sent = answerAll();
  const popup = replacePopup();
  const over = new AbortController();
  let outcome = 'waiting';
  const adapter = create();
  const signingIn = adapter.signIn!({ signal: over.signal }).then(
    () => (outcome = 'signed in'),
    (error: unknown) => (outcome = String(error)),
  );
  await popup.whenOpened;
  await settle();
  tell(popup);
  await settle();
  expect(outcome).to.equal('waiting');
  expect(popup.closed).to.equal(false);
  over.abort(new Error('over'));
  await signingIn;
  expect(outcome).to.equal('Error: over');
  expect(tokensIn(sent)).to.deep.equal([]);
}

/** A server that would believe any token. */
function answerAll(): Sent[] {
  return answer(({ url }) => {
    if (url.pathname.endsWith('/providers')) return { providers: [{ name: 'github' }], anonymous: true };
    if (url.pathname.endsWith('/user')) return { user: { id: 7, name: 'Mallory', email: 'm@mail.example' } };
    return { errno: 0, data: { count: 0, totalPages: 0, data: [] }, comments: [], count: 0, roots_count: 0 };
  });
}

function tokensIn(sent: readonly Sent[]): string[] {
  return sent.flatMap(({ headers }) => headers.get('authorization') ?? []);
}

/** Time in which what was heard would have been acted upon. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 5));
}

let frame: HTMLIFrameElement | undefined;
after(() => frame?.remove());

function anotherFrame(): HTMLIFrameElement {
  frame ??= document.body.appendChild(document.createElement('iframe'));
  return frame;
}
