import type { estypes } from '@elastic/elasticsearch';
import { z } from 'zod';
import { movieRow, movieRowFields, presentMovieRow } from '../documents/movie-row.js';
import type { Edition } from '../editions/edition.js';
import { totalOf } from '../elasticsearch/total-of.js';
import type { Movie } from '../model/movie.js';
import { pageSize } from '../questions/parameters/paging.js';
import { type Answer, defineQuestion, type Query, type SendSearches } from '../questions/question.js';
import { correctText } from './did-you-mean.js';
import { type FacetName, facetAggregations, facetNames, facetsSchema, postFilter } from './facets.js';
import { type Matching, markedFields, markText, matchText, preferKnown } from './match-text.js';
import { presentFacets } from './present-facets.js';
import { readText } from './read-text.js';
import { chosenFacets, plainFilters } from './search-filters.js';
import { searchOrder } from './search-order.js';
import { type SearchParameters, searchParameters } from './search-parameters.js';

/** Movies that the exact search must find, whatever the filters, for typos to stay out of it. */
const enough = 3;

const row = movieRow.extend({
  score: z.number().nullable().describe('Of this search alone; null where nothing was searched for'),
  highlights: z
    .record(z.string(), z.array(z.string()))
    .describe('By field, HTML in which only `em` is markup: what was found'),
});
type Row = z.output<typeof row>;

export const searchMovies = defineQuestion({
  name: 'movies/search',
  summary: 'Movies by what you remember of them',
  description:
    'Finds movies by title, original title, people, collection, keywords, genre, company and plot; whole titles first, well-known movies before others that fit as well. Case, accents and apostrophes do not matter; number words and Roman numerals are numbers. Typos and unfinished words are allowed for when fewer than 3 movies have all words as written (`meta.matching` says `fuzzy`). Each facet counts as if its own filter were off. `meta.excluded` speaks of all movies of the edition: a search leaves nobody out.',
  parameters: searchParameters,
  data: z.array(row),
  beside: z.object({
    facets: facetsSchema.optional(),
    didYouMean: z.string().optional().describe('A text that finds something, when this one finds nothing'),
  }),
  index: 'movies',
  names: ['genres', 'companies'],
  measures: () => [],
  body: (parameters) => searchBody(parameters, 'exact'),
  present: (reply, parameters, edition) => presentSearch(reply, parameters, edition, 'exact'),
  ask: searchInTwoSteps,
  example: { q: 'star', limit: '2', facetSize: '2' },
});

/** Exactly first; whether that is little is counted without the filters, so that facets keep their meaning. */
async function searchInTwoSteps(
  send: SendSearches,
  parameters: SearchParameters,
  edition: Edition,
): Promise<Answer<Row[]>> {
  const first = searchBody(parameters, 'exact');
  const unfiltered = matchText(readText(parameters.q), 'exact');
  if (unfiltered === undefined) {
    const [reply] = await send([first]);
    return presentSearch(reply as estypes.SearchResponse, parameters, edition, 'exact');
  }
  const count = { size: 0, track_total_hits: enough, query: unfiltered };
  const isFiltered = first.post_filter !== undefined || plainFilters(parameters).length > 0;
  const [exact, found = exact] = (await send(isFiltered ? [first, count] : [first])) as [
    estypes.SearchResponse,
    estypes.SearchResponse?,
  ];
  if (countUpTo(found) >= enough) return presentSearch(exact, parameters, edition, 'exact');
  const [tolerant] = (await send([searchBody(parameters, 'fuzzy')])) as [estypes.SearchResponse];
  const answer = presentSearch(tolerant, parameters, edition, 'fuzzy');
  if (answer.total !== 0) return answer;
  const didYouMean = await correctText(send, parameters.q);
  return didYouMean === undefined ? answer : { ...answer, beside: { ...answer.beside, didYouMean } };
}

/** A total that was counted up to a bound only. */
function countUpTo({ hits: { total } }: estypes.SearchResponse): number {
  return typeof total === 'number' ? total : (total?.value ?? 0);
}

/** One search: hits, and the facets asked for. */
export function searchBody(parameters: SearchParameters, matching: Matching): estypes.SearchRequest {
  const { offset, cursor, facetSize } = parameters;
  const asked = readText(parameters.q);
  const text = matchText(asked, matching);
  const filter = plainFilters(parameters);
  const chosen = chosenFacets(parameters);
  const post_filter = postFilter(chosen);
  const names = wantedFacets(parameters);
  const query: Query = { bool: { must: [text ? preferKnown(text) : { match_all: {} }], filter } };
  const [, ...after] = cursor?.after ?? [];
  return {
    size: pageSize(parameters, 1000),
    ...(offset > 0 && { from: offset }),
    ...(after.length > 0 && { search_after: after }),
    track_total_hits: true,
    query,
    sort: searchOrder(parameters, text !== undefined),
    ...(text !== undefined && {
      track_scores: true,
      highlight: { ...highlight, highlight_query: markText(asked, matching) },
    }),
    _source: movieRowFields,
    ...(post_filter && { post_filter }),
    ...(names.length > 0 && { aggs: facetAggregations(names, facetSize, chosen) }),
  };
}

const highlight: estypes.SearchHighlight = {
  encoder: 'html',
  require_field_match: true,
  fields: Object.fromEntries(
    markedFields.map((field) => [
      field,
      { number_of_fragments: field === 'overview' ? 1 : 0, fragment_size: 160 },
    ]),
  ),
};

function wantedFacets({ facets }: SearchParameters): FacetName[] {
  if (facets.includes('none')) return [];
  return facetNames.filter((name) => facets.includes('all') || facets.includes(name));
}

function presentSearch(
  reply: estypes.SearchResponse,
  parameters: SearchParameters,
  edition: Edition,
  matching: Matching,
): Answer<Row[]> {
  const { offset, cursor, facetSize, q } = parameters;
  const total = totalOf(reply);
  const seen = Number(cursor?.after[0] ?? offset) + reply.hits.hits.length;
  const last = reply.hits.hits.at(-1)?.sort as (string | number | null)[] | undefined;
  const names = wantedFacets(parameters);
  return {
    data: reply.hits.hits.map((hit) => ({
      ...presentMovieRow(hit._source as Movie, { adjust: 'none' }),
      score: q === '' ? null : (hit._score ?? null),
      highlights: (hit.highlight ?? {}) as Record<string, string[]>,
    })),
    excluded: edition.excluded,
    total,
    found: { totalIsExact: true, matching },
    beside:
      names.length > 0
        ? { facets: presentFacets(names, facetSize, chosenFacets(parameters), reply, edition) }
        : {},
    ...(seen < total && last !== undefined && { next: [seen, ...last] }),
  };
}
