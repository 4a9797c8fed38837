import { errors, type TransportRequestOptions } from '@elastic/elasticsearch';
import type { EditionAnswer, QuestionRunner } from '../../questions/run.js';
import { DeadlineError } from '../problems/deadline-error.js';
import { withDeadline } from './deadline.js';
import { type AnswerResponse, encode } from './encode.js';
import { GroupingSlots } from './grouping-slots.js';
import type { Representation } from './representation.js';
import { serializeAnswer } from './serialize-answer.js';

/** Computes an answer; undefined when the edition has no such movie, company, person … */
export type ComputeAnswer = (
  representation: Representation,
  transport: TransportRequestOptions,
  cancelled?: AbortSignal,
) => Promise<AnswerResponse | undefined>;

/**
 * Asks Elasticsearch, page after page where all rows are wanted, and serialises and encodes the answer.
 * @param running holds the searches that Elasticsearch is working on
 * @throws {DeadlineError} the function: when a page takes too long, after its search was cancelled
 */
export function createComputeAnswer(
  questions: QuestionRunner,
  deadlineMilliseconds: number,
  running: Set<AbortController>,
): ComputeAnswer {
  const slots = new GroupingSlots(deadlineMilliseconds);
  return async ({ request, edition, form }, transport, cancelled) => {
    const { question } = request;
    const askPage = (parameters: Record<string, unknown>): Promise<EditionAnswer | undefined> =>
      question.isHeavy?.(parameters) ? slots.run(() => ask(parameters), cancelled) : ask(parameters);
    const ask = (parameters: Record<string, unknown>): Promise<EditionAnswer | undefined> =>
      withDeadline(
        deadlineMilliseconds,
        (signal) =>
          questions.run(edition, question, parameters, { ...transport, signal }).catch((error: unknown) => {
            throw error instanceof errors.RequestAbortedError && !cancelled?.aborted
              ? new DeadlineError(deadlineMilliseconds)
              : error;
          }),
        running,
        cancelled,
      );
    const answered = await askPage(request.parameters);
    if (answered === undefined) return undefined;
    const askNext = async ({ next }: EditionAnswer): Promise<EditionAnswer | undefined> =>
      next && askPage({ ...request.parameters, offset: 0, cursor: { edition, query: '', after: next } });
    return await encode(serializeAnswer(request, answered, form, askNext), form.encoding);
  };
}
