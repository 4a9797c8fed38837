import { z } from 'zod';
import { dollars, type MoneyMeasure, moneyField } from '../../questions/measures/inflation.js';
import type { Aggregations, Bucket } from '../../questions/measures/measure.js';
import type { MovieFilters } from '../../questions/parameters/movie-filters.js';
import type { Question } from '../../questions/question.js';
import type { Subject } from '../subjects.js';
import { byYearQuestion } from './by-year-question.js';

const moneyMeasures = ['budget', 'revenue', 'profit'] as const;
const percents = { p10: 10, p25: 25, median: 50, p75: 75, p90: 90 } as const;
type Percent = keyof typeof percents;

/**
 * Elasticsearch keeps all values of a bucket, and answers exactly, up to 20 times this number of them; only beyond
 * does it begin to estimate. It was compared with sorted values: equal to the last digit (2026-11, 45,466 movies).
 */
const compression = 50_000;

const dollarsOf = (what: string) => z.number().nullable().describe(`US dollars; ${what}`);

const percentilesFigure = z.object({
  p10: dollarsOf('a tenth of the movies had at most this'),
  p25: dollarsOf('a quarter of the movies had at most this'),
  median: dollarsOf('half of the movies had at most this'),
  p75: dollarsOf('three quarters of the movies had at most this'),
  p90: dollarsOf('nine tenths of the movies had at most this'),
  known: z.number().int().nonnegative().describe('Movies whose figure is known'),
});

/** `/v1/companies/{id}/money-percentiles-by-year` and its siblings. */
export const moneyPercentilesByYear = (subject: Subject): Question =>
  byYearQuestion({
    subject,
    name: 'money-percentiles-by-year',
    summary:
      subject.word === 'industry'
        ? 'Median and percentiles of the budget, revenue and profit of all movies by release year'
        : `Median and percentiles of the budget, revenue and profit of a ${subject.word}'s movies by release year`,
    description:
      'Exact, over the movies whose figure is known; between two movies interpolated in a straight line, as SQL does with percentile_cont..',
    measures: ['releases', ...moneyMeasures],
    row: z.object({
      year: z.number().int(),
      releases: z.number().int(),
      budget: percentilesFigure,
      revenue: percentilesFigure,
      profit: percentilesFigure,
    }),
    aggregations: (filters) =>
      Object.assign({}, ...moneyMeasures.map((measure) => aggregate(measure, filters))),
    present: (year, bucket, filters) => ({
      year,
      releases: bucket?.doc_count ?? 0,
      budget: present('budget', bucket, filters),
      revenue: present('revenue', bucket, filters),
      profit: present('profit', bucket, filters),
    }),
  });

const aggregate = (measure: MoneyMeasure, filters: MovieFilters): Aggregations => {
  const field = moneyField(measure, filters);
  return {
    [`${measure}Known`]: { value_count: { field } },
    [measure]: { percentiles: { field, percents: Object.values(percents), tdigest: { compression } } },
  };
};

function present(
  measure: MoneyMeasure,
  bucket: Bucket | undefined,
  filters: MovieFilters,
): z.output<typeof percentilesFigure> {
  const known = (bucket?.[`${measure}Known`] as { value: number } | undefined)?.value ?? 0;
  const values = (bucket?.[measure] as { values: Record<string, number> } | undefined)?.values;
  const at = (name: Percent): number | null =>
    known > 0 && values !== undefined ? cents(values[percents[name].toFixed(1)] as number, filters) : null;
  return { p10: at('p10'), p25: at('p25'), median: at('median'), p75: at('p75'), p90: at('p90'), known };
}

/** Restated money is rounded to whole dollars; nominal money, when interpolated, to cents. */
const cents = (value: number, filters: MovieFilters): number =>
  filters.adjust === 'inflation' ? dollars(value, filters) : Math.round(value * 100) / 100;
