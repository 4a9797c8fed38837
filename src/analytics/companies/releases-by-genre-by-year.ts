import { z } from 'zod';
import { byYearQuestion } from '../by-year-question.js';
import { byGenre, identifyGenre, readGenres } from '../genre-buckets.js';
import { company } from '../subjects.js';

export const companyReleasesByGenreByYear = byYearQuestion({
  subject: company,
  name: 'releases-by-genre-by-year',
  summary: 'The releases of a company by genre and release year',
  description:
    'A movie counts in full for each of its genres, so the genres of a year add up to more than its releases. Most releases first, then by name.',
  row: z.object({
    year: z.number().int(),
    releases: z.number().int(),
    genres: z.array(z.object({ id: z.number().int(), name: z.string(), releases: z.number().int() })),
  }),
  aggregations: byGenre({}),
  present: (bucket, edition) => ({
    year: Number(bucket.key),
    releases: bucket.doc_count,
    genres: readGenres(bucket)
      .map((genre) => {
        const { id, name } = identifyGenre(genre, edition);
        return { id, name, releases: genre.doc_count };
      })
      .sort((a, b) => b.releases - a.releases || (a.name < b.name ? -1 : 1)),
  }),
});
