import { expect } from '@open-wc/testing';
import { sanitize } from '../../src/content/sanitize.ts';
import type { Comment } from '../../src/core/model/comment.ts';
import { bodyHtml } from '../../src/static/body.ts';
import { renderThread } from '../../src/static/index.ts';
import { sample } from '../support/sample.ts';
import { adapterWith } from './support/adapter-with.ts';
import { faultsIn, parse, reparse, serialise } from './support/allowed.ts';
import { CORPORA } from './support/corpora.ts';
import { recordExecutions, touchAll, waitForExecutions } from './support/executions.ts';
import { EXPENSIVE } from './support/expensive-bodies.ts';
import { OWN_PAYLOADS } from './support/own-payloads.ts';

const PAGE = { url: 'https://example.org/post' };
const BATCH = 500;

/** What is around the bodies of a thread that is rendered as HTML. */
const FRAME: Readonly<Record<string, readonly string[]>> = {
  a: ['itemprop', 'href', 'rel'],
  article: [],
  bdi: ['itemprop'],
  br: [],
  div: ['itemprop', 'dir', 'lang'],
  h2: [],
  h3: [],
  li: ['id', 'itemprop', 'itemscope', 'itemtype'],
  ol: [],
  p: [],
  section: ['slot', 'lang', 'dir'],
  small: [],
  span: ['itemprop', 'itemscope', 'itemtype'],
  time: ['itemprop', 'datetime'],
};

/** Elements and attributes of a rendered thread that its frame does not have. */
function strangersIn(thread: ParentNode): string[] {
  return [...thread.querySelectorAll('*')].flatMap((element) => {
    const { localName } = element;
    const known = FRAME[localName];
    if (!known) return [`<${localName}>`];
    const names = element.getAttributeNames().filter((name) => !known.includes(name));
    const href = element.getAttribute('href') ?? 'https:';
    return [
      ...names.map((name) => `${name} of <${localName}>`),
      ...(/^(https?:|mailto:|#comment-)/.test(href) ? [] : [href]),
    ];
  });
}

/** Every text of a comment that a stranger has a say in. */
function everywhere(text: string): Comment {
  return sample(text || 'empty', {
    author: { name: text, url: text, avatarUrl: text, location: text, badge: text },
    body: { format: 'text', value: text, lang: text },
    permalink: text,
    createdAt: '2025-03-04T05:06:07Z',
  });
}

describe('hostile texts in comments that are rendered as HTML', function () {
  this.timeout(150_000);
  const calls = recordExecutions();

  for (const { name, read } of CORPORA) {
    for (const format of ['html', 'markdown', 'text'] as const) {
      it(`${name}, as ${format}: nothing runs, nothing is there that is not allowed`, async function () {
        const payloads = await read(this);
        const faults: string[] = [];
        for (let at = 0; at < payloads.length; at += BATCH) {
          const host = document.body.appendChild(document.createElement('div'));
          for (const payload of payloads.slice(at, at + BATCH)) {
            const nodes = parse(bodyHtml({ format, value: payload }));
            faults.push(...faultsIn(nodes).map((fault) => `${fault} from ${payload}`));
            const html = nodes.innerHTML;
            if (reparse(html) !== html) faults.push(`another tree of ${html} from ${payload}`);
            host.append(...nodes.childNodes);
          }
          touchAll(host);
          await waitForExecutions();
          host.remove();
        }
        expect(faults.slice(0, 10)).to.deep.equal([]);
        expect(calls).to.deep.equal([]);
      });
    }

    it(`${name}: no name, place, address or date leaves its place`, async function () {
      const comments = (await read(this)).slice(0, 2_000).map(everywhere);
      const host = document.body.appendChild(document.createElement('div'));
      const html = await renderThread(adapterWith(comments), { ...PAGE, limit: 10_000 });
      const thread = parse(html);
      expect(strangersIn(thread).slice(0, 10)).to.deep.equal([]);
      expect(thread.childElementCount).to.equal(1);
      expect(thread.querySelectorAll('li').length).to.be.greaterThan(comments.length / 2);
      host.append(...thread.childNodes);
      touchAll(host);
      await waitForExecutions();
      host.remove();
      expect(calls).to.deep.equal([]);
    });
  }

  it('are more than what the frame alone has', () => {
    expect(strangersIn(parse('<p onclick=x>a</p><img><a href="javascript:x">b</a>'))).to.deep.equal([
      'onclick of <p>',
      '<img>',
      'javascript:x',
    ]);
    expect(OWN_PAYLOADS.length).to.be.greaterThan(500);
  });

  for (const { name, format, value, isCut } of EXPENSIVE) {
    it(`${name} (${format}): ${isCut ? 'cut' : 'whole'} as in the page`, () => {
      const nodes = parse(bodyHtml({ format, value }));
      expect(nodes.textContent.length).to.be.at.most(110_000);
      expect(nodes.lastElementChild?.textContent === '[…]').to.equal(isCut);
    });
  }

  for (const html of [
    '<p>One <em>two</em> <strong>three</strong> <code>four</code></p><ul><li>a</li><li>b</li></ul>',
    '<blockquote><p>Quoted</p></blockquote><pre>code\n  more</pre><p>a<br>b</p><hr>',
    '<h2>Heading</h2><p>Text</p>',
    '<table><tbody><tr><th>a</th><td>b</td></tr></tbody></table>',
    'Just &lt;text&gt; &amp; more',
    '<p><a href="https://example.org/x">https://bank.example</a></p>',
    '<p><img src="https://example.org/cat.png" alt="A cat"></p>',
    '<b>unclosed <i>marks<p>and a paragraph',
    '<custom-element>kept <font color=red>text</font></custom-element><script>gone()</script>',
  ]) {
    it(`what people write is what it is in the page: ${html}`, () => {
      expect(parse(bodyHtml({ format: 'html', value: html })).innerHTML).to.equal(serialise(sanitize(html)));
    });
  }
});
