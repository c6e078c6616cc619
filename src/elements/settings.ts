import { BACKENDS, type Backend, type BackendSettings } from '../adapters/registry.ts';
import { isAccidentalKey, type ThreadRef } from '../core/model/thread.ts';
import type { FieldRule, FieldRules } from '../core/adapter/capabilities.ts';
import type { Problem } from './problem.ts';
import { baseAddress, pageAddress, pageTitle } from './page-address.ts';

/** A value read from markup, or what is wrong with it. */
export type Checked<T> = { readonly value: T; readonly problem?: undefined } | { readonly problem: Problem };

export interface ChosenBackend {
  readonly backend: Backend;
  readonly settings: BackendSettings;
}

/** What the attributes say of a backend; what is absent is fine where it is not needed. */
export interface BackendAttributes {
  readonly endpoint: string | null;
  readonly site: string | null;
  readonly fields?: string | null;
}

/** The backend that the attributes name. */
export function readBackend(name: string, attributes: BackendAttributes): Checked<ChosenBackend> {
  const { endpoint, site, fields } = attributes;
  const backend = BACKENDS.get(name);
  if (!backend) {
    const known = [...BACKENDS.keys()].join(', ');
    return { problem: { code: 'unknown-backend', values: { value: name, known } } };
  }
  const missing = backend.needs.find((attribute) => !attributes[attribute]);
  if (missing) return { problem: { code: `missing-${missing}`, values: { value: name } } };
  const address = endpoint ? absolute(endpoint, backend.scheme) : '';
  if (address === null) return { problem: { code: 'malformed-endpoint', values: { value: endpoint ?? '' } } };
  const rules = readFields(fields ?? '');
  if (rules.problem) return rules;
  return { value: { backend, settings: { endpoint: address, site: site ?? '', fields: rules.value } } };
}

/** The thread that the attribute names, else the page's. */
export function readThread(key: string | null, lang: string): Checked<ThreadRef> {
  if (key !== null && isAccidentalKey(key)) {
    return { problem: { code: 'accidental-thread', values: { value: key } } };
  }
  const { href } = pageAddress();
  return { value: { key: key?.trim() || href, url: href, title: pageTitle(), ...(lang && { lang }) } };
}

/** One of a few words. */
export function readChoice(
  attribute: string,
  value: string | null,
  known: readonly string[],
): Problem | undefined {
  // An attribute that is empty or taken away again is as if it had never been there.
  if (!value || known.includes(value)) return undefined;
  return { code: 'malformed-attribute', values: { attribute, value, known: known.join(', ') } };
}

const RULES: readonly FieldRule[] = ['required', 'optional', 'absent'];

/** Reads `name:required location:optional`; fields that are not named are as the backend has them. */
function readFields(text: string): Checked<Partial<FieldRules>> {
  const rules: Record<string, FieldRule> = {};
  for (const word of text.split(/[\s,]+/).filter(Boolean)) {
    const [field = '', rule = 'optional', ...more] = word.split(':');
    if (
      !/^(name|email|website|location)$/.test(field) ||
      !RULES.includes(rule as FieldRule) ||
      more.length > 0
    ) {
      const known = 'name, email, website, location (:required, :optional, :absent)';
      return {
        problem: { code: 'malformed-attribute', values: { attribute: 'fields', value: word, known } },
      };
    }
    rules[field] = rule as FieldRule;
  }
  return { value: rules };
}

/** @param scheme of addresses that are taken as they are, beside those of the web */
function absolute(endpoint: string, scheme: string | undefined): string | null {
  if (scheme && endpoint.startsWith(`${scheme}//`)) return endpoint;
  try {
    const url = new URL(endpoint, baseAddress());
    return /^https?:$/.test(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
