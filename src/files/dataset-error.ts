/** An input is not what it should be as a whole; nothing of it was used. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
}
