import { BACKENDS, type Backend, type BackendSettings } from '../../adapters/registry.ts';
import type { FieldRules } from '../../core/adapter/capabilities.ts';
import { isAccidentalKey, type ThreadRef } from '../../core/model/thread.ts';
import { pageAddress } from '../page-address.ts';
import { SetupProblem } from '../problem.ts';

export interface ChosenBackend extends BackendSettings {
  readonly backend: Backend;
}

/**
 * The backend that the attributes name; an absent endpoint is fine where none is needed.
 *
 * @throws SetupProblem
 */
export function readBackend(value: string, address: string, fields: string): ChosenBackend {
  const backend = BACKENDS.get(value);
  if (!backend) throw new SetupProblem('unknown-backend', { value, known: [...BACKENDS.keys()].join(', ') });
  if (backend.needsEndpoint && !address) throw new SetupProblem('missing-endpoint', { value });
  return { backend, endpoint: address && readEndpoint(address), fields: readFields(fields) };
}

/** The thread that the attribute names, else the page's. @throws SetupProblem */
export function readThread(key: string | null, lang: string): ThreadRef {
  if (key !== null && isAccidentalKey(key)) throw new SetupProblem('accidental-thread', { value: key });
  const url = pageAddress().href;
  return { key: key?.trim() || url, url, title: document.title, ...(lang && { lang }) };
}

/** Reads `name:required location:optional`; fields that are not named are as the backend has them. */
function readFields(text: string): Partial<FieldRules> {
  const rules: Record<string, string> = {};
  for (const value of text.split(/[\s,]+/).filter(Boolean)) {
    const [, field, rule = 'optional'] =
      /^(name|email|website|location)(?::(required|optional|absent))?$/.exec(value) ?? [];
    if (!field) {
      const known = 'name, email, website, location (:required, :optional, :absent)';
      throw new SetupProblem('malformed-attribute', { attribute: 'fields', value, known });
    }
    rules[field] = rule;
  }
  return rules;
}

function readEndpoint(value: string): string {
  if (URL.canParse(value, document.baseURI)) {
    const { protocol, href } = new URL(value, document.baseURI);
    if (/^https?:$/.test(protocol)) return href;
  }
  throw new SetupProblem('malformed-endpoint', { value });
}
