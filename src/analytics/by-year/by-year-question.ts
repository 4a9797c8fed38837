import { z } from 'zod';
import type { Edition } from '../../editions/edition.js';
import type { Aggregations, Bucket } from '../../elasticsearch/query.js';
import { compareParameter, comparison } from '../../questions/compare-editions.js';
import { countedSearch, countedSearchesOfAll, readCounted } from '../../questions/counted-movies.js';
import type { MeasureName } from '../../questions/measures/measures.js';
import { keyOf, rowLinks } from '../../questions/movies-link.js';
import { gaps, type MovieFilters, movieParameters } from '../../questions/parameters/movie-filters.js';
import { defineQuestion, type Question } from '../../questions/question.js';
import { type Subject, valuesOf } from '../subjects.js';
import { byYear, readYears, yearsToShow } from './years.js';

/** What a row of each release year shows. */
export type YearRows<Row extends z.ZodObject> = {
  measures: readonly MeasureName[];
  /** Whether its figures are those of its measures, so that they can be compared with another edition. */
  isComparable?: boolean;
  /** The documents whose names `present` looks up. */
  names?: Question['names'];
  row: Row;
  /** The metrics of each year's bucket. */
  aggregations(filters: MovieFilters): Aggregations;
  /** The row of a year; a year without a movie has no bucket. */
  present(year: number, bucket: Bucket | undefined, filters: MovieFilters, edition: Edition): z.output<Row>;
};

type ByYear<Row extends z.ZodObject> = YearRows<Row> & {
  subject: Subject;
  /** The last part of its path. */
  name: string;
  summary: string;
  description: string;
};

/** A question about one company or genre, or about all movies, with a row for each release year. */
export function byYearQuestion<Row extends z.ZodObject>(question: ByYear<Row>): Question {
  const { subject, name, summary, description, row } = question;
  return defineQuestion({
    name: `${subject.path}/${name}`,
    summary,
    description,
    parameters: movieParameters({
      ...subject.parameters,
      gaps,
      ...(question.isComparable && compareParameter),
    }),
    data: z.array(row.extend(question.isComparable ? comparison : rowLinks)),
    index: 'movies',
    ...(question.names && { names: question.names }),
    measures: () => question.measures,
    searches(parameters) {
      const aggregations = byYear(question.aggregations(parameters));
      return subject.select === undefined
        ? countedSearchesOfAll(parameters, [{ aggregations }])
        : [countedSearch(subject.select(parameters), parameters, aggregations)];
    },
    present(replies, parameters, edition) {
      const found = readCounted(replies);
      if (found === undefined) return undefined;
      const buckets = new Map(readYears(found.counted).map((bucket) => [Number(bucket.key), bucket]));
      const years = yearsToShow([...buckets.keys()], parameters);
      return {
        data: years.map((year) => question.present(year, buckets.get(year), parameters, edition)),
        excluded: found.excluded,
      };
    },
    movies: ({ year }, { id }) => [...valuesOf(subject, id), ['year', keyOf(year)]],
    example: subject.example,
  });
}
