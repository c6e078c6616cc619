import { boundText, LEFT_OUT, markLimiter } from '../content/bounds.ts';
import { takesLong } from '../content/markdown-bounds.ts';
import { ADDRESS, paragraphsOf } from '../content/text-body.ts';
import type { CommentBody } from '../core/model/comment.ts';
import { escape } from './escape.ts';
import { htmlOf } from './html.ts';
import { linkTo } from './link.ts';
import { micromark } from './parsers.ts';

/** A comment's body as HTML that may stand in any page: paragraphs, and of strangers' HTML what readers see of it. */
export function bodyHtml({ format, value }: CommentBody): string {
  if (format === 'html') return htmlOf(value);
  if (format === 'markdown' && !takesLong(value)) return htmlOf(micromark(value));
  return textHtml(value);
}

/** Plain text: blank lines part paragraphs, addresses become links. */
function textHtml(value: string): string {
  const text = boundText(value);
  const limit = markLimiter();
  const paragraphs = paragraphsOf(text).map((paragraph) => `<p>${withLinks(limit(paragraph))}</p>`);
  if (text.length < value.length) paragraphs.push(`<p>${LEFT_OUT}</p>`);
  return paragraphs.join('\n');
}

function withLinks(text: string): string {
  let html = '';
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    html += lines(text.slice(end, match.index)) + linkTo(match[0], match[0], escape(match[0]));
    end = match.index + match[0].length;
  }
  return html + lines(text.slice(end));
}

function lines(text: string): string {
  return escape(text).replaceAll('\n', '<br>');
}
