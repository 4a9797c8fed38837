import { z } from 'zod';
import type { Aggregations, Bucket } from '../../elasticsearch/query.js';
import { cents, percentilesOf } from '../../questions/measures/median.js';
import { type Inflation, type MoneyMeasure, moneyField } from '../../questions/parameters/inflation.js';
import type { Question } from '../../questions/question.js';
import type { Subject } from '../subjects.js';
import { byYearQuestion } from './by-year-question.js';

const moneyMeasures = ['budget', 'revenue', 'profit'] as const;
const percents = { p10: 10, p25: 25, median: 50, p75: 75, p90: 90 } as const;
type Percent = keyof typeof percents;

const dollarsOf = (what: string) => z.number().nullable().describe(`US dollars; ${what}`);

const percentilesFigure = z
  .object({
    p10: dollarsOf('a tenth had at most this'),
    p25: dollarsOf('a quarter had at most this'),
    median: dollarsOf('half had at most this'),
    p75: dollarsOf('three quarters had at most this'),
    p90: dollarsOf('nine tenths had at most this'),
    known: z.number().int().nonnegative().describe('Movies whose figure is known'),
  })
  .meta({ id: 'Percentiles' });

/** `…/money-percentiles-by-year` */
export const moneyPercentilesByYear = (subject: Subject): Question =>
  byYearQuestion({
    subject,
    name: 'money-percentiles-by-year',
    summary: `Median and percentiles of the budget, revenue and profit of ${subject.movies} by release year`,
    description: 'Exact; between two movies interpolated linearly, as percentile_cont does in SQL.',
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

const aggregate = (measure: MoneyMeasure, inflation: Inflation): Aggregations => {
  const field = moneyField(measure, inflation);
  return {
    [`${measure}Known`]: { value_count: { field } },
    [measure]: percentilesOf(field, Object.values(percents)),
  };
};

function present(
  measure: MoneyMeasure,
  bucket: Bucket | undefined,
  inflation: Inflation,
): z.output<typeof percentilesFigure> {
  const known = (bucket?.[`${measure}Known`] as { value: number } | undefined)?.value ?? 0;
  const values = (bucket?.[measure] as { values: Record<string, number> } | undefined)?.values;
  const at = (name: Percent): number | null =>
    known > 0 && values !== undefined ? cents(values[percents[name].toFixed(1)] as number, inflation) : null;
  return { p10: at('p10'), p25: at('p25'), median: at('median'), p75: at('p75'), p90: at('p90'), known };
}
