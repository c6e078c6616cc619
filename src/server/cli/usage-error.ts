/** A mistake of whoever started the program; its message is all there is to say. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
