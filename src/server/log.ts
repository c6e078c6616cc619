/**
 * What goes wrong, one line each. Never a request, an address or a row: messages of databases name the
 * statement's fault, their details would quote what people wrote.
 */
export function logFailure(during: string, thrown: unknown): void {
  const { name, message, code } = thrown as { name?: string; message?: string; code?: string };
  console.error(
    `${new Date().toISOString()} failed ${during}: ${name ?? 'Error'}${code ? ` ${code}` : ''}: ${firstLine(message)}`,
  );
  if (process.env['COLLOQUY_DEBUG']) console.error(thrown);
}

function firstLine(message = ''): string {
  return message.split('\n', 1)[0]!.slice(0, 300);
}
