import { DEFAULT_SETTINGS, type Settings } from '../settings.ts';
import { UsageError } from './usage-error.ts';

/** Settings that are off when they are null, and what they are like when they are not. */
const NULLABLE: Readonly<Partial<Record<keyof Settings, unknown>>> = {
  challengeCost: 1,
  honeypot: '',
  commentsPerAddress: { count: 1, seconds: 1 },
  commentsPerThread: { count: 1, seconds: 1 },
  actionsPerAddress: { count: 1, seconds: 1 },
};

/** Settings from a file: known names, and of the kind that the defaults are. @throws UsageError */
export function checkSettings(given: unknown, file: string): Partial<Settings> {
  if (!isRecord(given)) throw new UsageError(`${file} must hold a JSON object.`);
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(DEFAULT_SETTINGS, name)) {
      throw new UsageError(
        `${file}: there is no setting "${name}"; known are ${Object.keys(DEFAULT_SETTINGS).join(', ')}.`,
      );
    }
    const key = name as keyof Settings;
    const fits = Object.hasOwn(NULLABLE, key)
      ? value === null || isLike(value, NULLABLE[key])
      : isLike(value, DEFAULT_SETTINGS[key]);
    if (!fits)
      throw new UsageError(
        `${file}: "${name}" must be like ${JSON.stringify(NULLABLE[key] ?? DEFAULT_SETTINGS[key])}.`,
      );
  }
  return given;
}

function isLike(value: unknown, model: unknown): boolean {
  if (Array.isArray(model)) return Array.isArray(value) && value.every((item) => typeof item === 'string');
  if (isRecord(model)) {
    return isRecord(value) && Object.entries(model).every(([name, part]) => isLike(value[name], part));
  }
  return typeof model === 'number'
    ? Number.isFinite(value) && (value as number) >= 0
    : typeof value === typeof model;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
