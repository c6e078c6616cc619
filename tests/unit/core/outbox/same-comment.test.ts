import { expect } from '@open-wc/testing';
import { looksSent } from '../../../../src/core/outbox/same-comment.ts';
import type { CommentBody } from '../../../../src/core/model/comment.ts';
import { sampleComment, secondOf2026 } from '../samples.ts';

const sent = (body: CommentBody, parentId: string | null = null) => ({
  parentId,
  author: { name: 'Ana ' },
  body,
});
const found = (body: CommentBody, changes = {}) =>
  sampleComment('10', { author: { name: 'Ana' }, body, ...changes });
const text = (value: string): CommentBody => ({ format: 'text', value });
const html = (value: string): CommentBody => ({ format: 'html', value });
const markdown = (value: string): CommentBody => ({ format: 'markdown', value });

describe('looksSent', () => {
  for (const [what, mine, theirs] of [
    ['the same text', text('Hello, world'), text('Hello, world')],
    ['its markup', text('Hello, world & all\n\nBye'), html('<p>Hello, world &amp; all</p>\n<p>Bye</p>')],
    ['typographic quotes', text('"Yes" - no'), html('<p>&#8220;Yes&#8221; – no</p>')],
    [
      'Markdown as HTML',
      markdown('**Bold** [link](https://a.example/)'),
      html('<b>Bold</b> <a href="https://a.example/">link</a>'),
    ],
    ['other scripts', text('こんにちは'), html('<p>こんにちは</p>')],
  ] as const) {
    it(`knows ${what}`, () => expect(looksSent(found(theirs), sent(mine), null)).to.equal(true));
  }

  it('wants the same words, author and place', () => {
    const body = text('Hello');
    expect(looksSent(found(text('Hello!!')), sent(body), null)).to.equal(true);
    expect(looksSent(found(text('Hello you')), sent(body), null)).to.equal(false);
    expect(looksSent(found(body, { author: { name: 'Bo' } }), sent(body), null)).to.equal(false);
    expect(looksSent(found(body), sent(body, '1'), null)).to.equal(false);
    expect(looksSent(found(body, { parentId: '7' }), sent(body, '1'), null), 'hung higher up').to.equal(true);
  });

  it('wants it younger than what was known, by the server’s clock', () => {
    const body = text('Hello');
    expect(looksSent(found(body), sent(body), secondOf2026(9))).to.equal(true);
    expect(looksSent(found(body), sent(body), secondOf2026(10))).to.equal(false);
    expect(looksSent(found(body, { createdAt: null }), sent(body), secondOf2026(9))).to.equal(false);
  });
});
