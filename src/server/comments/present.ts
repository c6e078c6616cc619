import type { Comment, Reaction } from '../../core/model/comment.ts';
import type { CommentRow } from './rows.ts';

/** For whom a comment is shown. */
export interface View {
  /** Names that are listed even where nobody chose them. */
  readonly reactionNames: readonly string[];
  /** What the viewer chose, as `id name`; null for a viewer who is not known. */
  readonly chosen: ReadonlySet<string> | null;
  readonly moderator: boolean;
  /** The viewer is its author. */
  readonly owner?: boolean;
  /** An author whose time for changes is over. */
  readonly late?: boolean;
}

/** The comment as clients know it: never with an address, a hash or an e-mail. */
export function presentComment(row: CommentRow, view: View, hiddenReplies = 0): Comment {
  const visible = row.status === 'published' || ((view.moderator || view.owner) && row.status !== 'deleted');
  return {
    id: row.id,
    parentId: row.parent_id,
    author: visible ? presentAuthor(row) : { name: '' },
    body: visible
      ? { format: row.body_format, value: row.body_value, ...(row.body_lang && { lang: row.body_lang }) }
      : { format: 'text', value: '' },
    createdAt: isoTime(row.created_at),
    ...(visible && row.edited_at !== null && { editedAt: isoTime(row.edited_at) }),
    status: presentStatus(row, view),
    ...(visible && { reactions: presentReactions(row, view) }),
    replyCount: row.replies,
    ...(hiddenReplies > 0 && { hiddenReplies }),
    ...(visible && row.pinned === 1 && { pinned: true }),
    can: visible ? abilities(row, view) : NOTHING,
  };
}

export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

const NOTHING = { reply: false, edit: false, remove: false, react: false, report: false };

function abilities(row: CommentRow, view: View) {
  const own = view.moderator || (view.owner === true && !view.late);
  return row.status === 'published' ? { edit: own, remove: own } : { ...NOTHING, edit: own, remove: own };
}

function presentStatus(row: CommentRow, view: View): Comment['status'] {
  if (row.status === 'published' || row.status === 'deleted') return row.status;
  // What a filter thinks of a comment is not told to whoever wrote it.
  if (row.status !== 'hidden' && (view.moderator || view.owner)) return 'pending';
  return 'hidden';
}

function presentAuthor(row: CommentRow): Comment['author'] {
  return {
    ...(row.author_id && { id: row.author_id }),
    name: row.author_name,
    ...(row.author_url && { url: row.author_url }),
    ...(row.author_avatar_url && { avatarUrl: row.author_avatar_url }),
    ...(row.author_location && { location: row.author_location }),
    ...(row.author_badge && { badge: row.author_badge }),
  };
}

function presentReactions(row: CommentRow, { reactionNames, chosen }: View): Reaction[] {
  const counts = readReactions(row);
  const names = [...reactionNames, ...Object.keys(counts).filter((name) => !reactionNames.includes(name))];
  return names.map((name) => ({
    name,
    count: counts[name] ?? 0,
    ...(chosen && { chosen: chosen.has(`${row.id} ${name}`) }),
  }));
}

export function readReactions(row: Pick<CommentRow, 'reactions'>): Record<string, number> {
  return JSON.parse(row.reactions) as Record<string, number>;
}

/** What "top" sorts by: votes down count against. */
export function scoreOfReactions(counts: Readonly<Record<string, number>>): number {
  return Object.entries(counts).reduce((sum, [name, count]) => sum + (name === 'down' ? -count : count), 0);
}
