import { errors } from '@elastic/elasticsearch';
import type { EditionId } from '../model/edition-id.js';

/** The indices of an edition do not exist, or not any more. */
export class EditionGoneError extends Error {
  override readonly name = 'EditionGoneError';
  constructor(readonly edition: EditionId) {
    super(`The edition ${edition} is not kept.`);
  }
}

/** Runs what asks the indices of an edition. @throws {EditionGoneError} when they are not there. */
export async function expectKept<T>(edition: EditionId, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isGone =
      error instanceof errors.ResponseError && error.body?.error?.type === 'index_not_found_exception';
    throw isGone ? new EditionGoneError(edition) : error;
  }
}
