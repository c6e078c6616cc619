import { randomBytes } from 'node:crypto';
import { assertDocumented } from './document.ts';

/** What a server says, as tests look at it: the document says what it is. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

export interface Call {
  readonly json?: unknown;
  readonly body?: BodyInit;
  readonly token?: string;
  readonly key?: string;
  readonly viewer?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Null where there is no JSON. */
  readonly json: Json;
}

export function randomKey(): string {
  return randomBytes(18).toString('base64url');
}

/** Speaks to a server as a program would, and checks all it says. */
export class Client {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async call(method: string, path: string, call: Call = {}): Promise<Answer> {
    const headers = {
      ...(call.json !== undefined && { 'content-type': 'application/json' }),
      ...(call.token && { authorization: `Bearer ${call.token}` }),
      ...(call.key && { 'idempotency-key': call.key }),
      ...(call.viewer && { 'colloquy-viewer': call.viewer }),
      ...call.headers,
    };
    const body = call.json !== undefined ? JSON.stringify(call.json) : call.body;
    const response = await fetch(this.url + path, { method, headers, ...(body !== undefined && { body }) });
    const text = await response.text();
    const answer = { status: response.status, headers: response.headers, text };
    assertDocumented(method, path.replace(/\?.*/s, ''), answer);
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { ...answer, json: isJson ? JSON.parse(text) : null };
  }

  get(path: string, call?: Call): Promise<Answer> {
    return this.call('GET', path, call);
  }

  list(thread: string, query: Readonly<Record<string, string | number>> = {}, call?: Call): Promise<Answer> {
    const search = new URLSearchParams({ thread });
    for (const [name, value] of Object.entries(query)) search.set(name, `${value}`);
    return this.get(`/v1/comments?${search}`, call);
  }

  /** Writes a comment; what is given replaces parts of an ordinary one. */
  post(
    thread: string,
    text: string,
    more: Readonly<Record<string, unknown>> = {},
    call: Call = {},
  ): Promise<Answer> {
    return this.call('POST', '/v1/comments', {
      key: randomKey(),
      json: newComment(thread, text, more),
      ...call,
    });
  }
}

export function newComment(thread: string, text: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    thread: { key: thread, url: 'https://blog.example/post', title: 'A post' },
    parentId: null,
    author: { name: 'Ana' },
    body: { format: 'text', value: text },
    ...more,
  };
}
