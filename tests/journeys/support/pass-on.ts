import { type IncomingMessage, request, type ServerResponse } from 'node:http';

/** Has another server on this machine answer, as a reverse proxy does. */
export function passOn(asked: IncomingMessage, answer: ServerResponse, address: string): void {
  const { method, headers } = asked;
  const passed = request(address, { method, headers }, (given) => {
    answer.writeHead(given.statusCode!, given.headers);
    given.pipe(answer);
  });
  passed.once('error', () => answer.destroy());
  asked.pipe(passed);
}
