import { EditionGoneError } from '../../editions/edition-gone-error.js';
import { isUnavailable } from '../../elasticsearch/unavailable-error.js';
import { DeadlineError } from '../problems/deadline-error.js';
import type { AnswerRequest } from '../requests/answer-request.js';
import type { CachedResponse } from './answer-cache.js';
import type { Answers } from './create-answers.js';
import type { Form, Representation } from './representation.js';

/** An answer of the edition that was live last, while Elasticsearch is unavailable. */
export type StaleAnswer = {
  representation: Representation;
  response: CachedResponse;
  /** Milliseconds since Elasticsearch last said which edition is live. */
  age: number;
};

/** What is done with an answer, once it is known which it is. */
export type Respond<T> = {
  answer(representation: Representation): Promise<T>;
  /** Takes the answer of the edition that was live last instead. */
  stale(answer: StaleAnswer): T | Promise<T>;
};

/**
 * Finds the edition of a request and responds with its answer. While Elasticsearch is unavailable, a cached answer of
 * the edition that was live last is taken, if that is configured.
 */
export async function inEdition<T>(
  answers: Answers,
  request: AnswerRequest,
  form: Form,
  respond: Respond<T>,
): Promise<T> {
  const { editions, identify } = answers;
  try {
    return await respond.answer(identify(request, await editions.resolve(request), form));
  } catch (error) {
    const stale = findStale(answers, request, form, error);
    if (stale !== undefined) return await respond.stale(stale);
    // The live edition was looked up within the last second, and has been replaced and deleted since.
    const isOutdated = error instanceof EditionGoneError && request.edition === undefined;
    if (!isOutdated) throw error;
    return await respond.answer(identify(request, await editions.renew(), form));
  }
}

function findStale(
  { answerer, editions, identify }: Answers,
  request: AnswerRequest,
  form: Form,
  error: unknown,
): StaleAnswer | undefined {
  if (!isUnavailable(error) && !(error instanceof DeadlineError)) return undefined;
  const last = editions.resolveStale(request);
  if (last === undefined) return undefined;
  const representation = identify(request, last.edition, form);
  const response = answerer.cached(representation);
  return response && { representation, response, age: last.age };
}
