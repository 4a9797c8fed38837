/** A load failed; the message says why, and what became of what it had begun. */
export class LoadError extends Error {
  override readonly name: string = 'LoadError';
}
