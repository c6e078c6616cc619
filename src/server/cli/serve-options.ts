import { parseArgs } from 'node:util';
import type { ServeOptions } from '../serve.ts';
import type { Settings } from '../settings.ts';
import { chooseDatabase } from './database-options.ts';
import { readSettings } from './settings-file.ts';
import { UsageError } from './usage-error.ts';

export const SERVE_HELP = `colloquy serve [options]

Runs a comment server.

--port N            port to listen on (3210; 0 for any that is free)
--host H            address to listen on (127.0.0.1; 0.0.0.0 for every interface)
--data FILE         SQLite file that keeps everything (colloquy.db); not used with DATABASE_URL
--origin ORIGIN     origin whose pages may write, such as https://example.com; may be repeated
--settings FILE     JSON file with further settings, such as {"moderation": "pre", "words": ["casino"]}
--trusted-proxies N number of proxies in front of the server whose X-Forwarded-For is believed (0)
--help              this text

Environment:
DATABASE_URL               address of a PostgreSQL database to use in place of a file
COLLOQUY_MODERATOR_TOKEN   the moderator token; without it one is made at the first start and shown once
COLLOQUY_SECRET            what tokens and hashes are made from; without it one is made and kept in the database`;

const MIN_TOKEN = 24;

/** Options from the command line and the environment, or null where only help is wanted. @throws UsageError */
export function readServeOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ServeOptions | null {
  const { values } = parse(args);
  if (values.help) return null;
  const database = chooseDatabase(values.data, environment);
  const moderatorToken = environment['COLLOQUY_MODERATOR_TOKEN'] || undefined;
  if (moderatorToken && moderatorToken.length < MIN_TOKEN) {
    throw new UsageError(`COLLOQUY_MODERATOR_TOKEN must have at least ${MIN_TOKEN} characters.`);
  }
  const settings: Partial<Settings> = values.settings === undefined ? {} : readSettings(values.settings);
  return {
    host: values.host,
    port: readNumber(values.port, '--port', 65_535),
    database,
    settings: {
      ...settings,
      origins: [...(settings.origins ?? []), ...(values.origin ?? []).map(readOrigin)],
      ...(values['trusted-proxies'] !== undefined && {
        trustedProxies: readNumber(values['trusted-proxies'], '--trusted-proxies', 20),
      }),
    },
    secret: environment['COLLOQUY_SECRET'] || undefined,
    moderatorToken,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '3210' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string' },
        origin: { type: 'string', multiple: true },
        settings: { type: 'string' },
        'trusted-proxies': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (thrown) {
    throw new UsageError((thrown as Error).message);
  }
}

function readNumber(text: string, option: string, max: number): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(number <= max)) throw new UsageError(`${option} must be a number from 0 to ${max}, not "${text}".`);
  return number;
}

function readOrigin(text: string): string {
  if (text === '*') return text;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new UsageError(`--origin must be like https://example.com, not "${text}".`);
  }
  return new URL(text).origin;
}
