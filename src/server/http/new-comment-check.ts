import type { CommentBody } from '../../core/model/comment.ts';
import type { NewComment } from '../comments/new-comment.ts';
import { Problem, type ProblemField, type ProblemFields, type ProblemReason } from '../problem.ts';
import type { Settings } from '../settings.ts';
import type { SolvedChallenge } from '../spam/proof-of-work.ts';
import { checkOneOf, checkRecord, checkText, checkThreadKey, isStorable, isWebAddress } from './checks.ts';

const MAX_ADDRESS = 2000;
const MAX_TITLE = 500;
const MAX_ID = 200;
const MAX_LANG = 35;
/** Of a field in the form; beyond any of them a text is no mistake of a person. */
const MAX_FIELD: Readonly<Record<Exclude<ProblemField, 'body'>, number>> = {
  name: 100,
  email: 254,
  website: MAX_ADDRESS,
  location: 100,
};
const CONTROL_CHARACTER = /[\p{Cc}\u2028\u2029]/u;

/** @throws Problem, for what is wrong with the fields of a form all at once. */
export function checkNewComment(sent: Record<string, unknown>, settings: Settings): NewComment {
  const thread = checkRecord(sent['thread'], 'thread');
  const author = checkRecord(sent['author'], 'author');
  const fields: ProblemFields = {};
  const name = checkField(author['name'], 'name', settings, fields);
  const email = checkField(author['email'], 'email', settings, fields);
  const url = checkField(author['url'], 'website', settings, fields);
  const location = checkField(author['location'], 'location', settings, fields);
  const body = checkBodyField(sent['body'], settings, fields);
  if (Object.keys(fields).length > 0) throw fieldProblem(fields);
  const parentId = sent['parentId'] ?? null;
  return {
    thread: {
      key: checkThreadKey(thread['key']),
      url: checkAddress(thread['url'], 'thread.url'),
      title: checkText(thread['title'], 'thread.title', MAX_TITLE),
    },
    parentId: parentId === null ? null : checkText(parentId, 'parentId', MAX_ID, 1),
    author: { name, ...(email && { email }), ...(url && { url }), ...(location && { location }) },
    body,
    ...(sent['challenge'] != null && { challenge: checkSolvedChallenge(sent['challenge']) }),
    startedAt: checkTime(sent['startedAt'], 'startedAt'),
    honeypot: settings.honeypot === null ? '' : checkHoneypot(sent[settings.honeypot]),
  };
}

/** The body of an edit. @throws Problem */
export function checkBody(sent: unknown, settings: Settings): CommentBody {
  const fields: ProblemFields = {};
  const body = checkBodyField(sent, settings, fields);
  if (Object.keys(fields).length > 0) throw fieldProblem(fields);
  return body;
}

function fieldProblem(fields: ProblemFields): Problem {
  return new Problem('invalid', `Not as it should be: ${Object.keys(fields).join(', ')}.`, { fields });
}

function checkBodyField(sent: unknown, settings: Settings, fields: ProblemFields): CommentBody {
  const { format, value, lang } = checkRecord(sent, 'body');
  const formats = settings.bodyFormat === 'markdown' ? (['text', 'markdown'] as const) : (['text'] as const);
  const body = {
    format: checkOneOf(format, 'body.format', formats),
    value: typeof value === 'string' ? value : '',
    ...(lang != null && { lang: checkText(lang, 'body.lang', MAX_LANG) }),
  };
  if (value !== undefined && typeof value !== 'string')
    throw new Problem('invalid', 'body.value must be a text.');
  const reason = bodyFault(body.value, settings.maxLength);
  if (reason) fields.body = reason;
  return body;
}

/** In characters as people see them. */
function lengthOf(value: string): number {
  return [...new Intl.Segmenter().segment(value)].length;
}

function bodyFault(value: string, maxLength: number): ProblemReason | null {
  if (value.trim() === '') return 'required';
  if (value.length > maxLength && lengthOf(value) > maxLength) return 'too-long';
  return isStorable(value) ? null : 'malformed';
}

function checkField(
  sent: unknown,
  field: Exclude<ProblemField, 'body'>,
  { fields: rules }: Settings,
  fields: ProblemFields,
): string {
  const value = sent ?? '';
  if (typeof value !== 'string') throw new Problem('invalid', `The author's ${field} must be a text.`);
  // Not asked for, so not kept.
  if (rules[field] === 'absent') return '';
  const reason = fieldFault(value, field, rules[field] === 'required');
  if (reason) fields[field] = reason;
  return value;
}

function fieldFault(
  value: string,
  field: Exclude<ProblemField, 'body'>,
  required: boolean,
): ProblemReason | null {
  if (value.trim() === '') return required ? 'required' : null;
  if (value.length > MAX_FIELD[field]) return 'too-long';
  if (!isStorable(value) || CONTROL_CHARACTER.test(value)) return 'malformed';
  if (field === 'email' && !/^[^\s@]+@[^\s@]+$/.test(value)) return 'malformed';
  if (field === 'website' && !isWebAddress(value)) return 'malformed';
  return null;
}

function checkAddress(value: unknown, what: string): string {
  const address = checkText(value, what, MAX_ADDRESS, 1);
  if (!isWebAddress(address)) throw new Problem('invalid', `${what} must be an http or https address.`);
  return address;
}

function checkTime(value: unknown, what: string): number | null {
  if (value == null) return null;
  const time = typeof value === 'string' && value.length <= 40 ? Date.parse(value) : NaN;
  if (Number.isNaN(time)) throw new Problem('invalid', `${what} must be a time in ISO 8601.`);
  return time;
}

function checkHoneypot(value: unknown): string {
  return value == null ? '' : typeof value === 'string' ? value : 'filled';
}

/** Only what the verification reads; whether it is right, the verification says. */
function checkSolvedChallenge(value: unknown): SolvedChallenge {
  const { challenge, solution } = checkRecord(value, 'challenge');
  const { parameters, signature } = checkRecord(challenge, 'challenge.challenge');
  const { counter, derivedKey } = checkRecord(solution, 'challenge.solution');
  const checked = Object.entries(checkRecord(parameters, 'challenge.challenge.parameters')).map(
    ([name, part]) => {
      if (typeof part === 'number' && Number.isFinite(part)) return [name, part];
      return [name, checkText(part, `challenge parameter`, 500)];
    },
  );
  return {
    challenge: {
      parameters: Object.fromEntries(checked) as SolvedChallenge['challenge']['parameters'],
      signature: checkText(signature, 'challenge.challenge.signature', 200),
    },
    solution: {
      counter: Number(counter),
      derivedKey: checkText(derivedKey, 'challenge.solution.derivedKey', 200),
    },
  };
}
