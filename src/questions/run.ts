import { errors, type estypes, type TransportRequestOptions } from '@elastic/elasticsearch';
import type { Edition } from '../editions/edition.js';
import { expectEdition } from '../editions/edition-gone-error.js';
import { createEditionReader } from '../editions/edition-reader.js';
import { completeReply } from '../elasticsearch/complete-reply.js';
import type { IndexNames } from '../elasticsearch/index-names.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import type { EditionId } from '../model/edition-id.js';
import { compareRows } from './compare-editions.js';
import { moviesLinks } from './movies-link.js';
import type { MovieFilters } from './parameters/movie-filters.js';
import type { Answer, Question, Replies, Search, SendSearches } from './question.js';

/** An answer with the edition that it was computed from (rule 16). */
export type EditionAnswer = Answer<unknown> & {
  edition: Edition;
  /** The edition whose figures stand beside. */
  compared?: Edition;
};

export type QuestionRunner = {
  /**
   * Computes an answer from one edition; undefined when there is no such company, movie or person.
   * @throws {EditionGoneError} when the edition has no indices
   */
  run(
    edition: EditionId,
    question: Question,
    parameters: Record<string, unknown>,
    transport?: TransportRequestOptions,
  ): Promise<EditionAnswer | undefined>;
  /** Reads what holds for a whole edition, once. */
  readEdition: ReturnType<typeof createEditionReader>;
};

export function createQuestionRunner(client: MarqueeClient): QuestionRunner {
  const readEdition = createEditionReader(client);
  return {
    readEdition,
    run: (id, question, parameters, transport) =>
      expectEdition(id, async () => {
        const edition = await readEdition(id, question.names);
        const sendTo =
          (target: EditionId): SendSearches =>
          (searches) =>
            sendSearches(client, addressSearches(searches, question, target, client.names), transport);
        const send = sendTo(id);
        const replies = await send(question.searches(parameters, edition));
        const answer = await question.present(replies, parameters, edition, send);
        if (answer === undefined || question.movies === undefined) return answer && { ...answer, edition };
        const rows = linkRows(answer.data as Row[], question, parameters, id);
        const { compare } = parameters as { compare?: EditionId };
        if (compare === undefined) return { ...answer, data: rows, edition };
        return await expectEdition(compare, async () => {
          const compared = await readEdition(compare);
          const valuesOf = (row: Row) => question.movies?.(row, parameters) ?? [];
          const measures = question.measures(parameters);
          const filters = parameters as MovieFilters;
          const data = await compareRows(rows, valuesOf, measures, filters, compared, sendTo(compare));
          return { ...answer, data, edition, compared };
        });
      }),
  };
}

type Row = Readonly<Record<string, unknown>>;

/** Rows with links to the movies behind them, where a question has such rows. */
export function linkRows(
  rows: readonly Row[],
  { movies }: Question,
  parameters: Record<string, unknown>,
  edition: EditionId,
): Row[] {
  const linksOf = moviesLinks(parameters as MovieFilters, edition);
  return rows.map((row) => ({ ...row, links: linksOf(movies?.(row, parameters) ?? []) }));
}

/** A search of one index of one edition. */
export type AddressedSearch = estypes.SearchRequest & { index: string };

/** The searches of a question, for one edition. */
export const addressSearches = (
  searches: readonly Search[],
  question: Question,
  edition: EditionId,
  names: IndexNames,
): AddressedSearch[] =>
  searches.map(({ documents = question.index, ...body }) => ({
    ...body,
    index: [documents]
      .flat()
      .map((type) => names.index(type, edition))
      .join(),
  }));

/**
 * Sends searches in one request.
 * @throws {PartialReplyError} when Elasticsearch searched only a part of the data
 * @throws {errors.ResponseError} when one of the searches failed
 */
export async function sendSearches(
  client: MarqueeClient,
  searches: readonly AddressedSearch[],
  transport?: TransportRequestOptions,
): Promise<Replies> {
  const [only] = searches;
  const filter_path = filterPath(searches.length);
  if (searches.length === 1 && only) {
    const request = { ...only, allow_partial_search_results: false, filter_path };
    return [completeReply(await client.search(request, transport))];
  }
  const { responses } = await client.msearch(
    {
      searches: searches.flatMap(({ index, ...body }) => [
        { index, allow_partial_search_results: false },
        body,
      ]),
      filter_path,
    },
    transport,
  );
  const replies = responses.map((response) => {
    if (!('error' in response)) return completeReply(response as estypes.SearchResponse);
    // What the client throws when a single search fails.
    throw new errors.ResponseError({
      body: response,
      statusCode: response.status ?? 500,
      headers: {},
      warnings: null,
      meta: {} as never,
    });
  });
  return replies as [estypes.SearchResponse, ...estypes.SearchResponse[]];
}

/**
 * What no question reads of aggregations, which is half of a long reply: more of `stats` than sum and count, and the
 * buckets of `every` and the keys of `counts`, which are only counted.
 */
const unread = ['**.min', '**.max', '**.avg', 'every.buckets', 'counts.buckets.key', 'counts.after_key'];

/** Elasticsearch's `filter_path` for a number of searches: everything that is read. */
export const filterPath = (searches: number): string[] =>
  unread.map((path) => `-${searches === 1 ? '' : 'responses.'}aggregations.${path}`);
