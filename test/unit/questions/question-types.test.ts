import { expect } from 'chai';
import { z } from 'zod';
import { id } from '../../../src/questions/parameters/parameters.js';
import { defineQuestion } from '../../../src/questions/question.js';

/*
 * `defineQuestion` forgets the types of a question after it has checked them. The compiler checks here that it does: it
 * fails on a line after `@ts-expect-error` that has no error.
 */

const excluded = { undated: 0, unreleased: 0 };

/** What the questions below have in common: rows of a year and a number of releases, of one company. */
const common = {
  name: 'companies/{id}/releases-by-year',
  summary: 'Releases by year',
  description: 'Releases by year.',
  parameters: z.strictObject({ id: id('company') }),
  data: z.array(z.object({ year: z.number(), releases: z.number() })),
  index: 'movies',
  example: { id: '5' },
} as const;

const measures = () => ['releases' as const];
const searches = () => [{ size: 0 }];
const present = () => ({ data: [{ year: 1995, releases: 2 }], excluded });

describe('the types of a question', () => {
  it('fit: present returns the data that the schema promises', () => {
    expect(defineQuestion({ ...common, measures, searches, present }).name).to.equal(common.name);
    expect(defineQuestion({ ...common, measures, searches, present: () => undefined })).to.be.an('object');
    expect(defineQuestion({ ...common, measures, searches, present: async () => present() })).to.be.an(
      'object',
    );
  });

  it('do not fit: data of another type, without a column, or not a list', () => {
    defineQuestion({
      ...common,
      measures,
      searches,
      // @ts-expect-error releases is a number
      present: () => ({ data: [{ year: 1995, releases: '2' }], excluded }),
    });
    defineQuestion({
      ...common,
      measures,
      searches,
      // @ts-expect-error a row has releases
      present: () => ({ data: [{ year: 1995 }], excluded }),
    });
    defineQuestion({
      ...common,
      measures,
      searches,
      // @ts-expect-error data is a list of rows
      present: () => ({ data: { year: 1995, releases: 2 }, excluded }),
    });
    defineQuestion({
      ...common,
      measures,
      searches,
      // @ts-expect-error a promise of other data is no better
      present: async () => ({ data: [{ year: 1995 }], excluded }),
    });
  });

  it('do not fit: an answer without the movies left out', () => {
    defineQuestion({
      ...common,
      measures,
      searches,
      // @ts-expect-error an answer says what it leaves out (rule 11)
      present: () => ({ data: [] }),
    });
  });

  it('parameters are those of the schema, as it reads them', () => {
    defineQuestion({
      ...common,
      measures,
      searches: ({ id }) => [{ query: { term: { 'companies.id': id } }, from: id }],
      present: (_replies, { id }) => ({ data: [{ year: id, releases: 2 }], excluded }),
    });
    defineQuestion({
      ...common,
      measures,
      // @ts-expect-error there is no parameter 'name'
      searches: ({ name }) => [{ query: { term: { name } } }],
      present,
    });
    defineQuestion({
      ...common,
      measures,
      // @ts-expect-error id is read as a number
      searches: ({ id }) => [{ preference: id }],
      present,
    });
    defineQuestion({
      ...common,
      // @ts-expect-error there is no parameter 'by'
      measures: ({ by }) => [by],
      searches,
      present,
    });
  });

  it('do not fit: a measure or an index that does not exist', () => {
    // @ts-expect-error there is no measure 'awards'
    defineQuestion({ ...common, measures: () => ['awards'], searches, present });
    // @ts-expect-error there is no index 'films'
    defineQuestion({ ...common, index: 'films', measures, searches, present });
  });
});
