/** The program `colloquy`. Commands are loaded when they are called. */
import { UsageError } from './cli/usage-error.ts';

const HELP = `colloquy <command>

serve    runs a comment server
import   reads comments of another system, or a backup
export   writes all comments as a backup
html     writes the comments of a page as HTML

"colloquy <command> --help" tells more.`;

const COMMANDS: Readonly<Record<string, () => Promise<(args: readonly string[]) => Promise<void>>>> = {
  serve: async () => (await import('./cli/serve-command.ts')).serveCommand,
  import: async () => (await import('./cli/import-command.ts')).importCommand,
  export: async () => (await import('./cli/export-command.ts')).exportCommand,
  html: async () => (await import('./cli/html-command.ts')).htmlCommand,
};

const [name = '', ...args] = process.argv.slice(2);
try {
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load) await (await load())(args);
  else if (name === '' || /^(-h|--help|help)$/.test(name)) console.log(HELP);
  else throw new UsageError(`There is no command "${name}".\n\n${HELP}`);
} catch (thrown) {
  if (!(thrown instanceof UsageError)) throw thrown;
  console.error(thrown.message);
  process.exitCode = 2;
}
