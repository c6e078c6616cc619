import { expect } from '@open-wc/testing';
import { sanitize } from '../../src/content/sanitize.ts';
import { baseAddress, pageAddress, pageTitle } from '../../src/elements/page-address.ts';
import { readBackend, readThread } from '../../src/elements/settings.ts';
import { placeComments as placeByTag } from '../../src/start/place-comments.ts';
import { whenNear } from '../../src/start/when-near.ts';
import { CLOBBERED_NAMES } from './support/own-payloads.ts';
import { lazyFiles } from '../support/lazy-files.ts';
import { openPage } from '../support/policy-page.ts';
import { until } from '../support/until.ts';

/** Where script-tag loaders, bundlers and widgets have looked, each with markup that answers in another's place. */
const PUBLISHED_KINDS: readonly string[] = [
  ...['currentScript', 'scripts', 'baseURI', 'body', 'documentElement', 'head', 'readyState', 'title'].map(
    (name) => `<img name="${name}" src="data:text/javascript,evil()">`,
  ),
  ...[
    'currentScript',
    'scripts',
    'getElementsByTagName',
    'querySelector',
    'querySelectorAll',
    'createElement',
  ].map((name) => `<form name="${name}"><input name="src" value="data:text/javascript,evil()"></form>`),
  ...['getElementById', 'defaultView', 'location', 'cookie', 'referrer', 'URL'].map(
    (name) => `<object name="${name}" data="data:text/javascript,evil()"></object>`,
  ),
  ...['currentScript', 'links', 'styleSheets', 'addEventListener'].map(
    (name) => `<iframe name="${name}" srcdoc="<a id=src href=data:text/javascript,evil()></a>"></iframe>`,
  ),
  '<embed name="currentScript" src="data:text/javascript,evil()">',
  '<img name="currentScript"><img name="currentScript" data-backend="rest" data-endpoint="https://evil.invalid">',
  '<form name="scripts"><input name="0"><input name="length" value="1"></form>',
  '<img name="implementation"><img name="createHTMLDocument">',
];

/** Names that a script of ours, Lit, DOMPurify or a page's own settings could be looked up by. */
const OWN_KINDS: readonly string[] = [
  ...`colloquy Colloquy colloquyBase colloquyTag colloquyPolicy colloquyStart COLLOQUY customElements trustedTypes
  litHtmlVersions litElementVersions reactiveElementVersions litIssuedWarnings DOMPurify Sanitizer NodeFilter
  HTMLScriptElement Document Element URL fetch localStorage sessionStorage indexedDB navigator process define
  module exports require globalThis Intl matchMedia IntersectionObserver MutationObserver
  requestAnimationFrame scheduler structuredClone crypto AbortController`
    .split(/\s+/)
    .map(
      (name) =>
        `<a id="${name}" href="data:text/javascript,evil()"></a><a id="${name}" name="src" href="x:"></a>`,
    ),
];

describe('markup that takes the names of what scripts look up', () => {
  let markup: HTMLElement;
  beforeEach(() => {
    markup = document.createElement('div');
    document.documentElement.append(markup);
  });
  afterEach(() => markup.remove());

  it('is of the kinds that have been published, and many of our own', () => {
    expect(PUBLISHED_KINDS).to.have.length.at.least(28);
    expect(OWN_KINDS).to.have.length.at.least(40);
  });

  for (const html of [...PUBLISHED_KINDS, ...OWN_KINDS]) {
    it(`does not change what the page is taken for: ${html}`, () => {
      const plain = lookUp();
      // eslint-disable-next-line no-unsanitized/property -- Markup of our own.
      markup.innerHTML = html;
      expect(lookUp()).to.deep.equal(plain);
    });
  }
});

/** All that the loader and the settings of the elements learn from the page. */
function lookUp(): unknown {
  let isStarted = false;
  const start = whenNear(() => (isStarted = true));
  placeByTag();
  return {
    start,
    isStarted,
    placed: Document.prototype.querySelectorAll.call(document, 'colloquy-comments').length,
    address: pageAddress().href,
    base: baseAddress(),
    title: pageTitle(),
    thread: readThread(null, ''),
    backend: JSON.stringify(readBackend('rest', { endpoint: '/api', site: null })),
  };
}

describe('the script-tag file on a page with such markup', () => {
  before(async function () {
    if (!(await fetch('/dist/embed/colloquy.js', { method: 'HEAD' })).ok) this.skip();
  });

  for (const html of PUBLISHED_KINDS.filter((kind) =>
    /currentScript|scripts|baseURI|readyState/.test(kind),
  )) {
    it(`loads its own files only: ${html}`, async () => {
      const script = '<script src="/dist/embed/colloquy.js" data-backend="memory" data-lang="de"></script>';
      const { page, window, observed } = await openPage(`${html}${script}`);
      const comments = await until(() => Document.prototype.querySelector.call(page, 'colloquy-comments'));
      const thread = await until(() => comments.shadowRoot?.querySelector('colloquy-thread'));
      await until(() => thread.shadowRoot?.textContent.includes('Kommentar'), 'German');
      const entries = window.performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      const scripts = entries
        .filter(({ initiatorType }) => /script|other|link/.test(initiatorType))
        .map(({ name }) => name);
      expect(scripts.filter((address) => address.includes('evil'))).to.deep.equal([]);
      expect(lazyFiles(scripts).includes('de')).to.equal(true);
      expect(observed.errors).to.deep.equal([]);
    });
  }
});

describe('bodies', () => {
  for (const name of CLOBBERED_NAMES) {
    it(`give nothing the name ${name}`, () => {
      const nodes = sanitize(
        ['a', 'img', 'form', 'input', 'p', 'iframe', 'object']
          .map((tag) => `<${tag} id="${name}" name="${name}" href="https://example.org/">x</${tag}>`)
          .join(''),
      );
      expect(nodes.querySelector('[id],[name]')).to.equal(null);
    });
  }
});
