/** Reports what nobody waits for, as an uncaught error is; where that would end the process, on the console. */
export function report(error: unknown): void {
  if (typeof reportError === 'function') reportError(error);
  else console.error(error);
}
