import { z } from 'zod';
import { compareIdentities, identify, identity } from '../../questions/identity.js';
import { bySubject, readSubjects } from '../subject-buckets.js';
import { company, genre } from '../subjects.js';
import { byYearQuestion } from './by-year-question.js';

/** `companies/{id}/releases-by-genre-by-year` */
export const releasesByGenreByYear = byYearQuestion({
  subject: company,
  name: 'releases-by-genre-by-year',
  summary: 'The releases of a company by genre and release year',
  description:
    'A movie counts in full for each of its genres, so the genres of a year add up to more than its releases. Most releases first, then by name.',
  measures: ['releases'],
  names: ['genres'],
  row: z.object({
    year: z.number().int(),
    releases: z.number().int(),
    genres: z.array(identity.extend({ releases: z.number().int() })),
  }),
  aggregations: () => bySubject(genre, {}),
  present: (year, bucket, _filters, edition) => ({
    year,
    releases: bucket?.doc_count ?? 0,
    genres: (bucket ? readSubjects(bucket) : [])
      .map(({ key, doc_count: releases }) => {
        const { id, name } = identify(edition, 'genres', key);
        return { id, name, releases };
      })
      .sort((a, b) => b.releases - a.releases || compareIdentities(a, b)),
  }),
});
