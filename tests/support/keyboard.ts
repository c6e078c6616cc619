import { executeServerCommand } from '@web/test-runner-commands';

/** Presses keys together, in every engine: `await pressChord('Control', 'Enter')`. */
export async function pressChord(...keys: string[]): Promise<void> {
  await executeServerCommand('press-chord', keys);
}
