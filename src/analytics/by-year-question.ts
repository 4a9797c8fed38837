import { z } from 'zod';
import { byYearBody, readByYear } from './by-year.js';
import type { Aggregations, Bucket } from './measures.js';
import { byYearParameters } from './parameters.js';
import { defineQuestion, type Edition, type Question } from './question.js';
import type { SubjectKind } from './subjects.js';

/** What sets one question by year of a company or genre apart from the others. */
type ByYear<Row extends z.ZodObject> = {
  subject: SubjectKind;
  /** The last part of its path. */
  name: string;
  summary: string;
  description: string;
  /** A year's row. */
  row: Row;
  /** The metrics of each year's bucket. */
  aggregations: Aggregations;
  /** The row of a bucket, field by field. */
  present(bucket: Bucket, edition: Edition): z.output<Row>;
};

/** A question about one company or genre with one row per release year. */
export function byYearQuestion<Row extends z.ZodObject>(question: ByYear<Row>): Question {
  const { subject, name, summary, description, row, aggregations } = question;
  return defineQuestion({
    name: `${subject.path}/{id}/${name}`,
    summary,
    description,
    parameters: byYearParameters({ id: subject.id }),
    data: z.array(row),
    index: 'movies',
    body: (parameters) => byYearBody(subject.select(parameters.id), parameters, aggregations),
    present(reply, parameters, edition) {
      const found = readByYear(reply, parameters);
      if (found === undefined) return undefined;
      return {
        data: found.years.map((bucket) => question.present(bucket, edition)),
        excluded: found.excluded,
      };
    },
    example: { id: subject.exampleId },
  });
}
