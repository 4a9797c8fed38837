import type { estypes } from '@elastic/elasticsearch';
import { z } from 'zod';
import { compareIdentities, type Edition, identify } from '../../editions/edition.js';
import type { Bucket } from '../../questions/measures/measure.js';
import { aggregationsOf, presentMeasures } from '../../questions/measures/measures.js';
import { gaps, type MovieFilters, movieParameters } from '../../questions/parameters/movie-filters.js';
import { ids } from '../../questions/parameters/parameters.js';
import { defineQuestion, type Question } from '../../questions/question.js';
import { bySubject, readSubjects } from '../subject-buckets.js';
import type { ManySubject } from '../subjects.js';
import { byYear, countedBody, countedInHalves, readCounted, readYears, yearsToShow } from './by-year.js';
import { figuresOf } from './figures-by-year.js';

const figures = ['budget', 'revenue', 'profit', 'popularity'] as const;

type Parameters = MovieFilters & { ids?: number[]; gaps: 'none' | 'fill' };

/** `/v1/companies/summary-by-year`: up to 20 of them, side by side. */
export const summaryOfNamed = (subject: ManySubject, example: string): Question =>
  summaryOfSeveral(subject, {
    parameters: movieParameters({ ids: idsOf(subject), gaps }),
    description: `A row for each ${subject.word} of \`ids\` and year, in the order of names and years.`,
    example: { ids: example },
  });

/** `/v1/genres/summary-by-year`: all of them, unless `ids` names some. */
export const summaryOfAll = (subject: ManySubject): Question =>
  summaryOfSeveral(subject, {
    parameters: movieParameters({ ids: idsOf(subject).optional(), gaps }),
    description: `A row for each ${subject.word} and year, in the order of names and years: of all ${subject.plural}, unless \`ids\` names some.`,
    example: { from: '2000', to: '2005' },
  });

const idsOf = ({ word, plural }: ManySubject) => ids(word).describe(`TMDB ids of the ${plural}`);

function summaryOfSeveral(
  subject: ManySubject,
  question: Pick<Question, 'parameters' | 'description' | 'example'>,
): Question {
  const { word, plural } = subject;
  return defineQuestion({
    name: `${plural}/summary-by-year`,
    summary: `Releases, budget, revenue, profit and popularity of several ${plural} by release year`,
    description: `${question.description} A movie counts in full for each of its ${plural}: figures of different ${plural} overlap and are not to be added up.`,
    parameters: question.parameters,
    data: z.array(
      z.object({
        [word]: z.object({ id: z.number().int(), name: z.string() }),
        year: z.number().int(),
        releases: z.number().int(),
        ...figuresOf(figures),
      }),
    ),
    index: 'movies',
    names: [plural],
    measures: () => ['releases', ...figures],
    body(parameters, edition) {
      const filters = parameters as Parameters;
      return filters.ids === undefined
        ? countedInHalves(filters, edition, bySubject(subject, aggregationsOf(figures, filters)))
        : bodyOfNamed(subject, filters, filters.ids);
    },
    present(reply, parameters, edition, replies) {
      const filters = parameters as Parameters;
      const found = readCounted(replies);
      const named = (reply.aggregations as Record<string, unknown> | undefined)?.named as
        | { buckets: Bucket[] }
        | undefined;
      if (found === undefined || (named && named.buckets.length < (filters.ids?.length ?? 0)))
        return undefined;
      return { data: presentRows(subject, found.counted, filters, edition), excluded: found.excluded };
    },
    example: question.example,
  });
}

/** One search; `named` tells an id that no movie has from a company whose movies do not count. */
function bodyOfNamed(
  subject: ManySubject,
  filters: Parameters,
  ids: readonly number[],
): estypes.SearchRequest {
  const { field } = subject;
  const body = countedBody(
    { bool: { filter: [{ terms: { [field]: [...ids] } }] } },
    filters,
    byYear(bySubject(subject, aggregationsOf(figures, filters), ids)),
  );
  const named = { terms: { field, size: ids.length, include: ids.map(String) } };
  return { ...body, aggs: { ...body.aggs, named } };
}

function presentRows(
  { word, plural }: ManySubject,
  counted: Bucket,
  filters: Parameters,
  edition: Edition,
): Record<string, unknown>[] {
  const all = indexBuckets(readYears(counted));
  const filled =
    filters.gaps === 'fill'
      ? yearsToShow(
          [...all.values()].flatMap((ofSubject) => [...ofSubject.keys()]),
          filters,
        )
      : undefined;
  const rows: Record<string, unknown>[] = [];
  const ids = filters.ids ?? [...all.keys()];
  for (const identity of ids.map((id) => identify(edition, plural, id)).sort(compareIdentities)) {
    const ofSubject = all.get(identity.id) ?? new Map<number, Bucket>();
    for (const year of filled ?? ofSubject.keys()) {
      const bucket = ofSubject.get(year);
      const row = { [word]: identity, year, releases: bucket?.doc_count ?? 0 };
      rows.push(Object.assign(row, presentMeasures(figures, bucket, filters)));
    }
  }
  return rows;
}

/** By subject, then by year, in the order of years that Elasticsearch gives. */
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
