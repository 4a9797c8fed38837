import { type Client, errors } from '@elastic/elasticsearch';
import { type Generation, indexName } from '../model/generation.js';
import { completeReply } from './complete-reply.js';
import { createEditionReader, currentGeneration } from './current-edition.js';
import type { Answer, Question } from './question.js';

/** An answer with the generation it was computed from (rule 16). */
export type Answered = Answer<unknown> & { generation: Generation };

/** Asks a question of the live generation; undefined when there is no such company or genre. */
export type Ask = (question: Question, parameters: Record<string, unknown>) => Promise<Answered | undefined>;

/** Asks a question of one generation; undefined when there is no such company or genre. */
export type AskGeneration = (
  generation: Generation,
  question: Question,
  parameters: Record<string, unknown>,
) => Promise<Answered | undefined>;

/** Every search behind an answer goes to the indices of its generation. */
export function createAskGeneration(client: Client): AskGeneration {
  const readEdition = createEditionReader(client);
  return async (generation, question, parameters) => {
    const [edition, reply] = await Promise.all([
      readEdition(generation),
      client.search({
        ...question.body(parameters),
        index: indexName(question.index, generation),
        allow_partial_search_results: false,
      }),
    ]);
    const answer = question.present(completeReply(reply), parameters, edition);
    return answer && { ...answer, generation };
  };
}

/**
 * Each answer is pinned to one generation: the aliases are looked up once. Should its indices be deleted
 * meanwhile, the question is asked once more.
 */
export function createAsk(client: Client): Ask {
  const askGeneration = createAskGeneration(client);
  const askOnce: Ask = async (question, parameters) =>
    askGeneration(await currentGeneration(client), question, parameters);
  return async (question, parameters) => {
    try {
      return await askOnce(question, parameters);
    } catch (error) {
      if (isIndexGone(error)) return await askOnce(question, parameters);
      throw error;
    }
  };
}

const isIndexGone = (error: unknown): boolean =>
  error instanceof errors.ResponseError && error.body?.error?.type === 'index_not_found_exception';
