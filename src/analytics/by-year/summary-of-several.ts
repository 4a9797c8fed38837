import { z } from 'zod';
import type { Edition } from '../../editions/edition.js';
import { type Bucket, hasAnyOf } from '../../elasticsearch/query.js';
import { compareParameter, comparison } from '../../questions/compare-editions.js';
import { countedSearch, readCounted } from '../../questions/counted-movies.js';
import { compareIdentities, identify, identity } from '../../questions/identity.js';
import { aggregationsOf, presentMeasures } from '../../questions/measures/measures.js';
import { keyOf } from '../../questions/movies-link.js';
import { gaps, type MovieFilters, movieParameters } from '../../questions/parameters/movie-filters.js';
import { ids } from '../../questions/parameters/parameters.js';
import { defineQuestion, type Question, type Replies } from '../../questions/question.js';
import { bySubject, readSubjects } from '../subject-buckets.js';
import type { ManySubject } from '../subjects.js';
import { figureColumns } from './figures-by-year.js';
import { readHalves, searchHalves } from './halves.js';
import { byYear, readYears, yearsToShow } from './years.js';

const figures = ['budget', 'revenue', 'profit', 'popularity'] as const;

type Parameters = MovieFilters & { ids: number[] | undefined; gaps: 'none' | 'fill' };

/**
 * `companies/summary-by-year` and its like: several of them side by side.
 * @param options.ids - whether `ids` is required; all of them have rows without it, where it is optional
 */
export function summaryOfSeveral(
  subject: ManySubject,
  options: { ids: 'required' | 'optional'; example: Record<string, string> },
): Question {
  const { word, plural, field } = subject;
  const namedIds = ids(word).describe(`TMDB ids of the ${plural}`);
  const isRequired = options.ids === 'required';
  const allIds: z.ZodType<number[] | undefined> = isRequired ? namedIds : namedIds.optional();
  return defineQuestion({
    name: `${plural}/summary-by-year`,
    summary: `Releases, budget, revenue, profit and popularity of several ${plural} by release year`,
    description: `A row for each ${word} and year, in the order of names and years, for ${isRequired ? 'the' : `all ${plural} or the`} ${plural} of \`ids\`. A movie counts in full for each of its ${plural}: figures of different ${plural} overlap and are not to be added up.`,
    parameters: movieParameters({ ids: allIds, gaps, ...compareParameter }),
    data: z.array(
      z.object({
        [word]: identity,
        year: z.number().int(),
        releases: z.number().int(),
        ...figureColumns(figures),
        ...comparison,
      }),
    ),
    index: 'movies',
    names: [plural],
    isAboutIds: true,
    measures: () => ['releases', ...figures],
    searches(parameters) {
      const { ids } = parameters;
      const aggregations = bySubject(subject, aggregationsOf(figures, parameters), ids);
      if (ids === undefined) return searchHalves(parameters, aggregations);
      const movies = { bool: { filter: hasAnyOf(field, ids) } };
      const search = countedSearch(movies, parameters, byYear(aggregations));
      const named = { terms: { field, size: ids.length, include: ids.map(String) } };
      return [{ ...search, aggs: { ...search.aggs, named } }];
    },
    present(replies, parameters, edition) {
      const found = readCounted(replies);
      if (found === undefined || numberOfNamed(replies) < (parameters.ids?.length ?? 0)) return undefined;
      const { counted, excluded } = found;
      const years = parameters.ids === undefined ? readHalves(counted) : readYears(counted);
      return { data: presentRows(subject, years, parameters, edition), excluded };
    },
    movies: (row) => [
      [word, keyOf(row[word])],
      ['year', keyOf(row.year)],
    ],
    example: options.example,
  });
}

/** The number of `ids` that any movie has, whether it counts or not. */
function numberOfNamed([reply]: Replies): number {
  const { named } = (reply.aggregations ?? {}) as { named?: { buckets: unknown[] } };
  return named?.buckets.length ?? 0;
}

type Row = { year: number; releases: number } & Record<string, unknown>;

function presentRows(
  { word, plural }: ManySubject,
  years: readonly Bucket[],
  parameters: Parameters,
  edition: Edition,
): Row[] {
  const all = indexBuckets(years);
  const filled =
    parameters.gaps === 'fill'
      ? yearsToShow(
          [...all.values()].flatMap((ofSubject) => [...ofSubject.keys()]),
          parameters,
        )
      : undefined;
  const ids = parameters.ids ?? [...all.keys()];
  const identities = ids.map((id) => identify(edition, plural, id)).sort(compareIdentities);
  return identities.flatMap((identity) => {
    const ofSubject = all.get(identity.id) ?? new Map<number, Bucket>();
    const years = filled ?? [...ofSubject.keys()];
    return years.map((year) => {
      const bucket = ofSubject.get(year);
      return {
        [word]: identity,
        year,
        releases: bucket?.doc_count ?? 0,
        ...presentMeasures(figures, bucket, parameters),
      };
    });
  });
}

/** Buckets by subject, then by year, in the order of years that Elasticsearch gives. */
function indexBuckets(years: readonly Bucket[]): Map<number, Map<number, Bucket>> {
  const found = new Map<number, Map<number, Bucket>>();
  for (const year of years) {
    for (const bucket of readSubjects(year)) {
      const id = Number(bucket.key);
      const ofSubject = found.get(id) ?? new Map<number, Bucket>();
      if (ofSubject.size === 0) found.set(id, ofSubject);
      ofSubject.set(Number(year.key), bucket);
    }
  }
  return found;
}
