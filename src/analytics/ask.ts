import { type Client, errors, type estypes, type TransportRequestOptions } from '@elastic/elasticsearch';
import type { DocumentType } from '../model/document-type.js';
import { type Generation, indexName } from '../model/generation.js';
import { completeReply } from './complete-reply.js';
import type { Edition } from './edition.js';
import { createEditionReader } from './edition-reader.js';
import { expectKept } from './generation-gone-error.js';
import type { Answer, Question } from './question.js';

/** An answer with the edition it was computed from (rule 16). */
export type Answered = Answer<unknown> & { edition: Edition };

/**
 * Asks a question of one generation, and of no other; undefined when there is no such company or genre.
 * @throws {GenerationGoneError} when its indices are not there.
 */
export type Ask = (
  generation: Generation,
  question: Question,
  parameters: Record<string, unknown>,
  transport?: TransportRequestOptions,
) => Promise<Answered | undefined>;

/** What no question reads, and is half of a large reply. To name what is read instead would drop empty lists. */
const unread = [
  'took',
  ...['min', 'max', 'avg', 'doc_count_error_upper_bound'].map((name) => `aggregations.**.${name}`),
];

/** `filter_path` of a search, or of several sent together. */
export const filterPath = (isTogether: boolean): string[] =>
  unread.map((path) => (isTogether ? `-responses.${path}` : `-${path}`));

/** Every search behind an answer goes to the indices of its generation. */
export function createAsk(client: Client): Ask & { readEdition: ReturnType<typeof createEditionReader> } {
  const readEdition = createEditionReader(client);
  const ask: Ask = (generation, question, parameters, transport) =>
    expectKept(generation, async () => {
      const edition = await readEdition(generation, question.names);
      if (question.ask !== undefined) {
        const answer = await question.ask(
          (searches) => sendTogether(client, generation, searches, transport),
          parameters,
          edition,
        );
        return answer && { ...answer, edition };
      }
      const bodies = question.body(parameters, edition);
      const index = indexName(question.index, generation);
      const reply = isSeveral(bodies)
        ? await searchTogether(client, index, bodies, transport)
        : await searchOnce(client, index, bodies, transport);
      const answer = question.present(reply, parameters, edition);
      return answer && { ...answer, edition };
    });
  return Object.assign(ask, { readEdition });
}

type Bodies = ReturnType<Question['body']>;
const isSeveral = (bodies: Bodies): bodies is readonly estypes.SearchRequest[] => Array.isArray(bodies);

async function searchOnce(
  client: Client,
  index: string,
  body: estypes.SearchRequest,
  transport?: TransportRequestOptions,
): Promise<estypes.SearchResponse> {
  const request = {
    ...body,
    index,
    allow_partial_search_results: false,
    filter_path: filterPath(false),
  };
  return completeReply(await client.search(request, transport));
}

/** One request; the replies become one, their aggregations side by side, with the hits of the first. */
async function searchTogether(
  client: Client,
  index: string,
  bodies: readonly estypes.SearchRequest[],
  transport?: TransportRequestOptions,
): Promise<estypes.SearchResponse> {
  if (bodies.length === 1)
    return await searchOnce(client, index, bodies[0] as estypes.SearchRequest, transport);
  const searches = bodies.map((body) => ({ index, body }));
  const replies = (await sendSearches(client, searches, transport)) as [estypes.SearchResponse];
  return {
    ...replies[0],
    aggregations: Object.assign({}, ...replies.map(({ aggregations }) => aggregations)),
  };
}

async function sendTogether(
  client: Client,
  generation: Generation,
  searches: readonly { index: DocumentType; body: estypes.SearchRequest }[],
  transport?: TransportRequestOptions,
): Promise<estypes.SearchResponse[]> {
  const [only] = searches;
  if (only !== undefined && searches.length === 1)
    return [await searchOnce(client, indexName(only.index, generation), only.body, transport)];
  return await sendSearches(
    client,
    searches.map(({ index, body }) => ({ index: indexName(index, generation), body })),
    transport,
  );
}

/** One request for several searches; the first failure among them is thrown. */
async function sendSearches(
  client: Client,
  searches: readonly { index: string; body: estypes.SearchRequest }[],
  transport?: TransportRequestOptions,
): Promise<estypes.SearchResponse[]> {
  const { responses } = await client.msearch(
    {
      searches: searches.flatMap(({ index, body }) => [{ index, allow_partial_search_results: false }, body]),
      filter_path: filterPath(true),
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
