import { expect } from '@open-wc/testing';
import { markdownBody } from '../../src/content/markdown.ts';
import { sanitize } from '../../src/content/sanitize.ts';
import { textBody } from '../../src/content/text-body.ts';
import { EXPENSIVE } from './support/expensive-bodies.ts';

const RENDER = { html: sanitize, markdown: markdownBody, text: textBody };
const LEFT_OUT = '[…]';

/** `npm run bench:bodies` says how long each of them takes. */
describe('bodies that would cost their readers much', () => {
  for (const { name, format, value, isCut } of EXPENSIVE) {
    it(`${name} (${format}): ${isCut ? 'cut, which readers see' : 'whole'}`, () => {
      const nodes = RENDER[format](value);
      expect(nodes.lastElementChild?.textContent === LEFT_OUT).to.equal(isCut);
      expect(nodes.textContent.length).to.be.at.most(110_000);
      expect(depthOf(nodes)).to.be.at.most(420);
      expect(nodes.querySelectorAll('*').length).to.be.at.most(25_000);
    });
  }

  it('are cut between characters, not through one', () => {
    const text = textBody(`${'a'.repeat(99_999)}🙂🙂`).firstElementChild!.textContent;
    expect(text).to.equal('a'.repeat(99_999));
  });

  it('say so once', () => {
    const marks = (nodes: DocumentFragment) => nodes.textContent.split(LEFT_OUT).length - 1;
    expect(marks(sanitize('<b>x</b>'.repeat(100_000)))).to.equal(1);
    expect(marks(markdownBody('*x* '.repeat(100_000)))).to.equal(1);
    expect(marks(textBody('x '.repeat(100_000)))).to.equal(1);
  });

  it('are shown as they were typed, where only parsing them would cost much', () => {
    const long = 'Some *marked* words. '.repeat(1_000);
    expect(markdownBody(long).textContent).to.equal(long.trim());
    expect(markdownBody('>'.repeat(1_000)).textContent).to.equal('>'.repeat(1_000));
  });

  it('are no usual ones: a long essay, a list without end tags, quotations of quotations', () => {
    const essay = '<p>A sentence of the usual length, as people write them.</p>'.repeat(1_500);
    const list = `<ul>${'<li>An item'.repeat(1_000)}</ul>`;
    const quoted = `${'<blockquote>'.repeat(30)}deep${'</blockquote>'.repeat(30)}`;
    for (const html of [essay, list, quoted, '<p>One<p>'.repeat(900), '<br>'.repeat(900)]) {
      expect(sanitize(html).textContent).not.to.include(LEFT_OUT);
    }
  });
});

function depthOf(node: Node): number {
  let deepest = 0;
  const elements = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT);
  while (elements.nextNode()) {
    let depth = 0;
    for (let at: Node | null = elements.currentNode; at && at !== node; at = at.parentNode) depth++;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
