import { type CommentRecord, isComment, type StoredRecord } from '../record.ts';
import { type ImportProblem, isProblem } from './problem.ts';

/**
 * Lets each record wait for its parent, so that whoever stores it finds the parent there. Files are mostly
 * in that order anyway: kept are the ids that passed, and the few records that wait. What waits for a parent
 * that never comes, or in a circle, follows at the end; not so where the file broke off, as the parent may be
 * in the rest, and would find its answers elsewhere when the whole file is imported later.
 */
export async function* parentsFirst(
  items: AsyncIterable<StoredRecord | ImportProblem>,
): AsyncGenerator<StoredRecord | ImportProblem> {
  const threads = new Map<string, WaitingRoom>();
  let broken = false;
  for await (const item of items) {
    if (isProblem(item) || !isComment(item)) {
      broken ||= isProblem(item) && item.kind === 'broken-file';
      yield item;
      continue;
    }
    let room = threads.get(item.thread);
    if (!room) threads.set(item.thread, (room = new WaitingRoom()));
    yield* room.enter(item);
  }
  for (const room of threads.values()) {
    for (const record of room.empty()) yield broken ? withoutParent(record) : record;
  }
}

function withoutParent({ id }: CommentRecord): ImportProblem {
  return { kind: 'left-out', reason: 'answers a comment that could not be read', record: id };
}

class WaitingRoom {
  readonly #passed = new Set<string>();
  /** By the id of the parent. */
  readonly #waiting = new Map<string, CommentRecord[]>();

  *enter(record: CommentRecord): Generator<CommentRecord> {
    const { parentId } = record;
    if (parentId === null || this.#passed.has(parentId)) {
      yield* this.#pass(record);
      return;
    }
    const siblings = this.#waiting.get(parentId);
    if (siblings) siblings.push(record);
    else this.#waiting.set(parentId, [record]);
  }

  *empty(): Generator<CommentRecord> {
    const held = new Set([...this.#waiting.values()].flat().map(({ id }) => id));
    for (const parentId of [...this.#waiting.keys()]) {
      if (!held.has(parentId)) yield* this.#passAnswers(parentId);
    }
    // Only circles are left: each is entered somewhere.
    for (const parentId of [...this.#waiting.keys()]) yield* this.#passAnswers(parentId);
  }

  /** The record, what waited for it, what waited for that, and so on. */
  *#pass(record: CommentRecord): Generator<CommentRecord> {
    const queue = [record];
    for (const next of queue) {
      yield next;
      this.#passed.add(next.id);
      for (const answer of this.#take(next.id)) queue.push(answer);
    }
  }

  *#passAnswers(parentId: string): Generator<CommentRecord> {
    for (const record of this.#take(parentId)) yield* this.#pass(record);
  }

  #take(parentId: string): readonly CommentRecord[] {
    const records = this.#waiting.get(parentId) ?? [];
    this.#waiting.delete(parentId);
    return records;
  }
}
