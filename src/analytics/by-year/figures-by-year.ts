import { z } from 'zod';
import {
  aggregationsOf,
  type MeasureName,
  measureOf,
  presentMeasures,
} from '../../questions/measures/measures.js';
import type { MoneyMeasure } from '../../questions/parameters/inflation.js';
import type { Question } from '../../questions/question.js';
import type { ManySubject, Subject } from '../subjects.js';
import { byYearQuestion, type YearRows } from './by-year-question.js';

/** Questions whose rows are a year, its releases, and the figures of some measures. */

const definitions: Record<MoneyMeasure, string> = {
  budget: 'Budgets as reported to TMDB. 0 and 1 to 999 in the source mean not known.',
  revenue: 'Revenues as reported to TMDB. 0 and 1 to 999 in the source mean not known.',
  profit: 'Revenue minus budget of the movies for which both are known.',
};

/** `…/budget-by-year`, `…/revenue-by-year`, `…/profit-by-year` */
export const moneyByYear = (subject: ManySubject, measure: MoneyMeasure): Question =>
  byYearQuestion({
    subject,
    name: `${measure}-by-year`,
    summary: `The ${measure} of ${subject.movies} by release year`,
    description: definitions[measure],
    ...figureRows([measure]),
  });

/** `…/return-on-investment-by-year` */
export const returnOnInvestmentByYear = (subject: Subject): Question =>
  byYearQuestion({
    subject,
    name: 'return-on-investment-by-year',
    summary: `The return on investment of ${subject.movies} by release year`,
    description:
      'Profits by budgets of the movies for which both are known: 0 is break-even, 1 is double. `profit` is the numerator.',
    ...figureRows(['profit', 'returnOnInvestment']),
  });

/** `…/popularity-by-year` */
export const popularityByYear = (subject: Subject): Question =>
  byYearQuestion({
    subject,
    name: 'popularity-by-year',
    summary: `The mean popularity of ${subject.movies} by release year`,
    description: "The arithmetic mean of TMDB's popularity score when the edition was made.",
    ...figureRows(['popularity']),
  });

/** `…/summary-by-year` */
export const summaryByYear = (subject: Subject): Question =>
  byYearQuestion({
    subject,
    name: 'summary-by-year',
    summary: `Releases, budget, revenue, profit and popularity of ${subject.movies} by release year`,
    description:
      'The main measures side by side; profit covers the movies whose budget and revenue are both known.',
    ...figureRows(['budget', 'revenue', 'profit', 'popularity']),
  });

/** Rows of a year, its releases, and figures. */
const figureRows = (
  measures: readonly Exclude<MeasureName, 'releases'>[],
): YearRows<z.ZodObject<Record<string, z.ZodType>>> => ({
  measures: ['releases', ...measures],
  isComparable: true,
  row: z.object({ year: z.number().int(), releases: z.number().int(), ...figureColumns(measures) }),
  aggregations: (filters) => aggregationsOf(measures, filters),
  present: (year, bucket, filters) => ({
    year,
    releases: bucket?.doc_count ?? 0,
    ...presentMeasures(measures, bucket, filters),
  }),
});

/** The columns of measures in a row that has all of them. */
export const figureColumns = (names: readonly MeasureName[]): Record<string, z.ZodType> =>
  Object.fromEntries(names.map((name) => [name, measureOf(name).figure]));
