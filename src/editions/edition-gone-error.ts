import { errors } from '@elastic/elasticsearch';
import type { EditionId } from '../model/edition-id.js';

/** The indices of an edition do not exist: they never did, or were deleted. */
export class EditionGoneError extends Error {
  override readonly name = 'EditionGoneError';
  constructor(readonly edition: EditionId) {
    super(`Edition ${edition} does not exist; it may have been deleted.`);
  }
}

/**
 * Runs requests to the indices of an edition.
 * @throws {EditionGoneError} when one of them does not exist; else what the requests throw
 */
export async function expectEdition<T>(edition: EditionId, requests: () => Promise<T>): Promise<T> {
  try {
    return await requests();
  } catch (error) {
    const isGone =
      error instanceof errors.ResponseError && error.body?.error?.type === 'index_not_found_exception';
    throw isGone ? new EditionGoneError(edition) : error;
  }
}
