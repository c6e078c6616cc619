/** Requests that a server must refuse, and how. */
import { request } from 'node:http';
import { type Answer, Client, type Json, newComment, randomKey } from './client.ts';
import { MODERATOR_TOKEN } from './fixture.ts';

export interface Hostile {
  readonly name: string;
  readonly send: (client: Client) => Promise<Answer>;
  readonly status: readonly number[];
}

const NOT_TEXT: readonly unknown[] = [0, 1.5, -1, true, false, [], {}, ['x'], { toString: 'x' }, [[['x']]]];
const NOT_OBJECT: readonly unknown[] = [0, true, null, 'x', [], [{}]];
const COMMENTS = '/v1/comments';
const MEGABYTE = 1024 * 1024;

const post = (json: unknown) => (client: Client) => client.call('POST', COMMENTS, { key: randomKey(), json });
const raw =
  (body: BodyInit, type = 'application/json') =>
  (client: Client) =>
    client.call('POST', COMMENTS, { key: randomKey(), body, headers: { 'content-type': type } });

/** The comment with one part, named by a path, replaced. */
function withPart(path: string, value: unknown) {
  const comment: Json = structuredClone(newComment('hostile', 'Hostile'));
  const names = path.split('.');
  const last = names.pop()!;
  let part = comment;
  for (const name of names) part = part[name] ??= {};
  if (value === undefined) delete part[last];
  else part[last] = value;
  return comment;
}

function* wrongTypes(): Generator<Hostile> {
  const texts = ['thread.key', 'thread.url', 'thread.title', 'author.name', 'author.email', 'author.url'];
  for (const path of [
    ...texts,
    'author.location',
    'body.format',
    'body.value',
    'body.lang',
    'parentId',
    'startedAt',
  ]) {
    for (const [index, value] of NOT_TEXT.entries()) {
      yield { name: `${path} of a wrong type (${index})`, send: post(withPart(path, value)), status: [400] };
    }
  }
  for (const path of ['thread', 'author', 'body', 'challenge', 'challenge.challenge', 'challenge.solution']) {
    for (const [index, value] of NOT_OBJECT.entries()) {
      // No challenge at all is fine where none is wanted.
      if (path === 'challenge' && value === null) continue;
      yield { name: `${path} of a wrong type (${index})`, send: post(withPart(path, value)), status: [400] };
    }
  }
  for (const path of [
    'thread',
    'author',
    'body',
    'thread.key',
    'thread.url',
    'thread.title',
    'body.format',
    'body.value',
  ]) {
    yield { name: `no ${path}`, send: post(withPart(path, undefined)), status: [400] };
  }
}

function* wrongValues(): Generator<Hostile> {
  const values: Record<string, readonly unknown[]> = {
    'thread.key': ['', 'null', 'undefined', '[object Object]', 'x'.repeat(2001), 'a\0', '\ud800'],
    'thread.url': [
      '',
      'x',
      '//x',
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'http://',
      `https://${'x'.repeat(2000)}`,
    ],
    'thread.title': ['x'.repeat(501), '\0', '\udfff'],
    'author.name': ['', ' ', '\n', 'a\nb', 'a\u0007', '\u2028', 'x'.repeat(101), '\ud800', 'a\0'],
    'author.email': ['x', '@', 'a@', '@b', 'a b@c', 'a@b\r\nBcc: c@d', `${'x'.repeat(254)}@y`],
    'author.url': [
      'x',
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'data:,x',
      'http://',
      'ftp://x.example/',
      ' https://x.example',
    ],
    'author.location': ['x'.repeat(101), 'a\tb', '\0'],
    'body.format': ['', 'html', 'markdown', 'TEXT', 'text ', '__proto__', 'constructor'],
    'body.value': ['', ' ', '\n\t', '\u00a0', 'x'.repeat(10_001), 'a\0b', '\ud83d', '🦊'.repeat(5001)],
    'body.lang': ['x'.repeat(36), '\0'],
    parentId: [
      '',
      'x',
      '../../etc',
      "' or 1=1 --",
      'x'.repeat(201),
      `${'a'.repeat(22)}.${'b'.repeat(22)}`,
      '__proto__',
      '\0',
    ],
    startedAt: ['x', '2012-13-45', 'x'.repeat(41)],
  };
  for (const [path, list] of Object.entries(values)) {
    for (const value of list) {
      const name = `${path}: ${JSON.stringify(value).slice(0, 40)}`;
      yield { name, send: post(withPart(path, value)), status: path === 'parentId' ? [400, 404] : [400] };
    }
  }
}

function* wrongBodies(): Generator<Hostile> {
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

function* wrongQueries(): Generator<Hostile> {
  const get = (query: string) => (client: Client) => client.get(`${COMMENTS}?${query}`);
  const queries = [
    '',
    'thread=',
    'thread=null',
    'thread=%00',
    'thread=x&limit=0',
    'thread=x&limit=-1',
    'thread=x&limit=1e9',
    'thread=x&limit=999999999999999999999',
    'thread=x&limit=',
    'thread=x&page=0',
    'thread=x&page=-5',
    'thread=x&page=1.5',
    'thread=x&page=99999999999',
    'thread=x&sort=',
    'thread=x&sort=newest;drop',
    'thread=x&sort=__proto__',
    `thread=${'x'.repeat(3000)}`,
  ];
  for (const query of queries) yield { name: `query ${query.slice(0, 40)}`, send: get(query), status: [400] };
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const cursors = [
    'x',
    '%00',
    '..',
    'e30',
    '=',
    'W10',
    'bnVsbA',
    'x'.repeat(1001),
    ...[
      {},
      [],
      null,
      1,
      ['newest'],
      ['newest', 0, 1, 0, 0],
      ['newest', 0, 3, 0, 0, 'x'],
      ['newest', -1, 1, 0, 0, 'x'],
      ['newest', 0, 1, 0, 0, "' or 1=1"],
      ['newest', 0, 1, 0, 0, { $gt: '' }],
      ['newest', 0, 1, 1e300, 0, 'x'],
      ['newest', 0, 1, 0, 1.5, 'x'],
      ['newest', 0, 1, 0, null, 'x'],
      ['newest', '0', 1, 0, 0, 'x'],
      ['top', 0, 1, 0, 0, 'x'],
      ['newest', 0, 1, 0, 0, 'x'.repeat(65)],
      ['newest', 0, 1, 0, 0, 'x', 'y'],
      ['newest', 0, 1, 2 ** 31, 0, 'x'],
    ].map(encoded),
  ];
  for (const cursor of cursors) {
    yield {
      name: `cursor ${cursor.slice(0, 30)}`,
      send: get(`thread=stored&sort=newest&cursor=${cursor}`),
      status: [400],
    };
  }
  const counts = [
    {},
    { threads: 'x' },
    { threads: {} },
    { threads: [1] },
    { threads: [null] },
    { threads: [''] },
    { threads: ['null'] },
    { threads: Array(101).fill('x') },
  ];
  for (const json of counts) {
    yield {
      name: `counts ${JSON.stringify(json).slice(0, 30)}`,
      send: (client) => client.call('POST', '/v1/counts', { json }),
      status: [400],
    };
  }
}

function* wrongHeaders(): Generator<Hostile> {
  const json = newComment('hostile', 'Hostile');
  const key = randomKey();
  for (const wrong of ['', 'short', 'x'.repeat(201), 'with blank space in it', 'ümlautümlautümlaut']) {
    yield {
      name: `key ${wrong.slice(0, 20)}`,
      send: (client) => client.call('POST', COMMENTS, { json, headers: { 'idempotency-key': wrong } }),
      status: [400],
    };
  }
  for (const viewer of ['x', 'x'.repeat(129), `${'x'.repeat(30)}'`, '../../../../../../../../../x']) {
    yield {
      name: `viewer ${viewer.slice(0, 20)}`,
      send: (client) => client.call('POST', COMMENTS, { json, key, viewer }),
      status: [400],
    };
  }
  for (const authorization of [
    'x',
    'Bearer',
    'Bearer a b',
    'Basic YTpi',
    `Bearer ${'x'.repeat(201)}`,
    "Bearer ' or 1=1",
  ]) {
    yield {
      name: `authorization ${authorization.slice(0, 20)}`,
      send: (client) => client.call('POST', COMMENTS, { json, key, headers: { authorization } }),
      status: [401],
    };
  }
  const origins = [
    'https://evil.example',
    'null',
    'http://blog.example',
    'https://blog.example.evil.example',
    'https://evil.example/https://blog.example',
    'https://blog.example:444',
    'file://',
    'https://sub.blog.example',
    '*',
  ];
  for (const origin of origins) {
    for (const [method, path] of [
      ['POST', COMMENTS],
      ['PATCH', `${COMMENTS}/x`],
      ['DELETE', `${COMMENTS}/x`],
      ['PUT', `${COMMENTS}/x/reactions/like`],
      ['GET', '/v1/moderation/comments'],
    ] as const) {
      yield {
        name: `${method} from ${origin}`,
        send: (client) =>
          client.call(method, path, {
            key: randomKey(),
            ...(method !== 'GET' && { json }),
            token: MODERATOR_TOKEN,
            headers: { origin },
          }),
        status: [403],
      };
    }
  }
}

function* wrongAddresses(): Generator<Hostile> {
  const ids = [
    'x',
    '%00',
    '..%2f..%2fetc',
    "' or '1'='1",
    `${'a'.repeat(22)}.${'b'.repeat(22)}`,
    '__proto__',
    'x'.repeat(3000),
    '%F0%9F%A6%8A',
    '%ff',
    '%',
  ];
  for (const id of ids.map((one) => one.replaceAll(' ', '%20'))) {
    const path = `${COMMENTS}/${id}`;
    const body = { json: { body: { format: 'text', value: 'x' } } };
    const calls: [string, string, object][] = [
      ['GET', path, {}],
      ['GET', `${path}/page`, {}],
      ['PATCH', path, { ...body, token: MODERATOR_TOKEN }],
      ['DELETE', path, { token: MODERATOR_TOKEN }],
      ['PUT', `${path}/reactions/like`, { viewer: randomKey() }],
      ['POST', `${path}/reports`, { json: { reason: 'x' } }],
      ['PATCH', `/v1/moderation/comments/${id}`, { json: { status: 'published' }, token: MODERATOR_TOKEN }],
    ];
    for (const [method, at, call] of calls) {
      yield {
        name: `${method} ${at.slice(0, 40)}`,
        send: (client) => client.call(method, at, call),
        status: [400, 404],
      };
    }
  }
  for (const [method, path] of [
    ['GET', '/'],
    ['GET', '/v1'],
    ['GET', '/v2/comments'],
    ['GET', '/v1/comments/'],
    ['GET', '/.git/config'],
    ['GET', '/v1/../../etc/passwd'],
    ['POST', '/openapi.jsonx'],
  ] as const) {
    yield { name: `${method} ${path}`, send: (client) => client.call(method, path), status: [400, 404] };
  }
  for (const [method, path] of [
    ['PUT', COMMENTS],
    ['DELETE', COMMENTS],
    ['PATCH', COMMENTS],
    ['POST', `${COMMENTS}/x`],
    ['PUT', '/v1/counts'],
    ['GET', '/v1/counts'],
    ['POST', '/openapi.json'],
    ['POST', '/v1/events'],
  ] as const) {
    yield { name: `${method} ${path}`, send: (client) => client.call(method, path), status: [405] };
  }
}

function* wrongModeration(): Generator<Hostile> {
  const token = MODERATOR_TOKEN;
  const calls: [string, string, readonly unknown[]][] = [
    [
      'PATCH',
      '/v1/moderation/thread',
      [{}, { key: 'x' }, { key: 1, closed: true }, { key: 'x', closed: 'yes' }],
    ],
    [
      'POST',
      '/v1/moderation/blocks',
      [{}, { kind: 'x', value: 'y' }, { kind: 'name' }, { kind: 'name', value: '' }],
    ],
    ['DELETE', '/v1/moderation/blocks', [{}, [], { kind: 'name', value: 1 }]],
    ['PUT', '/v1/moderation/settings', [{}, { moderation: 'none' }, { moderation: ['pre'] }]],
  ];
  for (const [method, path, bodies] of calls) {
    for (const json of bodies) {
      const name = `${method} ${path} ${JSON.stringify(json)}`;
      yield { name, send: (client) => client.call(method, path, { token, json }), status: [400] };
    }
  }
  for (const query of ['status=x', 'limit=0', 'cursor=x', 'cursor=W10', 'status=deleted']) {
    const path = `/v1/moderation/comments?${query}`;
    yield { name: path, send: (client) => client.get(path, { token }), status: [400] };
  }
}

export const HOSTILE_REQUESTS: readonly Hostile[] = [
  ...wrongTypes(),
  ...wrongValues(),
  ...wrongBodies(),
  ...wrongQueries(),
  ...wrongHeaders(),
  ...wrongAddresses(),
  ...wrongModeration(),
];

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
