import { LoadError } from './load-error.js';

/** An edition did not pass: the data are to blame, not the machinery. */
export class EditionRejectedError extends LoadError {
  override readonly name = 'EditionRejectedError';
}
