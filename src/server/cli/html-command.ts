import { parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

const HELP = `colloquy html --backend NAME --endpoint URL --url URL [options]

Writes the comments of a page as HTML, to be put between the tags of its <colloquy-comments>.

--backend NAME   where they are, as in the attribute
--endpoint URL   address of the backend, as in the attribute
--site NAME      name of the site there, where the backend needs one
--url URL        address of the page
--thread NAME    what the site calls the thread, where that is not its address
--title TEXT     title of the page
--lang TAG       language of the page (en)
--limit N        top-level comments at most (200)
--help           this text`;

/** Those whose comments are nowhere but in a browser. */
const IN_BROWSERS = ['local', 'memory'];

/** Writes HTML to the standard output, and nothing else. @throws UsageError */
export async function htmlCommand(args: readonly string[]): Promise<void> {
  const values = parse(args);
  if (values.help) {
    console.log(HELP);
    return;
  }
  // Of the package, and not in the program's file, which is enough for a server.
  const [{ BACKENDS }, { AdapterError }, { renderThread }] = await Promise.all([
    import('../../adapters/registry.ts'),
    import('../../core/adapter/adapter-error.ts'),
    import('../../static/index.ts'),
  ]);
  const { backend: name = '', url, thread, title, lang, limit, endpoint = '', site = '' } = values;
  const names = [...BACKENDS.keys()].filter((one) => !IN_BROWSERS.includes(one));
  const backend = names.includes(name) && BACKENDS.get(name);
  if (!backend) throw new UsageError(`--backend has to be one of ${names.join(', ')}.\n\n${HELP}`);
  const missing = backend.needs.find((option) => !values[option]);
  if (missing) throw new UsageError(`--backend ${name} needs --${missing}.\n\n${HELP}`);
  if (!url || !URL.canParse(url)) throw new UsageError(`--url has to be the address of the page.\n\n${HELP}`);
  if (endpoint && !URL.canParse(endpoint))
    throw new UsageError(`--endpoint "${endpoint}" is not an address.`);
  const options = {
    url,
    ...(thread && { thread }),
    ...(title && { title }),
    ...(lang && { lang: readLanguage(lang) }),
    ...(limit && { limit: readLimit(limit) }),
  };
  const adapter = await backend.load({ endpoint, site });
  try {
    process.stdout.write(`${await renderThread(adapter, options)}\n`);
  } catch (thrown) {
    if (!(thrown instanceof AdapterError)) throw thrown;
    console.error(`The comments could not be had (${thrown.code}). ${thrown.message}`);
    process.exitCode = 1;
  } finally {
    adapter.dispose?.();
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        backend: { type: 'string' },
        endpoint: { type: 'string' },
        site: { type: 'string' },
        url: { type: 'string' },
        thread: { type: 'string' },
        title: { type: 'string' },
        lang: { type: 'string' },
        limit: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (thrown) {
    throw new UsageError(`${(thrown as Error).message}\n\n${HELP}`);
  }
}

function readLanguage(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0]!;
  } catch {
    throw new UsageError(`--lang "${tag}" is no language tag, such as en or pt-BR.`);
  }
}

function readLimit(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError(`--limit "${text}" is no number from 1 to 999999.`);
  return Number(text);
}
