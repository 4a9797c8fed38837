/** A load was refused or failed; the message says why, and what became of what it had begun. */
export class LoadError extends Error {
  override readonly name = 'LoadError';
}
