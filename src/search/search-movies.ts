import type { estypes } from '@elastic/elasticsearch';
import { z } from 'zod';
import type { Edition } from '../editions/edition.js';
import type { Query } from '../elasticsearch/query.js';
import { totalOf } from '../elasticsearch/total-of.js';
import type { Movie } from '../model/movie.js';
import { movieRow, movieRowFields, presentMovieRow } from '../questions/movie-row.js';
import { nextPosition, pageOf } from '../questions/paged-search.js';
import { adultFilter, adultLeftOut } from '../questions/parameters/adult.js';
import { type Answer, defineQuestion, type Search, type SendSearches } from '../questions/question.js';
import { correctText } from './did-you-mean.js';
import { type FacetName, facetAggregations, facetNames, facetsSchema, postFilter } from './facets.js';
import { highlightedFields, highlightText, type Matching, matchText, preferPopular } from './match-text.js';
import { presentFacets } from './present-facets.js';
import { readText } from './read-text.js';
import { chosenFacets, plainFilters } from './search-filters.js';
import { searchOrder } from './search-order.js';
import { type SearchParameters, searchParameters } from './search-parameters.js';

/** With fewer exact matches than this, filters aside, the text is searched again with typos allowed. */
const enough = 3;

/** Rows of a page where `limit` is `all`: few enough that other requests do not wait for them. */
const maxPage = 250;

const row = movieRow
  .extend({
    score: z
      .number()
      .nullable()
      .describe('Comparable within one search only; null where there is no text to search for'),
    highlights: z
      .record(z.string(), z.array(z.string()))
      .describe('By field, HTML in which only `em` is markup: the words that matched'),
  })
  .meta({ id: 'FoundMovie' });
type Row = z.output<typeof row>;

export const searchMovies = defineQuestion({
  name: 'movies/search',
  summary: 'Movies by what you remember of them',
  description: `Finds movies by title, original title, people, collection, keywords, genre, company and plot; whole titles first, well-known movies before others that match as well. Typos and unfinished words are allowed for when fewer than ${enough} movies have all words as written (\`meta.matching\` is \`fuzzy\`). Each facet counts as if its own filter were off. Movies of any status are found, adult ones where \`adult\` says so; \`meta.excluded\` counts over the edition.`,
  parameters: searchParameters,
  data: z.array(row),
  sections: z.object({
    facets: facetsSchema.optional(),
    didYouMean: z.string().optional().describe('A text that finds movies, when this one finds none'),
  }),
  index: 'movies',
  names: ['genres', 'companies'],
  measures: () => [],
  searches: (parameters) => [searchFor(parameters, 'exact'), ...countWithoutFilters(parameters)],
  async present([exact, unfiltered = exact], parameters, edition, send) {
    const hasText = matchText(readText(parameters.q), 'exact') !== undefined;
    return hasText && countUpTo(unfiltered) < enough
      ? await searchWithTypos(parameters, edition, send, totalOf(exact))
      : presentSearch(exact, parameters, edition, 'exact');
  },
  example: { q: 'star', limit: '2', facetSize: '2' },
});

/**
 * Whether a text finds little does not depend on the filters, `adult` aside; otherwise facets would change their meaning.
 */
function countWithoutFilters(parameters: SearchParameters): Search[] {
  const query = matchText(readText(parameters.q), 'exact');
  const isFiltered =
    postFilter(chosenFacets(parameters)) !== undefined || plainFilters(parameters).length > 0;
  if (query === undefined || !isFiltered) return [];
  const counted = { bool: { must: [query], filter: adultFilter(parameters.adult) } };
  return [{ size: 0, track_total_hits: enough, query: counted }];
}

/** A total that was counted up to a limit only. */
function countUpTo({ hits: { total } }: estypes.SearchResponse): number {
  return typeof total === 'number' ? total : (total?.value ?? 0);
}

/** The search with typos allowed; where it finds nothing either, another text is suggested. */
async function searchWithTypos(
  parameters: SearchParameters,
  edition: Edition,
  send: SendSearches,
  exactMatches: number,
): Promise<Answer<Row[]>> {
  const [reply] = await send([searchFor(parameters, 'fuzzy')]);
  const answer = { ...presentSearch(reply, parameters, edition, 'fuzzy'), exactMatches };
  const didYouMean =
    answer.total === 0 ? await correctText(send, parameters.q, adultFilter(parameters.adult)) : undefined;
  return didYouMean === undefined ? answer : { ...answer, sections: { ...answer.sections, didYouMean } };
}

/** One search: a page of hits, and the facets asked for. */
function searchFor(parameters: SearchParameters, matching: Matching): Search {
  const text = readText(parameters.q);
  const match = matchText(text, matching);
  const filter = [...adultFilter(parameters.adult), ...plainFilters(parameters)];
  const chosen = chosenFacets(parameters);
  const post_filter = postFilter(chosen);
  const names = wantedFacets(parameters);
  const query: Query = { bool: { must: [match ? preferPopular(match) : { match_all: {} }], filter } };
  return {
    ...pageOf(parameters, maxPage),
    track_total_hits: true,
    query,
    sort: searchOrder(parameters, match !== undefined),
    ...(match !== undefined && {
      track_scores: true,
      highlight: { ...highlight, highlight_query: highlightText(text, matching) },
    }),
    _source: movieRowFields,
    ...(post_filter && { post_filter }),
    ...(names.length > 0 && { aggs: facetAggregations(names, parameters.facetSize, chosen) }),
  };
}

const highlight: estypes.SearchHighlight = {
  encoder: 'html',
  require_field_match: true,
  fields: Object.fromEntries(
    highlightedFields.map((field) => [
      field,
      { number_of_fragments: field === 'overview' ? 1 : 0, fragment_size: 160 },
    ]),
  ),
};

function wantedFacets({ facets, limit }: SearchParameters): FacetName[] {
  // All rows are sent as CSV or NDJSON, which have no place for facets.
  if (limit === 'all' || facets.includes('none')) return [];
  return facetNames.filter((name) => facets.includes('all') || facets.includes(name));
}

function presentSearch(
  reply: estypes.SearchResponse,
  parameters: SearchParameters,
  edition: Edition,
  matching: Matching,
): Answer<Row[]> {
  const { facetSize, q } = parameters;
  const total = totalOf(reply);
  const next = nextPosition(reply, parameters, total);
  const names = wantedFacets(parameters);
  return {
    data: reply.hits.hits.map((hit) => ({
      ...presentMovieRow(hit._source as Movie, parameters),
      score: q === '' ? null : (hit._score ?? null),
      highlights: hit.highlight ?? {},
    })),
    excluded: { ...edition.excluded, ...adultLeftOut(parameters, edition) },
    total,
    matching,
    sections:
      names.length > 0
        ? { facets: presentFacets(names, facetSize, chosenFacets(parameters), reply, edition) }
        : {},
    ...(next && { next }),
  };
}
