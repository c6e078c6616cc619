/**
 * Keeps what is written to `console.error` out of the log, and in the returned list, which is emptied before
 * each test. Call it inside a `describe`.
 */
export function collectConsoleErrors(): string[] {
  const errors: string[] = [];
  const original = console.error;
  beforeEach(() => {
    errors.length = 0;
    console.error = (...args: unknown[]) => void errors.push(args.map(String).join(' '));
  });
  afterEach(() => {
    console.error = original;
  });
  return errors;
}

/**
 * Collects what is given to `reportError`, such as exceptions of a page's own code, which would otherwise
 * fail the test. Call it inside a `describe`.
 */
export function collectReportedErrors(): unknown[] {
  const errors: unknown[] = [];
  const original = globalThis.reportError;
  beforeEach(() => {
    errors.length = 0;
    globalThis.reportError = (error: unknown) => void errors.push(error);
  });
  afterEach(() => {
    globalThis.reportError = original;
  });
  return errors;
}
