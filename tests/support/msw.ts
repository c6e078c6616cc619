import type { RequestHandler } from 'msw';
import { setupWorker, type SetupWorker } from 'msw/browser';

/**
 * Answers this file's requests with the given handlers; whatever none of them takes goes to the test server.
 * Call it inside a `describe`. Handlers that a test adds with `use` are gone after it.
 */
export function useMsw(...handlers: RequestHandler[]): SetupWorker {
  const worker = setupWorker(...handlers);
  before(() => worker.start({ quiet: true, onUnhandledFrame: 'bypass' }));
  afterEach(() => worker.resetHandlers());
  after(() => worker.stop());
  return worker;
}
