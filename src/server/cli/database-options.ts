import { parseArgs } from 'node:util';
import { isDatabaseUrl } from '../database/open-database.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { readSettings } from './settings-file.ts';
import { UsageError } from './usage-error.ts';

/** What commands that work on the comments say of their database. */
export const DATABASE_HELP = `\
  --data FILE     SQLite file that keeps everything (colloquy.db); not used with DATABASE_URL
  --settings FILE the server's settings, where they name its site
  --help          this text

Environment:
  DATABASE_URL    address of a PostgreSQL database to use in place of a file`;

type Environment = Readonly<Record<string, string | undefined>>;

/** A SQLite file or the address of a PostgreSQL database. @throws UsageError */
export function chooseDatabase(data: string | undefined, environment: Environment): string {
  const url = environment['DATABASE_URL'];
  if (!url) return data ?? 'colloquy.db';
  if (!isDatabaseUrl(url)) throw new UsageError('DATABASE_URL must begin with postgres://.');
  if (data !== undefined) throw new UsageError('Give either --data or DATABASE_URL, not both.');
  return url;
}

export interface DatabaseOptions {
  readonly where: string;
  readonly site: string;
  /** Arguments that say something else. */
  readonly rest: readonly string[];
}

/** Takes out of a command's arguments what says which comments it works on. @throws UsageError */
export function takeDatabaseOptions(args: readonly string[], environment: Environment): DatabaseOptions {
  const { tokens } = parseArgs({
    args: [...args],
    // What else there is, the command knows.
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: { data: { type: 'string' }, settings: { type: 'string' } },
  });
  const taken = new Set<number>();
  const files = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind !== 'option' || (token.name !== 'data' && token.name !== 'settings')) continue;
    if (!token.value || (!token.inlineValue && token.value.startsWith('-'))) {
      throw new UsageError(`Which file? ${token.rawName} needs one.`);
    }
    files.set(token.name, token.value);
    taken.add(token.index);
    if (!token.inlineValue) taken.add(token.index + 1);
  }
  const settings = files.get('settings');
  return {
    where: chooseDatabase(files.get('data'), environment),
    site: (settings === undefined ? undefined : readSettings(settings).site) ?? DEFAULT_SETTINGS.site,
    rest: args.filter((_, index) => !taken.has(index)),
  };
}
