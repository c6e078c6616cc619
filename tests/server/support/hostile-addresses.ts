import { type Client, newComment, randomKey } from './client.ts';
import { MODERATOR_TOKEN } from './fixture.ts';
import { COMMENTS, type Hostile } from './hostile.ts';

export function* wrongQueries(): Generator<Hostile> {
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

export function* wrongHeaders(): Generator<Hostile> {
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

export function* wrongAddresses(): Generator<Hostile> {
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

export function* wrongModeration(): Generator<Hostile> {
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
