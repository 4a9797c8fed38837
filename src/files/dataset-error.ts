/** An input as a whole is not an edition of the data set, or is damaged; nothing of it was used. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
}
