import { expect } from '@open-wc/testing';
import { githubAdapter } from '../../src/adapters/github.ts';
import { markdownBody } from '../../src/content/markdown.ts';
import { sanitize } from '../../src/content/sanitize.ts';
import type * as Sanitizing from '../../src/content/sanitize.ts';
import { placeComments as placeByTag } from '../../src/start/place-comments.ts';
import { collectConsoleErrors } from '../support/console.ts';
import { openForm, type } from '../support/form.ts';
import { findPart, partOf, partsOf, textOf } from '../support/parts.ts';
import { create, inner, placeReady, row } from '../support/place.ts';
import { openPage } from '../support/policy-page.ts';
import { replaceProperty } from '../support/replace.ts';
import { sample } from '../support/sample.ts';
import { until } from '../support/until.ts';
import { answer, QUERY } from '../unit/adapters/answers.ts';
import { adapterWith } from './support/adapter-with.ts';
import { faultsIn, reparse, serialise } from './support/allowed.ts';
import { recordExecutions, touchAll, waitForExecutions } from './support/executions.ts';
import { addressesIn, shapesIn } from './support/trees.ts';

const EMBED = '/dist/embed/colloquy.js';
const HOSTILE = '<img src=x onerror=alert(1)><svg onload=alert(1)>';

/**
 * What went wrong in other comment systems and their libraries, each in our own words. Where it cannot go wrong here
 * the same way, the test is of what makes that so. The faults of servers are in `tests/server/regressions.test.ts`.
 */
describe('faults of other comment systems', () => {
  const calls = recordExecutions();
  const logged = collectConsoleErrors();

  afterEach(async () => {
    await waitForExecutions();
    expect(calls).to.deep.equal([]);
  });

  it("Isso: a quote in a website ended its link's address; when shown, when edited, and while it waits", async () => {
    const usual = await linksOf('https://ana.example/');
    for (const quote of ['"', "'", '&quot;', '&#39;', '`', '%27', '\u2019']) {
      const url = `https://ana.example/${quote} onmouseover=${quote}alert(1)${quote} x=${quote}`;
      for (const status of ['published', 'pending'] as const) {
        const links = await linksOf(url, status);
        expect(links.map((link) => link.getAttributeNames().sort())).to.deep.equal(
          usual.map((link) => link.getAttributeNames().sort()),
        );
        for (const link of links) expect(link.hostname).to.equal('ana.example');
      }
    }
    expect(usual.length).to.be.at.least(1);
  });

  it('Isso: the same, in the answer to an edit', async () => {
    const url = `https://ana.example/' onmouseover='alert(1)`;
    const own = sample('a', { text: 'Mine', can: { edit: true } });
    const edited = { ...own, author: { name: HOSTILE, url }, editedAt: new Date().toISOString() };
    const adapter = adapterWith([own], { edit: async (_thread, _id, body) => ({ ...edited, body }) });
    const comments = await placeReady({ adapter });
    const thread = inner(comments, 'colloquy-thread');
    await comments.store!.edit('a', { format: 'text', value: HOSTILE });
    await until(() => findPart(row(thread, 'a'), 'edited'), 'the edited comment');
    touchAll(thread.shadowRoot!);
    const link = row(thread, 'a').querySelector<HTMLAnchorElement>('[part~=author] a, a[part~=author]')!;
    expect(link.getAttributeNames().filter((name) => name.startsWith('on'))).to.deep.equal([]);
    expect(link.hostname).to.equal('ana.example');
    expect(textOf(partOf(row(thread, 'a'), 'body'))).to.equal(HOSTILE);
  });

  it('Remark42: its page believed messages from any frame. Here a page listens to none', async () => {
    const heard: string[] = [];
    const listen = window.addEventListener.bind(window);
    replaceProperty(window, 'addEventListener', (...args: Parameters<typeof listen>) => {
      heard.push(args[0]);
      listen(...args);
    });
    const comments = await placeReady({ comments: [sample('a')] });
    const { shadowRoot } = inner(comments, 'colloquy-thread');
    const before = shadowRoot!.innerHTML;
    const frame = document.createElement('iframe');
    frame.srcdoc = `<script>for (const message of [
      { height: 1 }, { inIframe: { height: 0 } }, { theme: 'dark' }, { scrollTo: 9 }, { clickOutside: true },
      { remarkIframeHeight: 1 }, { giscus: { setConfig: { theme: 'https://evil.invalid/x.css' } } },
      { type: 'ATK_AUTH_CALLBACK', payload: 'x' }, '{"isUserInfoShown":true}',
    ]) parent.postMessage(message, '*'); parent.framed = true;</script>`;
    document.body.append(frame);
    await until(() => (window as { framed?: boolean }).framed, 'the messages');
    await waitForExecutions();
    frame.remove();
    expect(heard).not.to.include('message');
    expect(shadowRoot!.innerHTML).to.equal(before);
  });

  it("Remark42: a comment's HTML was used a second time elsewhere. Here quoting, editing and previews take words", async () => {
    const value = '&lt;img src=x onerror=alert(1)&gt; <b>and</b> more';
    const comments = await placeReady({
      comments: [sample('a', { body: { format: 'html', value }, name: HOSTILE, can: { edit: true } })],
    });
    const thread = inner(comments, 'colloquy-thread');
    const body = await until(() => partsOf(thread, 'body').find((one) => one.querySelector('b')), 'the body');
    const { firstChild, lastChild } = body;
    document.getSelection()!.setBaseAndExtent(firstChild!, 0, lastChild!, 5);
    body.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, composed: true }));
    (await until(() => findPart(thread, 'quote-button'), 'the button')).click();
    const form = await until(() => row(thread, 'a').querySelector('colloquy-form'));
    const field = await until(() => form.shadowRoot?.querySelector('textarea'));
    await until(() => field.value !== '', 'the quotation');
    expect(field.value).to.include('<img src=x onerror=alert(1)>');
    expect(field.childElementCount).to.equal(0);
    touchAll(form.shadowRoot!);
    expect(form.shadowRoot!.querySelector('img,svg[onload],[onerror]')).to.equal(null);
  });

  it('Remark42: its proxy for pictures was a way into the page. Here no picture loads at all', async () => {
    const before = performance.now();
    const value = ['/proxy?src=x', 'https://evil.invalid/x.svg', 'data:image/svg+xml,<svg onload=alert(1)>']
      .map((address) => `<img src="${address}" srcset="${address} 2x" alt="A picture">`)
      .join('');
    const comments = await placeReady({ comments: [sample('a', { body: { format: 'html', value } })] });
    const thread = inner(comments, 'colloquy-thread');
    await until(() => thread.shadowRoot!.textContent.includes('A picture'), 'the body');
    await waitForExecutions();
    const body = partOf(row(thread, 'a'), 'body');
    expect(body.querySelector('img,picture,source')).to.equal(null);
    const asked = performance.getEntriesByType('resource').filter(({ startTime }) => startTime >= before);
    expect(asked.filter(({ name }) => /evil|proxy|data:/.test(name))).to.deep.equal([]);
  });

  it("Remark42: the name of its frame set colours, and so CSS. Here nothing of a page's address or name does", async () => {
    const css = `{"styles":{"a":"red;}*{background:url(https://evil.invalid/x)}"},"--colloquy-accent":"red"}`;
    const plain = await stylesOf();
    const address = location.href;
    const name = window.name;
    try {
      window.name = css;
      history.replaceState(history.state, '', `${address}#theme=${encodeURIComponent(css)}`);
      expect(await stylesOf()).to.deep.equal(plain);
    } finally {
      window.name = name;
      history.replaceState(history.state, '', address);
    }
    const hostile = await placeReady({
      comments: [
        sample('a', { author: { badge: css, location: css }, reactions: [{ name: css, count: 1 }] }),
      ],
    });
    const root = inner(hostile, 'colloquy-thread').shadowRoot!;
    expect(root.querySelector('style,link')).to.equal(null);
    const styled = [...root.querySelectorAll('[style]')].map((element) => element.getAttribute('style')!);
    expect(styled.filter((style) => /url|red|[{}]/.test(style))).to.deep.equal([]);
  });

  it('Remark42: title of the page, address of the comment and picture of its author came as they were', async () => {
    const url = 'javascript:alert(1)//';
    replaceProperty(document, 'title', HOSTILE);
    const comments = await placeReady({
      comments: [sample('a', { permalink: url, author: { name: HOSTILE, url, avatarUrl: url } })],
    });
    const root = inner(comments, 'colloquy-thread').shadowRoot!;
    touchAll(root);
    expect(addressesIn(root).filter((address) => /javascript/i.test(address))).to.deep.equal([]);
    expect(root.querySelector('img')).to.equal(null);
    const bar = create('colloquy-share-bar', { networks: 'email mastodon bluesky x' });
    document.body.append(bar);
    await bar.updateComplete;
    expect(bar.shadowRoot!.querySelector('img,[onerror],[onload]')).to.equal(null);
    bar.remove();
  });

  it('Remark42: a page of comments refuses the markup that was put into them', async () => {
    const comments = await placeReady({
      comments: (['text', 'html', 'markdown'] as const).map((format) =>
        sample(format, { body: { format, value: `${format} ${HOSTILE}<script>alert(1)</script>` } }),
      ),
    });
    const thread = inner(comments, 'colloquy-thread');
    const shown = () => partsOf(thread, 'body').map((body) => body.textContent.trim().split(/\s/)[0]);
    await until(() => !thread.shadowRoot!.querySelector('[part~=body][aria-busy=true]'), 'the bodies');
    expect(shown().sort()).to.deep.equal(['html', 'markdown', 'text']);
    touchAll(thread.shadowRoot!);
    expect(partsOf(thread, 'body').flatMap(faultsIn)).to.deep.equal([]);
  });

  it('giscus: formulas could hold styles for the page. Here they are words, and what a page makes of them is its own', async () => {
    const formula = String.raw`$\style{position:fixed;inset:0}{x}$ $$\class{evil}{\href{javascript:alert(1)}{\unicode{x}}}$$ \(\require{html}\cssId{x}{y}\)`;
    for (const nodes of [
      markdownBody(formula),
      sanitize(formula),
      sanitize(`<p class="math">${formula}</p>`),
    ]) {
      expect(faultsIn(nodes)).to.deep.equal([]);
      expect(nodes.textContent).to.include('position:fixed;inset:0');
      expect(nodes.querySelector('[style],[class],[id],[href],math')).to.equal(null);
    }
    const mathematics = sanitize(
      `<math><mtext style="color:red"><mglyph><style>${formula}</style></mtext></math>`,
    );
    expect(mathematics.querySelector('math,mtext,style')).to.equal(null);
    let given = '';
    const thread = create('colloquy-thread');
    thread.enhance = (body) => (given = body.innerHTML);
    await placeReady({
      comments: [
        sample('a', { body: { format: 'html', value: `<p style="color:red">${formula}</p>${HOSTILE}` } }),
      ],
      children: [thread],
    });
    await until(() => given !== '', 'the hook of the page');
    expect(given)
      .to.include('position:fixed')
      .and.not.match(/style=|<img|<svg/);
  });

  it('giscus: the session in the address was left for others. Here it is taken out before anything is asked', async () => {
    const address = location.href;
    const sent = answer(({ url }) =>
      url.pathname.endsWith('/token') ? { token: 'x' } : { data: null, discussion: null },
    );
    try {
      const back = new URL('?a=1&giscus=the-session&b=2#part', address);
      history.replaceState({ kept: 1 }, '', back);
      const adapter = githubAdapter({
        endpoint: 'https://giscus.example',
        site: 'club/site',
        category: 'Comments',
      });
      expect(location.search + location.hash).to.equal('?a=1&b=2#part');
      expect(history.state).to.deep.equal({ kept: 1 });
      await adapter
        .list({ key: 'x', url: location.href, title: '' }, QUERY, { signal: AbortSignal.timeout(5_000) })
        .catch(() => null);
      expect(sent.length).to.be.at.least(1);
      expect(sent.filter(({ url }) => url.href.includes('the-session'))).to.deep.equal([]);
    } finally {
      history.replaceState(null, '', address);
    }
  });

  it("Artalk: a server's setting was put into the page as HTML. Here no setting is more than a word", async () => {
    const usual = shapesIn(await emptyThread({ honeypot: 'company' }));
    const words = [
      'noComment',
      'placeholder',
      'sendBtn',
      'title',
      'notice',
      'honeypot',
      'bodyFormat',
      'source',
    ];
    const settings = Object.fromEntries(words.map((word) => [word, HOSTILE]));
    const hostile = await emptyThread({
      ...settings,
      sorts: ['newest', HOSTILE],
      votes: HOSTILE,
      fields: { name: HOSTILE, [HOSTILE]: 'required' },
    });
    touchAll(hostile);
    expect([...shapesIn(hostile)].filter((shape) => !usual.has(shape))).to.deep.equal([]);
  });

  it('Cusdis: an image that is called currentScript stood in for the tag. Here it does not', async () => {
    const box = document.createElement('div');
    box.innerHTML =
      '<img name="currentScript" src="data:," data-backend="rest" data-endpoint="https://evil.invalid">';
    document.body.append(box);
    expect(document.currentScript).to.be.instanceOf(HTMLImageElement);
    placeByTag();
    expect(document.querySelectorAll('colloquy-comments').length).to.equal(0);
    box.remove();
  });

  it('WordPress: a text that was safe whole was not when storage cut it. Here it is made safe where it is shown', () => {
    const texts = [
      `<p title='x onmouseover=alert(1) style=position:absolute'>Long <b>text</b></p>`,
      `<blockquote cite="https://example.org/?a='b'"><a href="https://example.org/" title="<img src=x onerror=alert(1)>">x</a></blockquote>`,
      `<pre><code>&lt;script&gt;alert(1)&lt;/script&gt;</code></pre><!-- <img src=x onerror=alert(1)> -->`,
      `<svg><style><img src=x onerror=alert(1)></style></svg><table><tr><td title="</td><img src=x onerror=alert(1)>">x`,
    ];
    const faults: string[] = [];
    for (const text of texts) {
      for (let end = 0; end <= text.length; end++) {
        for (const rest of ['', ` onmouseover=alert(1)>`, `'"><img src=x onerror=alert(1)>`]) {
          const nodes = sanitize(text.slice(0, end) + rest);
          faults.push(...faultsIn(nodes).map((fault) => `${fault} from ${text.slice(0, end)}${rest}`));
          const html = serialise(nodes);
          if (reparse(html) !== html) faults.push(`another tree of ${html}`);
        }
      }
    }
    expect(faults).to.deep.equal([]);
  });

  it("WordPress: rel was put together from what a comment said of its own. Here a comment's is not looked at", () => {
    for (const rel of [
      'opener',
      '" onmouseover="alert(1)',
      "' onmouseover='alert(1)' x='",
      'nofollow" title="x',
    ]) {
      const nodes = sanitize(
        `<a rel='${rel}' title='x" onmouseover=alert(1) rel="opener' href='https://example.org/'>x</a>`,
      );
      expect(faultsIn(nodes)).to.deep.equal([]);
      expect(nodes.querySelector('a')!.rel).to.equal('ugc nofollow noopener noreferrer');
    }
  });

  it('wpForo: a picture of its author was an SVG with a script. Here no such picture loads, nor is one drawn', async () => {
    const before = performance.now();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const pictures = [
      svg,
      `data:image/svg+xml,${encodeURIComponent(svg)}`,
      'https://evil.invalid/avatar.svg',
      `${location.origin}/avatar.svg`,
    ];
    const comments = await placeReady({
      comments: pictures.map((avatarUrl, index) => sample(`${index}`, { author: { avatarUrl } })),
    });
    const thread = inner(comments, 'colloquy-thread');
    for (const avatar of partsOf(thread, 'avatar')) {
      expect(avatar.childElementCount).to.equal(0);
      expect(getComputedStyle(avatar).backgroundImage).not.to.include('url');
    }
    expect(partsOf(thread, 'avatar').length).to.equal(pictures.length);
    const asked = performance.getEntriesByType('resource').filter(({ startTime }) => startTime >= before);
    expect(asked.filter(({ name }) => /avatar|svg/.test(name))).to.deep.equal([]);
  });

  it('sanitize-html: what stands raw in an old element became markup once the element was gone. Here it is gone as well', () => {
    for (const tag of [
      'xmp',
      'listing',
      'plaintext',
      'noembed',
      'noframes',
      'noscript',
      'iframe',
      'textarea',
      'title',
      'style',
    ]) {
      for (const text of [
        `<${tag}><img src=x onerror=alert(1)></${tag}>`,
        `<${tag}><p title="</${tag}><img src=x onerror=alert(1)>"></p></${tag}>`,
        `<p><${tag}>&lt;img src=x onerror=alert(1)&gt;</${tag}></p>`,
        `<svg><${tag}><p title="</${tag}><img src=x onerror=alert(1)>">`,
      ]) {
        const nodes = sanitize(text);
        expect(faultsIn(nodes), text).to.deep.equal([]);
        const html = serialise(nodes);
        expect(reparse(html)).to.equal(html);
        const host = document.body.appendChild(document.createElement('div'));
        host.append(nodes);
        touchAll(host);
        host.remove();
      }
    }
  });

  it("AddToAny: the page's scripts could be other elements, from which a share bar loaded its own. Here it loads nothing", async () => {
    const networks = 'email mastodon bluesky x reddit';
    const plain = await shareLinks(networks);
    const before = performance.now();
    const there = document.querySelectorAll('script').length;
    const box = document.createElement('div');
    box.innerHTML = `<img name="currentScript" src="data:,"><form name="scripts"><input name="0"></form>
      <a id="a2a_config" href="https://evil.invalid/"></a><base name="baseURI"><a id="title" name="title"></a>`;
    document.body.append(box);
    expect(await shareLinks(networks)).to.deep.equal(plain);
    box.remove();
    expect(document.querySelectorAll('script').length).to.equal(there);
    const asked = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const scripts = asked.filter(
      ({ startTime, initiatorType }) => startTime >= before && initiatorType === 'script',
    );
    expect(scripts.map(({ name }) => name)).to.deep.equal([]);
    expect(plain.length).to.be.at.least(3);
  });

  it('Home Assistant: a second Lit on a page with Trusted Types ended the script. Here both run', async function () {
    if (!(await fetch(EMBED, { method: 'HEAD' })).ok) this.skip();
    const { page, window, observed } = await openPage(
      `<script type="module" src="/node_modules/lit-html/lit-html.js"></script>
      <script type="module" src="${EMBED}"></script><colloquy-comments backend="memory"></colloquy-comments>`,
      "script-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html colloquy",
    );
    const comments = page.querySelector('colloquy-comments')!;
    await until(() => comments.shadowRoot?.querySelector('colloquy-thread')?.shadowRoot, 'the thread');
    expect(window.customElements.get('colloquy-comments')).not.to.equal(undefined);
    expect(observed.errors).to.deep.equal([]);
  });

  it('DOMPurify: what was put into Object.prototype was taken for its configuration. Here it is not', async () => {
    const pollution: Readonly<Record<string, unknown>> = {
      ALLOWED_TAGS: ['script', 'svg', 'img', 'iframe', 'p', 'b'],
      ALLOWED_ATTR: ['onerror', 'onload', 'src', 'style', 'id'],
      ADD_TAGS: ['script', 'iframe', 'svg', 'img'],
      ADD_ATTR: ['onerror', 'onload', 'style', 'id'],
      ALLOWED_URI_REGEXP: /.*/,
      ALLOW_UNKNOWN_PROTOCOLS: true,
      USE_PROFILES: { html: true, svg: true },
      CUSTOM_ELEMENT_HANDLING: { tagNameCheck: /.*/, attributeNameCheck: /.*/ },
      SAFE_FOR_XML: false,
      FORCE_BODY: true,
      WHOLE_DOCUMENT: true,
      onerror: 'alert(1)',
      style: 'color: red',
    };
    const text = `${HOSTILE}<x-y style="color:red" id="z">custom</x-y><iframe srcdoc="x"></iframe><a href="javascript:alert(1)">x</a><b>kept</b>`;
    const prototype = Object.prototype as unknown as Record<string, unknown>;
    const usual = serialise(sanitize(text));
    for (const [name, value] of Object.entries(pollution)) prototype[name] = value;
    let nodes: DocumentFragment;
    try {
      // @ts-expect-error -- The address makes it another module.
      const module = (await import('../../src/content/sanitize.ts?polluted')) as typeof Sanitizing;
      nodes = module.sanitize(text);
    } finally {
      for (const name of Object.keys(pollution)) delete prototype[name];
    }
    expect(faultsIn(nodes)).to.deep.equal([]);
    expect(serialise(nodes)).to.equal(usual);
    expect(logged).to.deep.equal([]);
  });
});

async function linksOf(
  url: string,
  status: 'published' | 'pending' = 'published',
): Promise<HTMLAnchorElement[]> {
  const comments = await placeReady({ comments: [sample('a', { author: { name: 'Ana', url }, status })] });
  const thread = inner(comments, 'colloquy-thread');
  touchAll(thread.shadowRoot!);
  const links = [...row(thread, 'a').querySelectorAll<HTMLAnchorElement>('a[href*="ana.example"]')];
  comments.parentElement!.remove();
  return links;
}

/** What decides how a thread looks. */
async function stylesOf(): Promise<unknown> {
  const comments = await placeReady({ comments: [sample('a')] });
  const { shadowRoot } = inner(comments, 'colloquy-thread');
  const sheets = [...shadowRoot!.adoptedStyleSheets, ...document.adoptedStyleSheets];
  const styles = {
    rules: sheets.map((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)),
    own: comments.getAttribute('style'),
    accent: getComputedStyle(comments).getPropertyValue('--colloquy-accent'),
    elements: shadowRoot!.querySelectorAll('style,link').length,
  };
  comments.parentElement!.remove();
  return styles;
}

async function emptyThread(settings: object): Promise<ShadowRoot> {
  const memory = adapterWith([]);
  const comments = await placeReady({
    adapter: {
      ...memory,
      list: async (...args) => {
        const page = await memory.list(...args);
        const thread = { ...page.thread, ...settings };
        return {
          ...page,
          ...settings,
          thread,
          capabilities: { ...page.capabilities, ...settings },
        };
      },
    },
  });
  const form = await openForm(inner(comments, 'colloquy-form'));
  type(partOf<HTMLTextAreaElement>(form, 'textarea'), 'x');
  await form.updateComplete;
  return comments.shadowRoot!;
}

async function shareLinks(networks: string): Promise<string[]> {
  const bar = create('colloquy-share-bar', { networks, text: 'A title', url: 'https://page.example/' });
  document.body.append(bar);
  await bar.updateComplete;
  const links = addressesIn(bar.shadowRoot!);
  bar.remove();
  return links;
}
