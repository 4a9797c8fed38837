import { z } from 'zod';
import { byYearBody, readByYear } from '../by-year.js';
import { byGenre, identifyGenre, readGenres } from '../genre-buckets.js';
import { byYearParameters } from '../parameters.js';
import { defineQuestion } from '../question.js';
import { company } from '../subjects.js';

export const companyReleasesByGenreByYear = defineQuestion({
  name: 'companies/{id}/releases-by-genre-by-year',
  summary: 'The releases of a company by genre and release year',
  description:
    'A movie counts in full for each of its genres, so the genres of a year add up to more than its releases. Most releases first, then by name.',
  parameters: byYearParameters({ id: company.id }),
  data: z.array(
    z.object({
      year: z.number().int(),
      releases: z.number().int(),
      genres: z.array(z.object({ id: z.number().int(), name: z.string(), releases: z.number().int() })),
    }),
  ),
  index: 'movies',
  body: (parameters) => byYearBody({ company: parameters.id }, parameters, byGenre({})),
  present(reply, parameters, edition) {
    const found = readByYear(reply, parameters);
    if (found === undefined) return undefined;
    const data = found.years.map((bucket) => ({
      year: Number(bucket.key),
      releases: bucket.doc_count,
      genres: readGenres(bucket)
        .map((genre) => {
          const { id, name } = identifyGenre(genre, edition);
          return { id, name, releases: genre.doc_count };
        })
        .sort((a, b) => b.releases - a.releases || (a.name < b.name ? -1 : 1)),
    }));
    return { data, excluded: found.excluded };
  },
  example: { id: company.exampleId },
});
