/** The real server on a database in a temporary folder, and what is in it. */
import type { Database } from '../../src/server/database/database.ts';
import { openDatabase } from '../../src/server/database/open-database.ts';
import { threadIdOf } from '../../src/server/comments/thread-id.ts';
import type { Settings } from '../../src/server/settings.ts';
import { newComment, randomKey } from '../server/support/client.ts';
import { type Fixture, startOn, TemporaryFolder } from '../server/support/fixture.ts';

/** A comment as it is stored. */
export interface StoredComment {
  readonly id: string;
  readonly text: string;
  readonly parentId: string | null;
  readonly status: string;
  /** How many have chosen a reaction to it. */
  readonly votes: number;
}

export class ReferenceServer {
  readonly #folder: TemporaryFolder;
  readonly #fixture: Fixture;
  readonly #database: Database;

  private constructor(folder: TemporaryFolder, fixture: Fixture, database: Database) {
    this.#folder = folder;
    this.#fixture = fixture;
    this.#database = database;
  }

  static async start(settings: Partial<Settings> = {}): Promise<ReferenceServer> {
    const folder = new TemporaryFolder();
    const everybody = { origins: ['*'], maxWatchersPerAddress: 10_000 };
    const fixture = await startOn(folder.file('comments.db'), { ...everybody, ...settings });
    return new ReferenceServer(folder, fixture, await openDatabase(fixture.stored.database));
  }

  get url(): string {
    return this.#fixture.server.url;
  }

  /** Writes comments to a thread, the first one first; gives their ids. */
  async write(thread: string, texts: readonly string[], parentId: string | null = null): Promise<string[]> {
    const ids: string[] = [];
    for (const text of texts) {
      const response = await fetch(`${this.url}/v1/comments`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomKey() },
        body: JSON.stringify(newComment(thread, text, { parentId })),
      });
      const { comment } = (await response.json()) as { comment: { id: string } };
      ids.push(comment.id);
    }
    return ids;
  }

  /** What the database has of a thread, in the order in which it was written. */
  async stored(thread: string): Promise<readonly StoredComment[]> {
    const { queries } = this.#database;
    const threadId = threadIdOf(this.#fixture.stored.site, thread);
    const rows = await queries
      .selectFrom('colloquy_comment')
      .selectAll()
      .where('thread_id', '=', threadId)
      .orderBy('created_at')
      .execute();
    const votes = await queries
      .selectFrom('colloquy_reaction')
      .select('comment_id')
      .where('thread_id', '=', threadId)
      .execute();
    return rows.map((row) => ({
      id: row.id,
      text: row.body_value,
      parentId: row.parent_id,
      status: row.status,
      votes: votes.filter((vote) => vote.comment_id === row.id).length,
    }));
  }

  async close(): Promise<void> {
    await this.#database.close();
    await this.#fixture.close();
    this.#folder.remove();
  }
}
