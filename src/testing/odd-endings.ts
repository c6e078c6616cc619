/** Ends of threads' names that trip up a backend which takes a name for a property, a path, a pattern or a list. */
export const ODD_ENDINGS: readonly string[] = [
  '/__proto__',
  '/constructor',
  '/%2e%2e/%2F',
  '?q=a&b=%20%26#x',
  '/\'"`;--',
  '/*_%',
  '/a,b,',
  '/مرحبا/🦊/e\u0301',
  `/${'long'.repeat(100)}`,
];
