import type { estypes } from '@elastic/elasticsearch';
import { z } from 'zod';
import { countedBody, countedOfAll, readCounted } from './by-year/by-year.js';
import { compareIdentities, type Edition, identify } from './editions/edition.js';
import { type Aggregations, type Bucket, sumsAlone } from './measures/measure.js';
import { by, type MeasureName, measureOf, optionalMeasures } from './measures/measures.js';
import { countedMovies, type MovieFilters, movieParameters } from './parameters/movie-filters.js';
import { type Paging, pagingParameters, refuseDeepOffset, rowPosition } from './parameters/paging.js';
import { wholeNumber } from './parameters/parameters.js';
import { defineQuestion, type Question } from './question.js';
import type { ManySubject } from './subjects.js';

type Parameters = MovieFilters & Paging & { id?: number; by: MeasureName; minKnown: number };

/** Elasticsearch answers at most 65,535 buckets; more groups than this are asked for in parts. */
const maxBuckets = 60_000;

/** What sets one ranking apart from the others. */
type Ranking = {
  name: string;
  summary: string;
  description: string;
  /** What is ranked. */
  ranked: ManySubject;
  fallback: MeasureName;
  /** Among the movies of whom; all movies when not given. */
  of?: ManySubject;
  example: Record<string, string>;
};

/**
 * A question whose rows are ranked by a measure, ties by name. Elasticsearch groups and adds up, and replies with
 * every group; the order is made here. That is exact over any number of shards, which `order` by a metric is
 * not, counts what lies beyond the limit, and knows names.
 */
export function rankingQuestion({ ranked, of, ...question }: Ranking): Question {
  const { word, plural } = ranked;
  return defineQuestion({
    name: question.name,
    summary: question.summary,
    description: `${question.description} Ranked by the measure \`by\`, largest first, ties by name; only ${plural} with at least \`minKnown\` movies whose figure is known have a rank. \`meta.total\` says how many have.`,
    parameters: movieParameters({
      ...of?.parameters,
      by: by(question.fallback),
      minKnown: wholeNumber(1, 1_000_000, 'must be a whole number from 1')
        .default(1)
        .describe(`Rank ${plural} with at least so many movies whose figure is known`),
      ...pagingParameters(20, rowPosition),
    }).check(refuseDeepOffset),
    data: z.array(
      z.object({
        rank: z.number().int().positive(),
        [word]: z.object({ id: z.number().int(), name: z.string() }),
        ...optionalMeasures,
      }),
    ),
    index: 'movies',
    names: [plural],
    measures: (parameters) => [(parameters as Parameters).by],
    body: (parameters, edition) => bodies(ranked, of, parameters as Parameters, edition),
    present(reply, parameters, edition, replies) {
      const { by, id, limit, offset, cursor } = parameters as Parameters;
      const found = readCounted(replies);
      if (found === undefined) return undefined;
      // A company is in all of its own movies, and is not its own partner.
      const groups = readGroups(reply, found.counted, parameters as Parameters).filter(
        ({ key }) => of !== ranked || Number(key) !== id,
      );
      const start = Number(cursor?.after[0] ?? offset);
      const end = limit === 'all' ? groups.length : start + limit;
      const rows = largest(groups, end, (key) => identify(edition, plural, key)).slice(start);
      return {
        data: rows.map(({ identity, figure }, at) => ({
          rank: start + at + 1,
          [word]: identity,
          [by]: figure,
        })),
        excluded: found.excluded,
        total: groups.length,
        ...(end < groups.length && { next: [end] }),
      };
    },
    example: question.example,
  });
}

/** What was left out is counted beside the groups; where these are many, each search has its part of them. */
function bodies(
  ranked: ManySubject,
  of: ManySubject | undefined,
  parameters: Parameters,
  edition: Edition,
): estypes.SearchRequest[] {
  const measure = measureOf(parameters.by);
  const known = measure.known(parameters);
  const figures = measure.aggregations(parameters);
  const parts = Math.max(1, Math.ceil(edition.documents[ranked.plural] / maxBuckets));
  const grouped = (part: number): Aggregations => ({
    [`part${part}`]: {
      filter: known ?? { match_all: {} },
      aggs: {
        groups: {
          terms: {
            field: ranked.field,
            size: maxBuckets + 5000,
            // Their order is made here; by count it would cost as much again as counting.
            order: { _key: 'asc' },
            ...(parts > 1 && { include: { partition: part, num_partitions: parts } }),
          },
          aggs: known === undefined ? figures : sumsAlone(figures),
        },
      },
    },
  });
  const [first, ...others] = Array.from({ length: parts }, (_, part) => grouped(part)) as [
    Aggregations,
    ...Aggregations[],
  ];
  if (of === undefined) {
    return countedOfAll(
      parameters,
      [first, ...others].map((inner) => ({ filters: parameters, known, inner })),
    );
  }
  const subject = of.select(parameters);
  const query = { bool: { filter: [subject, countedMovies(parameters).counted] } };
  return [
    countedBody(subject, parameters, first),
    ...others.map((aggs) => ({ size: 0, track_total_hits: false, query, aggs })),
  ];
}

type Group = { key: string; figure: unknown; value: number };

/** Every group whose figure is known for enough movies. */
function readGroups(reply: estypes.SearchResponse, counted: Bucket, parameters: Parameters): Group[] {
  const measure = measureOf(parameters.by);
  const parts = Object.entries({ ...counted, ...reply.aggregations }).filter(([name]) =>
    /^part\d+$/.test(name),
  );
  return parts.flatMap(([, part]) => {
    const { buckets, sum_other_doc_count: cut } = (part as GroupedPart).groups;
    if (cut > 0) throw new RangeError(`a part has more than ${maxBuckets} groups; some were cut`);
    const groups: Group[] = [];
    for (const bucket of buckets) {
      const figure = measure.present(bucket, parameters);
      const value = measure.value(figure);
      if (value === null || knownOf(figure) < parameters.minKnown) continue;
      groups.push({ key: String(bucket.key), figure, value });
    }
    return groups;
  });
}

type GroupedPart = { groups: { buckets: Bucket[]; sum_other_doc_count: number } };

/** The number of movies is known of every movie. */
const knownOf = (figure: unknown): number =>
  typeof figure === 'number' ? figure : (figure as { known: number }).known;

/** The first `end` groups in order. Only those that can be among them are named and sorted. */
function largest(
  groups: readonly Group[],
  end: number,
  identifyGroup: (key: string) => { id: number; name: string },
) {
  const values = Float64Array.from(groups, ({ value }) => value).sort();
  const least = values.at(-Math.min(end, values.length)) ?? Number.NEGATIVE_INFINITY;
  return groups
    .filter(({ value }) => value >= least)
    .map(({ key, figure, value }) => ({ identity: identifyGroup(key), figure, value }))
    .sort((a, b) => b.value - a.value || compareIdentities(a.identity, b.identity))
    .slice(0, end);
}
