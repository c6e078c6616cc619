import { type Comment, freezeComment } from './comment.ts';

/** What is left of a removed comment: a hole for its replies to hang on, without author and text. */
export function holeFor(comment: Comment): Comment {
  const { reactions: _reactions, score: _score, editedAt: _editedAt, pinned: _pinned, ...rest } = comment;
  return freezeComment({
    ...rest,
    author: { name: '' },
    body: { format: 'text', value: '' },
    status: 'deleted',
    can: {},
  });
}
