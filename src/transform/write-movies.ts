import { setImmediate as pause } from 'node:timers/promises';
import { NdjsonFile } from '../hydration/json-lines.js';
import type { Movie } from '../model/movie.js';
import { ratingPriorOf } from '../model/weighted-rating.js';
import type { Histograms } from './count-ratings.js';
import { groupingFieldsOf } from './grouping-fields.js';
import { type MovieCounts, MovieReport } from './movie-report.js';
import type { MovieRow, Movies } from './read-movies.js';
import { toMovieLens } from './read-ratings.js';
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
  { kept, dropped, references }: Movies,
  spill: SpillFile<MovieRow>,
  { credits, people, keywordsOfMovies, keywords, links }: SideFiles,
  histograms: Histograms,
  signal: AbortSignal,
): Promise<MovieCounts> {
  const out = new NdjsonFile(path);
  const prior = ratingPriorOf(kept.values());
  const report = new MovieReport(dropped.length, prior);
  let written = 0;
  try {
    for (const [id, { index }] of kept) {
      const { line, movie: metadata, issues: ownIssues } = spill.read(index);
      const reported = credits.of(id) ?? { cast: [], crew: [] };
      people.count(metadata, reported);
      const movieLensId = links.movieLensIdOf(id);
      const movieLens = movieLensId === null ? null : toMovieLens(histograms.get(movieLensId));
      const keywordReferences = keywordsOfMovies.of(id) ?? [];
      const issues = [...ownIssues, ...keywordsOfMovies.issuesOf(id), ...credits.issuesOf(id)];
      // Object.assign, because spreading so many fields takes three times as long.
      const movie: Movie = Object.assign(
        metadata,
        groupingFieldsOf(metadata, prior),
        { movieLensId, movieLens, keywords: keywordReferences },
        toCredits(reported),
        { issues },
      );
      references.count(movie);
      keywords.count(movie, movie.keywords);
      report.count(movie, line, ownIssues);
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
