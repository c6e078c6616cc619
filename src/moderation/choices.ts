import type { BlockTarget, Decision, ModerationApi, QueuedComment, Queue } from './moderation-api.ts';

/** What became of a choice, in words, and how to take it back where that is possible. */
export interface Done {
  readonly text: string;
  readonly undo?: () => Promise<unknown>;
}

/** A button below a comment in a queue. */
export interface Choice {
  readonly name: string;
  readonly label: string;
  /** Asked first, for what cannot be taken back. */
  readonly question?: string;
  /** `item` is the comment as it now is; without it more than this comment may have changed. */
  run(api: ModerationApi): Promise<Done & { readonly item?: QueuedComment }>;
}

/** What a moderator may want to do with a comment, most likely first. */
export function choicesFor(item: QueuedComment, queue: Queue): readonly Choice[] {
  const { comment, thread, status } = item;
  const choices: Choice[] = [];
  if (queue === 'reported') choices.push(decision(item, 'keep', 'Keep', 'Kept', { reports: 0 }));
  if (status !== 'published') {
    choices.push(
      decision(item, 'approve', status === 'spam' ? 'Not spam' : 'Approve', 'Approved', {
        status: 'published',
      }),
    );
  }
  if (queue === 'published')
    choices.push(decision(item, 'hold', 'Hold back', 'Held back', { status: 'pending' }));
  if (status !== 'spam') choices.push(decision(item, 'spam', 'Spam', 'Marked as spam', { status: 'spam' }));
  choices.push({
    ...decision(item, 'delete', 'Delete', 'Deleted', { status: 'deleted' }),
    question: `Delete the comment by ${nameOf(item)} for good?`,
  });
  if (status === 'published' && comment.parentId === null) choices.push(pin(item));
  if (comment.author.name) choices.push(block(item, 'name', comment.author.name, 'Block name'));
  if (item.addressHash !== null) choices.push(block(item, 'address', item.addressHash, 'Block sender'));
  choices.push(closing(item, !thread.closed));
  return choices;
}

function decision(item: QueuedComment, name: string, label: string, done: string, change: Decision): Choice {
  const { id } = item.comment;
  return {
    name,
    label,
    async run(api) {
      const { status } = item;
      const lasting = change.status === 'deleted' || change.reports === 0 || item.reports > 0;
      return {
        item: await api.decide(id, change),
        text: `${done}: the comment by ${nameOf(item)}.`,
        ...(!lasting && { undo: () => api.decide(id, { status }) }),
      };
    },
  };
}

function pin(item: QueuedComment): Choice {
  const { id, pinned = false } = item.comment;
  return {
    name: 'pin',
    label: pinned ? 'Unpin' : 'Pin',
    async run(api) {
      return {
        item: await api.decide(id, { pinned: !pinned }),
        text: pinned ? 'No longer pinned.' : 'Pinned to the top of its discussion.',
        undo: () => api.decide(id, { pinned }),
      };
    },
  };
}

function block(item: QueuedComment, kind: BlockTarget['kind'], value: string, label: string): Choice {
  const target = { kind, value };
  return {
    name: `block-${kind}`,
    label,
    async run(api) {
      await api.block(target);
      const who = kind === 'name' ? `the name ${value}` : `the sender of the comment by ${nameOf(item)}`;
      return { item, text: `Blocked: ${who}.`, undo: () => api.unblock(target) };
    },
  };
}

function closing({ thread }: QueuedComment, closed: boolean): Choice {
  return {
    name: 'close',
    label: closed ? 'Close discussion' : 'Open discussion',
    async run(api) {
      await api.setClosed(thread.key, closed);
      return {
        text: `${closed ? 'Closed' : 'Opened'}: the discussion of “${thread.title || thread.key}”.`,
        undo: () => api.setClosed(thread.key, !closed),
      };
    },
  };
}

function nameOf({ comment }: QueuedComment): string {
  return comment.author.name || 'somebody unnamed';
}
