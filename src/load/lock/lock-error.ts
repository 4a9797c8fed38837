import { LoadError } from '../load-error.js';

/** Another loader is at work, or took over because this one was silent for too long. */
export class LockError extends LoadError {
  override readonly name = 'LockError';
}
