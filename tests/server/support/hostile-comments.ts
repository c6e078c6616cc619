import { type Client, type Json, newComment, randomKey } from './client.ts';
import { COMMENTS, type Hostile } from './hostile.ts';

const NOT_TEXT: readonly unknown[] = [0, 1.5, -1, true, false, [], {}, ['x'], { toString: 'x' }, [[['x']]]];
const NOT_OBJECT: readonly unknown[] = [0, true, null, 'x', [], [{}]];

const post = (json: unknown) => (client: Client) => client.call('POST', COMMENTS, { key: randomKey(), json });

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

export function* wrongTypes(): Generator<Hostile> {
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

export function* wrongValues(): Generator<Hostile> {
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
    'body.value': ['', ' ', '\n\t', '\u00a0', 'x'.repeat(10_001), 'a\0b', '\ud83d', '🦊'.repeat(10_001)],
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
