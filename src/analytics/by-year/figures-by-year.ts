import { z } from 'zod';
import {
  aggregationsOf,
  type MeasureName,
  measureOf,
  presentMeasures,
} from '../../questions/measures/measures.js';
import type { Question } from '../../questions/question.js';
import type { Subject } from '../subjects.js';
import { byYearQuestion } from './by-year-question.js';

/** A question whose rows are a year, its releases, and the figures of some measures. */
export function figuresByYear(question: {
  subject: Subject;
  name: string;
  summary: string;
  description: string;
  measures: readonly Exclude<MeasureName, 'releases'>[];
}): Question {
  const { measures } = question;
  return byYearQuestion({
    ...question,
    measures: ['releases', ...measures],
    row: z.object({ year: z.number().int(), releases: z.number().int(), ...figuresOf(measures) }),
    aggregations: (filters) => aggregationsOf(measures, filters),
    present: (year, bucket, filters) => ({
      year,
      releases: bucket?.doc_count ?? 0,
      ...presentMeasures(measures, bucket, filters),
    }),
  });
}

/** The columns of measures in a row that has all of them. */
export const figuresOf = (names: readonly MeasureName[]): Record<string, z.ZodType> =>
  Object.fromEntries(names.map((name) => [name, measureOf(name).figure]));
