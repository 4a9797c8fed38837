/** An input as a whole is not an edition of the data set, or is damaged; nothing of it was used. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
}

/** The input that a command names is not there, or is nothing that can be opened: the command has to name another. */
export class InputNotFoundError extends Error {
  override readonly name = 'InputNotFoundError';
}
