import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { DatabaseKind } from './database.ts';

/** Brings a database to the newest form; safe to call by several processes at once. */
export async function migrate(db: Kysely<never>, kind: DatabaseKind): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () => ({
        '0001-comments': comments(kind),
        '0002-segments': segments(kind),
        '0003-authors': AUTHORS,
      }),
    },
    migrationTableName: 'colloquy_migration',
    migrationLockTableName: 'colloquy_migration_lock',
    // Without a lock of its own for SQLite, whoever opens a file has a transaction around all of this.
    disableTransactions: kind === 'sqlite',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('Migration failed.');
}

/** Byte order everywhere: a database's own language would sort ids and cursors in another way. */
function textIn(kind: DatabaseKind) {
  return kind === 'postgres' ? sql`text collate "C"` : sql`text`;
}

/** For one author's comments in a thread. */
const AUTHORS: Migration = {
  async up(db: Kysely<never>) {
    await db.schema
      .createIndex('colloquy_comment_author')
      .on('colloquy_comment')
      .columns(['thread_id', 'author_name', 'created_at', 'id'])
      .execute();
  },
};

function segments(kind: DatabaseKind): Migration {
  const text = textIn(kind);
  return {
    async up(db: Kysely<never>) {
      await db.schema
        .createTable('colloquy_segment')
        .addColumn('thread_id', text, (column) => column.notNull())
        .addColumn('sort', text, (column) => column.notNull())
        .addColumn('score', 'integer', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('id', text, (column) => column.notNull())
        .addColumn('roots', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('colloquy_segment_pk', ['thread_id', 'sort', 'score', 'created_at', 'id'])
        .execute();
    },
  };
}

function comments(kind: DatabaseKind): Migration {
  const text = textIn(kind);
  return {
    async up(db: Kysely<never>) {
      await db.schema
        .createTable('colloquy_thread')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('site', text, (column) => column.notNull())
        .addColumn('key', text, (column) => column.notNull())
        .addColumn('url', text, (column) => column.notNull())
        .addColumn('title', text, (column) => column.notNull())
        .addColumn('closed', 'integer', (column) => column.notNull())
        .addColumn('version', 'bigint', (column) => column.notNull())
        .addColumn('total', 'integer', (column) => column.notNull())
        .addColumn('roots', 'integer', (column) => column.notNull())
        .addColumn('pinned_roots', 'integer', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute();

      await db.schema
        .createTable('colloquy_comment')
        .addColumn('thread_id', text, (column) => column.notNull())
        .addColumn('id', text, (column) => column.notNull())
        .addColumn('site', text, (column) => column.notNull())
        .addColumn('parent_id', text)
        .addColumn('root_id', text, (column) => column.notNull())
        .addColumn('depth', 'integer', (column) => column.notNull())
        .addColumn('reply_index', 'integer', (column) => column.notNull())
        .addColumn('last_reply_index', 'integer', (column) => column.notNull())
        .addColumn('replies', 'integer', (column) => column.notNull())
        .addColumn('listed', 'integer', (column) => column.notNull())
        .addColumn('root_rank', 'integer', (column) => column.notNull())
        .addColumn('status', text, (column) => column.notNull())
        .addColumn('pinned', 'integer', (column) => column.notNull())
        .addColumn('author_id', text)
        .addColumn('author_name', text, (column) => column.notNull())
        .addColumn('author_url', text)
        .addColumn('author_avatar_url', text)
        .addColumn('author_location', text)
        .addColumn('author_badge', text)
        .addColumn('email', text)
        .addColumn('body_format', text, (column) => column.notNull())
        .addColumn('body_value', text, (column) => column.notNull())
        .addColumn('body_lang', text)
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addColumn('edited_at', 'bigint')
        .addColumn('reactions', text, (column) => column.notNull())
        .addColumn('score', 'integer', (column) => column.notNull())
        .addColumn('reports', 'integer', (column) => column.notNull())
        .addColumn('owner_hash', text)
        .addColumn('address_hash', text)
        .addColumn('fingerprint', text)
        .addPrimaryKeyConstraint('colloquy_comment_pk', ['thread_id', 'id'])
        .execute();
      for (const [name, columns] of Object.entries(COMMENT_INDEXES)) {
        await db.schema
          .createIndex(`colloquy_comment_${name}`)
          .on('colloquy_comment')
          .columns([...columns])
          .execute();
      }

      await db.schema
        .createTable('colloquy_reaction')
        .addColumn('thread_id', text, (column) => column.notNull())
        .addColumn('viewer_hash', text, (column) => column.notNull())
        .addColumn('comment_id', text, (column) => column.notNull())
        .addColumn('name', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('colloquy_reaction_pk', ['thread_id', 'viewer_hash', 'comment_id', 'name'])
        .execute();
      await db.schema
        .createIndex('colloquy_reaction_by_comment')
        .on('colloquy_reaction')
        .columns(['thread_id', 'comment_id'])
        .execute();
      await db.schema
        .createTable('colloquy_report')
        .addColumn('thread_id', text, (column) => column.notNull())
        .addColumn('comment_id', text, (column) => column.notNull())
        .addColumn('reporter_hash', text, (column) => column.notNull())
        .addColumn('reason', text, (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('colloquy_report_pk', ['thread_id', 'comment_id', 'reporter_hash'])
        .execute();
      await db.schema
        .createTable('colloquy_write')
        .addColumn('key_hash', text, (column) => column.primaryKey())
        .addColumn('request_hash', text, (column) => column.notNull())
        .addColumn('comment_id', text, (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('colloquy_spent')
        .addColumn('challenge_hash', text, (column) => column.primaryKey())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('colloquy_quota')
        .addColumn('bucket', text, (column) => column.primaryKey())
        .addColumn('used', 'integer', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('colloquy_block')
        .addColumn('site', text, (column) => column.notNull())
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('value', text, (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('colloquy_block_pk', ['site', 'kind', 'value'])
        .execute();
      await db.schema
        .createTable('colloquy_setting')
        .addColumn('site', text, (column) => column.notNull())
        .addColumn('name', text, (column) => column.notNull())
        .addColumn('value', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('colloquy_setting_pk', ['site', 'name'])
        .execute();
    },
  };
}

/** The last two are for moderators and look across threads. */
const COMMENT_INDEXES = {
  by_time: ['thread_id', 'root_rank', 'created_at', 'id'],
  by_score: ['thread_id', 'root_rank', 'score', 'created_at', 'id'],
  by_root: ['thread_id', 'root_id', 'reply_index'],
  by_fingerprint: ['thread_id', 'fingerprint'],
  by_status: ['site', 'status', 'created_at', 'id'],
  by_reports: ['site', 'reports'],
} as const;
