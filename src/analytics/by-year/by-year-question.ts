import { z } from 'zod';
import type { Edition } from '../../editions/edition.js';
import type { Aggregations, Bucket } from '../../questions/measures/measure.js';
import type { MeasureName } from '../../questions/measures/measures.js';
import { gaps, type MovieFilters, movieParameters } from '../../questions/parameters/movie-filters.js';
import { defineQuestion, type Question } from '../../questions/question.js';
import type { Subject } from '../subjects.js';
import { byYear, countedBody, countedInHalves, readCounted, readYears, yearsToShow } from './by-year.js';

/** What sets one question by year apart from the others. */
type ByYear<Row extends z.ZodObject> = {
  subject: Subject;
  /** The last part of its path. */
  name: string;
  summary: string;
  description: string;
  measures: readonly MeasureName[];
  names?: Question['names'];
  /** A year's row. */
  row: Row;
  /** The metrics of each year's bucket. */
  aggregations(filters: MovieFilters): Aggregations;
  /** The row of a year; without a movie it has no bucket. */
  present(year: number, bucket: Bucket | undefined, filters: MovieFilters, edition: Edition): z.output<Row>;
};

/** A question about one company or genre, or about all movies, with one row per release year. */
export function byYearQuestion<Row extends z.ZodObject>(question: ByYear<Row>): Question {
  const { subject, name, summary, description, row } = question;
  return defineQuestion({
    name: `${subject.path}/${name}`,
    summary,
    description,
    parameters: movieParameters({ ...subject.parameters, gaps }),
    data: z.array(row),
    index: 'movies',
    ...(question.names && { names: question.names }),
    measures: () => question.measures,
    body(parameters, edition) {
      const aggregations = question.aggregations(parameters);
      return subject.select === undefined
        ? countedInHalves(parameters, edition, aggregations)
        : countedBody(subject.select(parameters), parameters, byYear(aggregations));
    },
    present(_reply, parameters, edition, replies) {
      const found = readCounted(replies);
      if (found === undefined) return undefined;
      const buckets = new Map(readYears(found.counted).map((bucket) => [Number(bucket.key), bucket]));
      const years = yearsToShow([...buckets.keys()], parameters);
      return {
        data: years.map((year) => question.present(year, buckets.get(year), parameters, edition)),
        excluded: found.excluded,
      };
    },
    example: subject.example,
  });
}
