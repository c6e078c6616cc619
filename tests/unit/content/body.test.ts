import { expect } from '@open-wc/testing';
import { renderBody } from '../../../src/content/body.ts';
import type { BodyFormat } from '../../../src/core/model/comment.ts';

async function rendered(format: BodyFormat, value: string): Promise<string> {
  let body = renderBody({ format, value }, () => {});
  if (body === null) {
    await new Promise<void>((resolve) => void renderBody({ format, value }, resolve));
    body = renderBody({ format, value }, () => {});
  }
  const box = document.createElement('div');
  box.append(body ?? 'still loading');
  return box.innerHTML;
}

describe('renderBody', () => {
  it('has text at once', () => {
    const body = renderBody({ format: 'text', value: 'a' }, () => expect.fail('nothing is to be loaded'));
    expect((body as DocumentFragment).textContent).to.equal('a');
  });

  it('loads what HTML and Markdown need, and says when it is there', async () => {
    expect(await rendered('html', '<b onclick=x>a</b>')).to.equal('<b>a</b>');
    expect(await rendered('markdown', '*a*')).to.match(/^<p><em>a<\/em><\/p>\s*$/);
  });

  it('has them at once after that', async () => {
    await rendered('html', 'a');
    expect(renderBody({ format: 'html', value: '<i>b</i>' }, () => {})).to.be.instanceOf(DocumentFragment);
  });

  it('shows Markdown’s raw HTML as text, and no unsafe link', async () => {
    expect(await rendered('markdown', '<u>a</u> [b](javascript:x) ![c](https://e.org/d.png)')).to.match(
      /^<p>&lt;u&gt;a&lt;\/u&gt; <a( href="")?>b<\/a> <a href="https:\/\/e\.org\/d\.png" rel="[^"]+">c<\/a><\/p>\s*$/,
    );
  });
});
