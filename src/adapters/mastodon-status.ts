import type { Author } from '../core/model/author.ts';
import type { Comment } from '../core/model/comment.ts';
import { authorOf } from './author.ts';
import { escapeHtml, linkHtml } from './html.ts';
import { commentOf, countOf, listOf, recordOf, segmentOf, textOf } from './untrusted.ts';

export type Status = Readonly<Record<string, unknown>>;

export function statusPath(id: string): string {
  return `v1/statuses/${segmentOf(id)}`;
}

/**
 * A post as a comment, still with the post it answers as its parent; null where it is none.
 *
 * @param knownWarning a content warning behind which one has looked already
 */
export function readStatus(status: Status, knownWarning: string): Comment | null {
  const permalink = textOf(status['url']) || textOf(status['uri']);
  const { content } = status;
  if (typeof content !== 'string') return null;
  return commentOf({
    id: status['id'],
    parentId: status['in_reply_to_id'],
    author: readAccount(status['account']),
    body: {
      format: 'html',
      value: warningHtml(status, knownWarning, permalink) ?? content + attachmentsHtml(status),
      lang: status['language'],
    },
    createdAt: status['created_at'],
    editedAt: status['edited_at'],
    reactions: [{ name: 'like', count: countOf(status['favourites_count']), chosen: status['favourited'] }],
    replyCount: countOf(status['replies_count']),
    permalink,
  });
}

export function readAccount(account: unknown): Author {
  const { id, acct, display_name, url, avatar_static, emojis } = recordOf(account);
  const name = withoutEmoji(textOf(display_name), emojis) || acct;
  return authorOf({ id, name, url, avatarUrl: avatar_static });
}

/** In a name they adorn; `:like_this:` they would only be in the way. */
function withoutEmoji(name: string, emojis: unknown): string {
  const known = new Set(listOf(emojis).map((emoji) => recordOf(emoji)['shortcode']));
  return name.replace(/:(\w+):/g, (text, code: string) => (known.has(code) ? '' : text)).trim();
}

function warningHtml(status: Status, knownWarning: string, permalink: string): string | null {
  const warning = textOf(status['spoiler_text']).trim();
  if (warning === '' || plainWarning(warning) === plainWarning(knownWarning)) return null;
  return `<p><strong>${escapeHtml(warning)}</strong></p><p>${linkHtml(permalink, permalink)}</p>`;
}

/** Clients put "re: " before the warning of what is answered. */
function plainWarning(warning: string): string {
  return warning
    .trim()
    .toLowerCase()
    .replace(/^re:\s*/, '');
}

function attachmentsHtml(status: Status): string {
  const links = listOf(status['media_attachments']).map((item) => {
    const { url, description } = recordOf(item);
    const address = textOf(url);
    return address && `<p>${linkHtml(address, textOf(description) || address)}</p>`;
  });
  return links.join('');
}
