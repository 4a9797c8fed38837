import { Problem } from './problem.js';

/** Elasticsearch did not reply in time, and its search was cancelled. */
export class DeadlineError extends Problem {
  constructor(milliseconds: number) {
    super('deadline', `Elasticsearch did not reply within ${milliseconds / 1000} seconds.`, {
      headers: { 'Retry-After': '5' },
    });
  }
}
