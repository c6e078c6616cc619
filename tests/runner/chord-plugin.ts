import type { TestRunnerPlugin, TestSession } from '@web/test-runner';
import { ChromeLauncher } from '@web/test-runner-chrome';
import { WebKitLauncher } from './webkit-launcher.ts';

/** The runner's own command for keys cannot press two together in every engine; this one can. */
export function chordPlugin(): TestRunnerPlugin<string[]> {
  return {
    name: 'press-chord',
    async executeCommand({ command, payload, session }) {
      if (command !== 'press-chord' || !payload) return undefined;
      await pressChord(session, payload);
      return true;
    },
  };
}

async function pressChord(
  { browser, id }: Pick<TestSession, 'browser' | 'id'>,
  keys: string[],
): Promise<void> {
  if (browser instanceof WebKitLauncher) return browser.pressChord(id, keys);
  if (!(browser instanceof ChromeLauncher)) throw new Error(`Cannot press keys in ${browser.name}`);
  const { keyboard } = browser.getPage(id);
  const named = keys as Parameters<typeof keyboard.down>[0][];
  for (const key of named) await keyboard.down(key);
  for (const key of named.toReversed()) await keyboard.up(key);
}
