import { request } from 'node:http';
import { type Answer, type Client, newComment, randomKey } from './client.ts';
import { COMMENTS, type Hostile } from './hostile.ts';

const MEGABYTE = 1024 * 1024;

const raw =
  (body: BodyInit, type = 'application/json') =>
  (client: Client) =>
    client.call('POST', COMMENTS, { key: randomKey(), body, headers: { 'content-type': type } });

export function* wrongBodies(): Generator<Hostile> {
  const good = JSON.stringify(newComment('hostile', 'Hostile'));
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonx',
    'text/json',
    'application/json; charset=utf-16',
    'application/json, text/plain',
  ]) {
    yield { name: `content type ${type}`, send: raw(good, type), status: [415] };
  }
  const bodies = [
    '',
    ' ',
    '{',
    '}',
    'null',
    'true',
    '1',
    '"x"',
    '[]',
    '[{}]',
    '{"thread"',
    `${good}x`,
    good.slice(0, -1),
    `[${good}]`,
    "{'a':1}",
    '{"a":01}',
    'NaN',
    '\ufeff\ufeff{}',
    '{"__proto__":{"a":1}}',
    '{"constructor":{"prototype":{}}}',
  ];
  for (const body of bodies) yield { name: `body ${body.slice(0, 30)}`, send: raw(body), status: [400] };
  for (const bytes of [[0xff, 0xfe], [0xc0, 0x80], [0x80], [0xed, 0xa0, 0x80]]) {
    yield {
      name: `bytes ${bytes.join(' ')}`,
      send: raw(new Uint8Array([...Buffer.from('{"a":"'), ...bytes, ...Buffer.from('"}')])),
      status: [400],
    };
  }
  for (const depth of [100, 10_000, 30_000]) {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const nested = open.repeat(depth) + (open === '[' ? '' : '1') + close.repeat(depth);
      const status = nested.length > 128 * 1024 ? [413] : [400];
      yield { name: `nested ${depth} deep in ${open}`, send: raw(nested), status };
      const within = `${good.slice(0, -1)},"parentId":${nested}}`;
      yield {
        name: `nested ${depth} deep in the comment, ${open}`,
        send: raw(within),
        status: within.length > 128 * 1024 ? [413] : [400],
      };
    }
  }
  for (let index = 0; index < 6; index++) {
    const large = JSON.stringify(newComment('hostile', 'x'.repeat(10 * MEGABYTE)));
    yield { name: `10 MB (${index})`, send: raw(large), status: [413] };
    const stream = () =>
      new ReadableStream({
        start(controller) {
          for (let chunk = 0; chunk < 160; chunk++)
            controller.enqueue(new Uint8Array(MEGABYTE / 16).fill(0x20));
          controller.close();
        },
      });
    yield {
      name: `10 MB of unknown length (${index})`,
      send: (client) => streamed(client, stream()),
      status: [413],
    };
  }
}

/** A body without a length, which `fetch` would not send. */
function streamed(client: Client, stream: ReadableStream<Uint8Array>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(client.url);
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomKey() };
    const call = request(
      { hostname, port, path: COMMENTS, method: 'POST', headers, agent: false },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          const json: unknown = JSON.parse(text);
          resolve({ status: response.statusCode!, headers: new Headers(), text, json });
        });
      },
    );
    let answered = false;
    call.on('response', () => (answered = true));
    // The server hangs up on whoever goes on sending; by then it has answered.
    call.on('error', (error) => (answered ? undefined : reject(error)));
    void (async () => {
      for await (const chunk of stream) if (!call.destroyed) call.write(chunk);
      call.end();
    })();
  });
}
