/** WordPress from Debian's package, with a database and settings of its own. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../runner/free-port.ts';
import { aptInstall, type Backend, findProgram } from './backend.ts';
import { type MariaDb, missingForMariaDb, startMariaDb } from './mariadb.ts';
import { ServerFolder, ServerProcess } from './server-process.ts';

const WORDPRESS = '/usr/share/wordpress';
const SCRIPTS = join(import.meta.dirname, 'wordpress');
/** A thread is a post; the kit uses several hundred. */
const POSTS = 3000;

/** As `install.php` makes them. */
const USERS = { moderator: 1, subscriber: 2 };

export const wordpress: Backend = {
  name: 'wordpress',
  title: `WordPress ${readVersion()}`,
  missing: () => [
    ...(existsSync(WORDPRESS) ? [] : ['wordpress']),
    ...(findProgram('php') ? [] : ['php']),
    ...missingForMariaDb(),
  ],
  install: aptInstall([
    'wordpress',
    'php-cli',
    'php-mysql',
    'php-xml',
    'php-mbstring',
    'php-curl',
    'mariadb-server',
  ]),
};

export interface WordPressServer {
  readonly endpoint: string;
  /** The number of a post that nobody has commented on. */
  newPost(): string;
  /** Lets nobody comment on it any more. */
  closePost(id: string): Promise<void>;
  /** What the browser of somebody who has signed in has on a page of the site. */
  signIn(who: keyof typeof USERS): Promise<SignedIn>;
  stop(): Promise<void>;
}

interface SignedIn {
  readonly nonce: string;
  readonly cookie: string;
}

export async function startWordPress(): Promise<WordPressServer> {
  const folder = new ServerFolder();
  const database = await startMariaDb();
  try {
    const endpoint = `http://127.0.0.1:${await freePort()}`;
    const content = folder.file('content');
    mkdirSync(content);
    const environment = environmentOf(database, endpoint, content);
    let post = install(environment);
    const server = await ServerProcess.start({
      title: wordpress.title,
      command: findProgram('php')!,
      args: [...PHP_SETTINGS, '-S', new URL(endpoint).host, join(SCRIPTS, 'router.php')],
      // By itself it answers one request at a time.
      environment: { ...environment, PHP_CLI_SERVER_WORKERS: '4' },
      stopSignal: 'SIGINT',
      isUp: (output) => output.includes('Development Server'),
    });
    return {
      endpoint,
      newPost: () => `${post++}`,
      closePost: (id) => closePost(endpoint, id),
      signIn: (who) => signIn(endpoint, who),
      async stop() {
        await server.stop();
        await database.stop();
        folder.remove();
      },
    };
  } catch (thrown) {
    await database.stop();
    folder.remove();
    throw thrown;
  }
}

const PHP_SETTINGS = ['-d', 'opcache.enable_cli=1', '-d', 'display_errors=stderr'];

function environmentOf(
  database: MariaDb,
  address: string,
  content: string,
): Readonly<Record<string, string>> {
  return {
    WORDPRESS_FOLDER: WORDPRESS,
    WORDPRESS_ADDRESS: address,
    WORDPRESS_CONTENT: content,
    MYSQL_HOST: database.host,
    MYSQL_PORT: `${database.port}`,
    MYSQL_DB: database.database,
    MYSQL_USER: database.user,
    MYSQL_PASSWORD: database.password,
  };
}

/** The number of the first post. */
function install(environment: Readonly<Record<string, string>>): number {
  const { stdout, stderr } = spawnSync(
    findProgram('php')!,
    [...PHP_SETTINGS, join(SCRIPTS, 'install.php'), `${POSTS}`],
    {
      encoding: 'utf8',
      timeout: 120_000,
      env: { PATH: process.env['PATH'], ...environment },
    },
  );
  const [, first] = /posts from (\d+)/.exec(stdout) ?? [];
  if (first === undefined) throw new Error(`WordPress cannot be installed: ${stdout}${stderr}`);
  return Number(first);
}

async function signIn(endpoint: string, who: keyof typeof USERS): Promise<SignedIn> {
  const answer = await fetch(`${endpoint}/sign-in/${USERS[who]}`);
  const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
  return { nonce: await answer.text(), cookie: cookie.join('; ') };
}

async function closePost(endpoint: string, id: string): Promise<void> {
  const { nonce, cookie } = await signIn(endpoint, 'moderator');
  const headers = { 'x-wp-nonce': nonce, cookie };
  const address = `${endpoint}/wp-json/wp/v2/posts/${id}?comment_status=closed`;
  const { status } = await fetch(address, { method: 'POST', headers });
  if (status !== 200) throw new Error(`${address} gave ${status}`);
}

function readVersion(): string {
  const file = join(WORDPRESS, 'wp-includes/version.php');
  if (!existsSync(file)) return '';
  return /^\$wp_version = '([^']+)'/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
}
