import type { CommentBody } from '../../core/model/comment.ts';

/** A body that a server kept as HTML. One without markup is plain text, which keeps its line breaks. */
export function htmlBody(html: string): CommentBody {
  const value = html.trim();
  return { format: /[<&]/.test(value) ? 'html' : 'text', value };
}

/** Elements that stand between paragraphs. Their own line breaks mean nothing, but for a quotation's. */
const BLOCK = /<(p|pre|blockquote|ul|ol|table|div|h[1-6])\b[\s\S]*?<\/\1\s*>/gi;

/** Looking for the end of each block costs the square of the length, which only an odd body has. */
const LONGEST_WITH_BLOCKS = 16 * 1024;

/**
 * A body as WordPress keeps it: HTML in which line breaks are still line breaks, which it makes into
 * paragraphs each time it shows the comment.
 */
export function wordpressBody(content: string): CommentBody {
  const body = htmlBody(content.replace(/\r\n?/g, '\n'));
  if (body.format === 'text' || !body.value.includes('\n')) return body;
  return { format: 'html', value: withParagraphs(body.value) };
}

function withParagraphs(html: string): string {
  if (html.length > LONGEST_WITH_BLOCKS) return html.replaceAll('\n', '<br>\n');
  const pieces: string[] = [];
  let start = 0;
  for (const block of html.matchAll(BLOCK)) {
    pieces.push(...paragraphs(html.slice(start, block.index)));
    pieces.push(
      block[1]!.toLowerCase() === 'blockquote' ? block[0].replace(/([^>\n])\n+/g, '$1<br>\n') : block[0],
    );
    start = block.index + block[0].length;
  }
  pieces.push(...paragraphs(html.slice(start)));
  return pieces.join('\n');
}

function paragraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => `<p>${part.replaceAll('\n', '<br>\n')}</p>`);
}
