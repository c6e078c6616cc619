/** Checks each answer of a server against the OpenAPI document. */
import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import openapi from '../../../src/server/openapi.json' with { type: 'json' };

const ajv = new Ajv2020({ strict: false, allErrors: true });
(formats as unknown as (target: Ajv2020) => void)(ajv);
ajv.addSchema(openapi, 'openapi');

const PATHS = Object.entries(openapi.paths as Record<string, Record<string, unknown>>).map(
  ([path, operations]) => ({
    path,
    operations,
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
  }),
);

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Fails unless the document says that this request may be answered so. */
export function assertDocumented(method: string, path: string, { status, headers, text }: Answered): void {
  const what = `${method} ${path} → ${status}`;
  if (status >= 400) {
    assertMatches('openapi#/components/schemas/Problem', text, `${what} ${text}`);
    assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/, what);
    return;
  }
  const found = PATHS.find(({ pattern }) => pattern.test(path));
  assert.ok(found, `${what}: the document has no such path`);
  const name = method.toLowerCase();
  const operation = found.operations[name] as { responses: Record<string, { content?: object }> } | undefined;
  assert.ok(operation, `${what}: the document has no such method`);
  const response = operation.responses[status];
  assert.ok(response, `${what}: the document has no such status`);
  const types = Object.keys(response.content ?? {});
  if (types.length === 0) {
    assert.equal(text, '', what);
    return;
  }
  const [type = ''] = (headers.get('content-type') ?? '').split(';');
  assert.ok(types.includes(type), `${what}: the type ${type} is not in the document`);
  if (type !== 'application/json') return;
  const pointer = ['paths', found.path, name, 'responses', `${status}`, 'content', type, 'schema']
    .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
  assertMatches(`openapi#/${pointer}`, text, what);
}

function assertMatches(schema: string, text: string, what: string): void {
  const validate = ajv.getSchema(schema) ?? ajv.compile({ $ref: schema });
  const fits = validate(JSON.parse(text));
  assert.ok(fits, `${what}: ${ajv.errorsText(validate.errors)}`);
}
