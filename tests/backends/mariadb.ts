/** A MariaDB server with a data folder of its own, whatever the system runs. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { freePort } from '../runner/free-port.ts';
import { findProgram } from './backend.ts';
import { ServerFolder, ServerProcess } from './server-process.ts';

const PROGRAMS = ['mariadb-install-db', 'mariadbd'];

export function missingForMariaDb(): readonly string[] {
  return PROGRAMS.filter((program) => !findProgram(program));
}

export interface MariaDb {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  stop(): Promise<void>;
}

/** @param tables SQL that is run in the new database */
export async function startMariaDb(tables = ''): Promise<MariaDb> {
  const folder = new ServerFolder();
  const access = { user: 'colloquy', password: 'test', database: 'colloquy' };
  const setup = folder.file('setup.sql');
  // Run by the server itself: one statement a line.
  writeFileSync(
    setup,
    [
      `CREATE DATABASE ${access.database} CHARACTER SET utf8mb4;`,
      `CREATE USER ${access.user}@'127.0.0.1' IDENTIFIED BY '${access.password}';`,
      `GRANT ALL ON ${access.database}.* TO ${access.user}@'127.0.0.1';`,
      `USE ${access.database};`,
      tables.replace(/\s+/g, ' ').replaceAll('; ', ';\n'),
    ].join('\n'),
  );
  const data = folder.file('data');
  const common = ['--no-defaults', `--datadir=${data}`, `--user=${userInfo().username}`];
  const port = await freePort();
  try {
    const made = spawnSync(
      findProgram('mariadb-install-db')!,
      [...common, '--auth-root-authentication-method=normal', '--skip-test-db'],
      { encoding: 'utf8' },
    );
    if (made.status !== 0) throw new Error(`MariaDB makes no data folder: ${made.stdout}${made.stderr}`);
    const server = await ServerProcess.start({
      title: 'MariaDB',
      command: findProgram('mariadbd')!,
      args: [
        ...common,
        '--bind-address=127.0.0.1',
        `--port=${port}`,
        `--socket=${folder.file('socket')}`,
        `--pid-file=${folder.file('pid')}`,
        `--init-file=${setup}`,
        '--skip-log-bin',
      ],
      isUp: (output) => output.includes('ready for connections'),
    });
    return {
      host: '127.0.0.1',
      port,
      ...access,
      async stop() {
        await server.stop();
        folder.remove();
      },
    };
  } catch (thrown) {
    folder.remove();
    throw thrown;
  }
}
