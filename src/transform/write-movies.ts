import { setImmediate as pause } from 'node:timers/promises';
import { NdjsonFile } from '../hydration/json-lines.js';
import type { Movie } from '../model/movie.js';
import { ratingPriorOf } from '../model/weighted-rating.js';
import type { Histograms } from './count-ratings.js';
import { groupingFieldsOf } from './grouping-fields.js';
import { type MovieCounts, MovieReport } from './movie-report.js';
import type { Movies } from './read-movies.js';
import { toMovieLens } from './read-ratings.js';
import type { MovieRow } from './read-row.js';
import type { SideFiles } from './read-side-files.js';
import type { SpillFile } from './spill-file.js';
import { toCredits } from './to-credits.js';

/** Movies written between two pauses. */
const stretch = 1024;

/**
 * Writes the movies that are kept, in the order of their file: their fields joined with those of the other files, under
 * canonical names. Counts them for the report and for the entities that they refer to.
 */
export async function writeMovies(
  path: string,
  { kept, dropped, names }: Movies,
  spill: SpillFile<MovieRow>,
  sides: SideFiles,
  histograms: Histograms,
  signal: AbortSignal,
): Promise<MovieCounts> {
  const out = new NdjsonFile(path);
  const prior = ratingPriorOf(kept.values());
  const report = new MovieReport(dropped.length, prior);
  let written = 0;
  try {
    for (const [id, { index }] of kept) {
      const row = spill.read(index);
      const { line, movie: metadata } = row;
      const reported = row.credits ?? sides.credits.of(id) ?? { cast: [], crew: [] };
      names.people.count(metadata, reported);
      const movieLensId = sides.links.movieLensIdOf(id);
      const movieLens = movieLensId === null ? null : toMovieLens(histograms.get(movieLensId));
      const keywords = row.keywords ?? sides.keywords.of(id) ?? [];
      const issues = [...row.issues, ...sides.keywords.issuesOf(id), ...sides.credits.issuesOf(id)];
      // Object.assign, because spreading so many fields takes three times as long.
      const movie: Movie = Object.assign(
        metadata,
        groupingFieldsOf(metadata, prior),
        { movieLensId, movieLens, keywords },
        toCredits(reported),
        { issues },
      );
      names.count(movie);
      names.keywords.count(movie, movie.keywords);
      report.count(movie, line, row.issues);
      out.write(movie);

      // The loop is synchronous: without a pause the signal could not be aborted.
      if (++written % stretch === 0) await pause();
      signal.throwIfAborted();
    }
  } finally {
    out.close();
  }
  return report.counts();
}
