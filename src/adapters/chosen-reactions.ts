import type { Comment } from '../core/model/comment.ts';

/** Which reactions the viewer has chosen, as the server last said: news that go to everybody do not say it. */
export class ChosenReactions {
  readonly #names = new Map<string, ReadonlySet<string>>();

  /** Takes note of an answer to this viewer. */
  note({ id, reactions = [] }: Comment): void {
    const names = reactions.filter(({ chosen }) => chosen).map(({ name }) => name);
    if (names.length > 0) this.#names.set(id, new Set(names));
    else this.#names.delete(id);
  }

  /** The comment as it would have been told to this viewer. */
  of(comment: Comment): Comment {
    const names = this.#names.get(comment.id);
    if (!names || !comment.reactions) return comment;
    const reactions = comment.reactions.map((one) => ({ ...one, chosen: names.has(one.name) }));
    return { ...comment, reactions };
  }
}
