import { type Client, errors, type estypes, type TransportRequestOptions } from '@elastic/elasticsearch';
import type { Edition } from '../editions/edition.js';
import { expectEdition } from '../editions/edition-gone-error.js';
import { createEditionReader } from '../editions/edition-reader.js';
import { indexName } from '../editions/index-names.js';
import { completeReply } from '../elasticsearch/complete-reply.js';
import type { EditionId } from '../model/edition-id.js';
import type { Answer, Question, Search, SendSearches } from './question.js';
import { unreadPaths } from './unread-paths.js';

/** An answer with the edition it was computed from (rule 16). */
export type Answered = Answer<unknown> & { edition: Edition };

/**
 * Asks a question of one edition, and of no other; undefined when there is no such company, movie or person.
 * @throws {EditionGoneError} when its indices are not there.
 */
export type Ask = (
  edition: EditionId,
  question: Question,
  parameters: Record<string, unknown>,
  transport?: TransportRequestOptions,
) => Promise<Answered | undefined>;

/** `filter_path` of a search, or of several sent together. */
export const filterPath = (bodies: readonly estypes.SearchRequest[]): string[] =>
  bodies.length === 1
    ? unreadPaths(bodies[0] as estypes.SearchRequest).map((path) => `-${path}`)
    : [...new Set(bodies.flatMap(unreadPaths))].map((path) => `-responses.${path}`);

/** Every search behind an answer goes to the indices of its edition. */
export function createAsk(client: Client): Ask & { readEdition: ReturnType<typeof createEditionReader> } {
  const readEdition = createEditionReader(client);
  const ask: Ask = (id, question, parameters, transport) =>
    expectEdition(id, async () => {
      const edition = await readEdition(id, question.names);
      const send: SendSearches = (searches) =>
        searchTogether(
          client,
          searches.map(({ documents = question.index, ...body }) => ({
            ...body,
            index: indexName(documents, id),
          })),
          transport,
        );
      if (question.ask !== undefined) {
        const answer = await question.ask(send, parameters, edition);
        return answer && { ...answer, edition };
      }
      const bodies = question.body(parameters, edition);
      const replies = await send(isSeveral(bodies) ? bodies : [bodies]);
      const answer = question.present(mergeReplies(replies), parameters, edition, replies);
      return answer && { ...answer, edition };
    });
  return Object.assign(ask, { readEdition });
}

type Bodies = ReturnType<Question['body']>;
const isSeveral = (bodies: Bodies): bodies is readonly Search[] => Array.isArray(bodies);

type IndexSearch = estypes.SearchRequest & { index: string };

async function searchOnce(
  client: Client,
  body: IndexSearch,
  transport?: TransportRequestOptions,
): Promise<estypes.SearchResponse> {
  const request = { ...body, allow_partial_search_results: false, filter_path: filterPath([body]) };
  return completeReply(await client.search(request, transport));
}

/** Several searches are one request; each has its reply. */
async function searchTogether(
  client: Client,
  searches: readonly IndexSearch[],
  transport?: TransportRequestOptions,
): Promise<estypes.SearchResponse[]> {
  const [only] = searches;
  if (searches.length === 1 && only) return [await searchOnce(client, only, transport)];
  const { responses } = await client.msearch(
    {
      searches: searches.flatMap(({ index, ...body }) => [
        { index, allow_partial_search_results: false },
        body,
      ]),
      filter_path: filterPath(searches),
    },
    transport,
  );
  return responses.map((response) => {
    if (!('error' in response)) return completeReply(response as estypes.SearchResponse);
    // What the client throws when a search of its own fails.
    throw new errors.ResponseError({
      body: response,
      statusCode: response.status ?? 500,
      headers: {},
      warnings: null,
      meta: {} as never,
    });
  });
}

/** The replies as one: their aggregations side by side, with the hits of the first. */
function mergeReplies(replies: readonly estypes.SearchResponse[]): estypes.SearchResponse {
  const [first] = replies as [estypes.SearchResponse];
  if (replies.length === 1) return first;
  return { ...first, aggregations: Object.assign({}, ...replies.map(({ aggregations }) => aggregations)) };
}
