import { z } from 'zod';
import { byYearQuestion } from './by-year-question.js';
import { meanFigure, presentPopularity, sumOf } from './measures.js';
import type { Question } from './question.js';
import type { SubjectKind } from './subjects.js';

/** `/v1/companies/{id}/popularity-by-year` and its sibling: the mean popularity per release year. */
export const popularityByYear = (subject: SubjectKind): Question =>
  byYearQuestion({
    subject,
    name: 'popularity-by-year',
    summary: `The average popularity of a ${subject.word} by release year`,
    description:
      "The arithmetic mean of TMDB's popularity score, as it stood when the edition was made, over the movies of each release year.",
    row: z.object({ year: z.number().int(), releases: z.number().int(), popularity: meanFigure }),
    aggregations: sumOf('popularity'),
    present: (bucket) => ({
      year: Number(bucket.key),
      releases: bucket.doc_count,
      popularity: presentPopularity(bucket),
    }),
  });
