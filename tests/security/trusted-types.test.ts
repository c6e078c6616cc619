import { expect } from '@open-wc/testing';
import { openPage } from '../support/policy-page.ts';
import { until } from '../support/until.ts';

/** The same pages as in `tests/journeys/trusted-types.test.ts`, which only runs in Chromium. */
const STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";

const BODIES = [
  ['html', '<p>Some <b>HTML</b>.</p>', 'Some HTML.'],
  ['html', '<table><tr><td>A cell</td></tr></table>', 'A cell'],
  ['markdown', 'Some *Markdown*.', 'Some Markdown.'],
] as const;

const ADAPTER = {
  name: 'inline',
  list: async () => ({
    comments: BODIES.map(([format, value], index) => ({ id: String(index), body: { format, value } })),
    total: BODIES.length,
  }),
};

const EMBED = '/dist/embed/colloquy.js';
const PAGE = `<script type="module" src="${EMBED}"></script>
  <colloquy-comments><p slot="fallback">In place of comments.</p></colloquy-comments>`;
const WITH_LIT = `<script type="module" src="/node_modules/lit-html/lit-html.js"></script>${PAGE}`;

const WORKING: Readonly<Record<string, readonly [policy: string, html: string]>> = {
  'without a policy': ['', PAGE],
  'with our one name': [`${STRICT}; require-trusted-types-for 'script'; trusted-types colloquy`, PAGE],
  'without a list of names': [`${STRICT}; require-trusted-types-for 'script'`, PAGE],
  'where the page runs a Lit of its own': [
    `${STRICT}; require-trusted-types-for 'script'; trusted-types lit-html colloquy`,
    WITH_LIT,
  ],
};

describe("a page's Trusted Types, with the script-tag file", () => {
  before(async function () {
    // Tests in browsers run without a build, too.
    if (!(await fetch(EMBED, { method: 'HEAD' })).ok) this.skip();
  });

  for (const [kind, [policy, html]] of Object.entries(WORKING)) {
    it(`${kind}: bodies in HTML and Markdown show, and nothing is violated`, async () => {
      const { page, observed } = await openPage(html, policy);
      await showsBodies(page);
      expect(observed).to.deep.equal({ violations: [], warnings: [], errors: [] });
    });
  }

  it('named but not demanded: all works', async () => {
    const { page, observed } = await openPage(PAGE, `${STRICT}; trusted-types another`);
    await showsBodies(page);
    expect({ ...observed, violations: [] }).to.deep.equal({ violations: [], warnings: [], errors: [] });
  });

  it('with only names of others: the page is left as it is, with one warning', async function () {
    if (!('trustedTypes' in globalThis)) this.skip();
    const { page, window, observed } = await openPage(
      PAGE,
      `${STRICT}; require-trusted-types-for 'script'; trusted-types another`,
    );
    await until(() => observed.warnings.length > 0, 'a warning');
    expect(observed.errors).to.deep.equal([]);
    expect(observed.warnings).to.have.length(1);
    expect(observed.warnings[0]).to.include('trusted-types colloquy');
    expect(window.customElements.get('colloquy-comments')).to.equal(undefined);
    expect(page.body.innerText).to.include('In place of comments.');
  });
});

describe("a page's Trusted Types, with the modules of the package, whose Lit is the page's own", () => {
  const MODULES = `<script type="module" src="/src/all.ts"></script>
    <colloquy-comments loading="eager"><p slot="fallback">In place of comments.</p></colloquy-comments>`;
  const demanded = (names: string) => `${STRICT}; require-trusted-types-for 'script'; trusted-types ${names}`;

  it('with both names: bodies in HTML and Markdown show, and nothing is violated', async () => {
    const { page, window, observed } = await openPage(MODULES, demanded('lit-html colloquy'));
    await until(() => window.customElements.get('colloquy-comments'), 'the elements');
    await showsBodies(page);
    expect([observed.violations, observed.errors]).to.deep.equal([[], []]);
  });

  it('without that of Lit: the page is left as it is', async function () {
    if (!('trustedTypes' in globalThis)) this.skip();
    const { page, window, observed } = await openPage(MODULES, demanded('colloquy'));
    await until(() => observed.errors.length > 0, 'the error');
    expect(observed.errors.join()).to.include('lit-html');
    expect(window.customElements.get('colloquy-comments')).to.equal(undefined);
    expect(page.body.innerText).to.include('In place of comments.');
  });
});

async function showsBodies(page: Document): Promise<void> {
  const comments = page.querySelector('colloquy-comments')!;
  comments.adapter = ADAPTER as unknown as NonNullable<typeof comments.adapter>;
  const thread = await until(() => comments.shadowRoot?.querySelector('colloquy-thread')?.shadowRoot);
  await until(() => {
    const shown = [...thread.querySelectorAll('[part~=body]')].map((body) => body.textContent.trim());
    return BODIES.every(([, , text]) => shown.includes(text));
  }, 'the bodies');
}
