import { errors } from '@elastic/elasticsearch';
import type { Generation } from './index-names.js';

/** The indices of a generation do not exist, or not any more. */
export class GenerationGoneError extends Error {
  override readonly name = 'GenerationGoneError';
  constructor(readonly generation: Generation) {
    super(`The generation ${generation} is not kept.`);
  }
}

/** Runs what asks the indices of a generation. @throws {GenerationGoneError} when they are not there. */
export async function expectKept<T>(generation: Generation, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isGone =
      error instanceof errors.ResponseError && error.body?.error?.type === 'index_not_found_exception';
    throw isGone ? new GenerationGoneError(generation) : error;
  }
}
