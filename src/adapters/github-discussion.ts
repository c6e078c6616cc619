import type { Author } from '../core/model/author.ts';
import type { Comment } from '../core/model/comment.ts';
import { authorOf } from './author.ts';
import { commentOf, countOf, listOf, recordOf, requireList, textOf } from './untrusted.ts';

type Json = Readonly<Record<string, unknown>>;

/** GitHub's reactions, in its order, by what they look like. */
export const REACTIONS: ReadonlyMap<string, string> = new Map([
  ['👍', 'THUMBS_UP'],
  ['👎', 'THUMBS_DOWN'],
  ['😄', 'LAUGH'],
  ['🎉', 'HOORAY'],
  ['😕', 'CONFUSED'],
  ['❤️', 'HEART'],
  ['🚀', 'ROCKET'],
  ['👀', 'EYES'],
]);

const BADGES: Readonly<Record<string, string>> = {
  OWNER: 'Owner',
  MEMBER: 'Member',
  COLLABORATOR: 'Collaborator',
};

/** Which part of a discussion is wanted: from its beginning, or from its end. */
export type DiscussionPart =
  { readonly first: number; readonly after?: string } | { readonly last: number; readonly before?: string };

export interface Discussion {
  readonly locked: boolean;
  readonly comments: readonly (Comment | null)[];
  /** At all levels, where this part of the discussion is all of it. */
  readonly total: number;
  readonly next: string | null;
  readonly isWhole: boolean;
}

/**
 * A part of a discussion, as GitHub gives it or as a giscus service passes it on.
 *
 * @param backwards whether it was read from its end
 * @param mine whether what it says of the viewer is about the reader
 */
export function readDiscussion(answer: Json, backwards: boolean, mine: boolean): Discussion {
  const connection = recordOf(answer['comments']);
  const page = recordOf(answer['pageInfo'] ?? connection['pageInfo']);
  const nodes = requireList(connection['nodes'] ?? answer['comments'], 'comments').map(recordOf);
  const comments = nodes.flatMap((node) => {
    const root = readComment(node, null, mine);
    // Without what they answer, replies say nothing.
    const replies = root ? repliesOf(node).map((reply) => readComment(recordOf(reply), root.id, mine)) : [];
    return [root, ...replies];
  });
  const more = page[backwards ? 'hasPreviousPage' : 'hasNextPage'] === true;
  const cursor = textOf(page[backwards ? 'startCursor' : 'endCursor']);
  return {
    locked: answer['locked'] === true,
    comments,
    total: comments.reduce(
      (sum, one) => sum + (one?.status === 'published' ? 1 : 0) + (one?.hiddenReplies ?? 0),
      0,
    ),
    next: more && cursor ? cursor : null,
    isWhole: page['hasNextPage'] !== true && page['hasPreviousPage'] !== true,
  };
}

/** @param mine whether what it says of the viewer is about the reader, and not about who reads for them */
export function readComment(node: Json, parentId: string | null, mine: boolean): Comment | null {
  const { bodyHTML, body } = node;
  if (typeof bodyHTML !== 'string') return null;
  const gone = node['deletedAt'] ? 'deleted' : node['isMinimized'] === true ? 'hidden' : null;
  const replies = countOf(node['replyCount'] ?? recordOf(node['replies'])['totalCount']);
  const hidden = replies - repliesOf(node).length;
  const own = mine && node['viewerDidAuthor'] === true;
  const editable = own && node['viewerCanUpdate'] === true && typeof body === 'string';
  const badge = textOf(node['authorAssociation']);
  return commentOf({
    id: node['id'],
    parentId,
    author: gone ? { name: '' } : readUser(node['author'], Object.hasOwn(BADGES, badge) ? BADGES[badge] : ''),
    body: gone
      ? { format: 'text', value: '' }
      : // What readers have written themselves they see, and edit, as they wrote it.
        editable
        ? { format: 'markdown', value: body }
        : { format: 'html', value: bodyHTML },
    createdAt: node['createdAt'],
    editedAt: gone ? undefined : node['lastEditedAt'],
    status: gone ?? 'published',
    reactions: gone ? undefined : reactionsOf(node, mine),
    score: gone ? undefined : node['upvoteCount'],
    ...(parentId === null && { replyCount: replies }),
    ...(hidden > 0 && { hiddenReplies: hidden }),
    permalink: node['url'],
    ...(mine && {
      can: {
        // GitHub has no answers to answers.
        reply: parentId === null && !gone,
        edit: editable && !gone,
        remove: node['viewerCanDelete'] === true && !gone,
        react: node['viewerCanReact'] === true && !gone,
      },
    }),
  });
}

export function readUser(user: unknown, badge = ''): Author {
  const { login, url, avatarUrl } = recordOf(user);
  // GitHub shows who has deleted their account under this name.
  return authorOf({ id: login, name: textOf(login) || 'ghost', url, avatarUrl, badge });
}

function repliesOf({ replies }: Json): readonly unknown[] {
  return listOf(recordOf(replies)['nodes'] ?? replies);
}

function reactionsOf({ reactions, reactionGroups }: Json, mine: boolean) {
  const groups = new Map(
    listOf(reactionGroups).map((group) => [recordOf(group)['content'], recordOf(group)]),
  );
  return Array.from(REACTIONS, ([name, content]) => {
    const passedOn = recordOf(recordOf(reactions)[content]);
    const group = groups.get(content) ?? {};
    const count = countOf(passedOn['count'] ?? recordOf(group['users'])['totalCount']);
    return { name, count, ...(mine && { chosen: group['viewerHasReacted'] === true }) };
  }).filter(({ count }) => count > 0);
}
