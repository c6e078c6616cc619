/** What the names of all entries begin with. */
export const OUTBOX = 'colloquy:outbox:';

/** What the names of a thread's entries begin with: as JSON, so that no two threads have the same. */
export function outboxName(backend: string, threadKey: string): string {
  return `${OUTBOX}${JSON.stringify([backend, threadKey]).slice(0, -1)},`;
}
