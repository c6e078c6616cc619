import { expect } from '@open-wc/testing';
import { sanitize } from '../../../src/content/sanitize.ts';

function clean(html: string): string {
  const box = document.createElement('div');
  box.append(sanitize(html));
  return box.innerHTML;
}

const REL = 'rel="ugc nofollow noopener noreferrer"';

describe('sanitize', () => {
  for (const [name, html, result] of [
    ['plain text', 'a &amp; b', 'a &amp; b'],
    ['usual marks', '<p>a <em>b</em> <strong>c</strong></p>', '<p>a <em>b</em> <strong>c</strong></p>'],
    ['ids, names, styles, classes', '<p id=a name=b style=c class=d>x</p>', '<p>x</p>'],
    ['data and aria attributes', '<p data-a=b aria-label=c role=d>x</p>', '<p>x</p>'],
    ['handlers', '<p onclick=alert(1) onfocus=alert(1) tabindex=0 autofocus>x</p>', '<p>x</p>'],
    ['scripts', '<script>alert(1)</script>x', 'x'],
    ['styles', '<style>*{display:none}</style>x', 'x'],
    ['frames and objects', '<iframe src=/></iframe><object data=/></object><embed src=/>x', 'x'],
    ['forms', '<form action=/><input name=a><button>b</button></form>', 'b'],
    ['foreign elements', '<svg><script>alert(1)</script></svg><math><mi>x</mi></math>', ''],
    ['custom elements', '<colloquy-thread for=x>a</colloquy-thread>', 'a'],
    ['templates', '<template><img src=x onerror=alert(1)></template>x', 'x'],
    ['safe links', '<a href="https://example.org/a">b</a>', `<a href="https://example.org/a" ${REL}>b</a>`],
    [
      'links that open elsewhere',
      '<a href="https://e.org" target=_top rel=x download ping=/>b</a>',
      `<a href="https://e.org/" ${REL}>b</a>`,
    ],
    ['javascript links', '<a href="javascript:alert(1)">b</a>', '<a>b</a>'],
    ['hidden javascript links', '<a href="&#1;java&#10;script:alert(1)">b</a>', '<a>b</a>'],
    ['data links', '<a href="data:text/html,x">b</a>', '<a>b</a>'],
    ['relative links', '<a href="/a">b</a>', '<a>b</a>'],
    [
      'images',
      '<img src="https://e.org/a.png" alt="A" width=1>',
      `<a href="https://e.org/a.png" ${REL}>A</a>`,
    ],
    [
      'images without words',
      '<img src="https://e.org/a.png">',
      `<a href="https://e.org/a.png" ${REL}>https://e.org/a.png</a>`,
    ],
    ['unsafe images', '<img src="javascript:x" alt="A">', 'A'],
    ['headings', '<h1>a <em>b</em></h1>', '<p><strong>a <em>b</em></strong></p>'],
    ['direction and language', '<p dir=rtl lang=ar title=t>x</p>', '<p dir="rtl" lang="ar" title="t">x</p>'],
    [
      'tables',
      '<table><tbody><tr><td colspan="2" rowspan="3">x</td></tr></tbody></table>',
      '<table><tbody><tr><td colspan="2" rowspan="3">x</td></tr></tbody></table>',
    ],
    ['lists that go on', '<ol start="3"><li>x</li></ol>', '<ol start="3"><li>x</li></ol>'],
    ['changes with their time', '<del datetime="2026-01-02">x</del>', '<del datetime="2026-01-02">x</del>'],
    ['nonsense', '<<p>a<b>b</p>', '&lt;<p>a<b>b</b></p>'],
  ] as const) {
    it(`treats ${name}`, () => {
      expect(clean(html)).to.equal(result);
    });
  }

  it('loads nothing and runs nothing while it works', async () => {
    const page = window as unknown as { touched?: boolean };
    clean('<img src="/nowhere.png" onerror="window.touched = true"><svg onload="window.touched = true">');
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    expect(page.touched).to.equal(undefined);
    expect(
      performance.getEntriesByType('resource').some(({ name }) => name.endsWith('nowhere.png')),
    ).to.equal(false);
  });

  it('is not widened by a page’s polluted prototype', () => {
    const prototype = Object.prototype as unknown as Record<string, unknown>;
    prototype['ADD_TAGS'] = ['iframe'];
    prototype['ADD_ATTR'] = ['onclick'];
    try {
      expect(clean('<iframe src="/"></iframe><p onclick="x()">a</p>')).to.equal('<p>a</p>');
    } finally {
      delete prototype['ADD_TAGS'];
      delete prototype['ADD_ATTR'];
    }
  });
});
