/**
 * Expects two references to be the same, where they may be elements or stores: the runner takes minutes to
 * print what `expect(element).to.equal(…)` found, and gives the file up.
 */
export function expectSame(actual: unknown, expected: unknown): void {
  if (actual !== expected) throw new Error(`Expected ${nameOf(expected)}, got ${nameOf(actual)}`);
}

function nameOf(value: unknown): string {
  if (!(value instanceof Element)) return String(value);
  return (value.cloneNode() as Element).outerHTML;
}
