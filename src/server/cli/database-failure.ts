/** In plain words, why a database does not open; undefined where its own words have to do. */
export function databaseFailure(thrown: unknown): string | undefined {
  const { code } = thrown as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') return 'The database at DATABASE_URL does not answer.';
  return undefined;
}
