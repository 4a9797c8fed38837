import { readId } from '../csv/cells.js';
import { type Fault, invalidId } from '../csv/faults.js';
import type { SourceStream } from '../csv/read-header.js';
import type { FileReport, LinksReport } from '../model/report.js';
import { withoutFraction } from '../sources/movie-record.js';
import { linksColumns } from '../sources/the-movies-dataset.js';
import { LatestRows, type SpilledRow } from './latest-rows.js';
import { type ReadContext, readTable } from './read-table.js';
import type { SpillFile } from './spill-file.js';

/** Whether a link joins a movie, or why it does not. */
type LinkFate = keyof LinksReport;

/** Rows with a TMDB id, or without one. */
export type LinksSpill = SpillFile<SpilledRow<number | null>>;

/**
 * The links from MovieLens ids to movies (rule 10). When several MovieLens ids claim one tmdbId their links are ambiguous:
 * the ratings of none of them count for the movie.
 */
export class Links {
  readonly #movies: ReadonlyMap<number, unknown>;
  readonly #tmdbIds = new Map<number, number | null>();
  readonly #movieLensIds = new Map<number, number>();
  readonly #ambiguous = new Set<number>();

  /** @param movies - by TMDB id */
  constructor(movies: ReadonlyMap<number, unknown>) {
    this.#movies = movies;
  }

  add(movieLensId: number, tmdbId: number | null): void {
    this.#tmdbIds.set(movieLensId, tmdbId);
    if (tmdbId === null) return;
    if (this.#movieLensIds.has(tmdbId)) this.#ambiguous.add(tmdbId);
    this.#movieLensIds.set(tmdbId, movieLensId);
  }

  /** Returns the fate of the link of a MovieLens id; undefined without a link. */
  fateOf(movieLensId: number): LinkFate | undefined {
    const tmdbId = this.#tmdbIds.get(movieLensId);
    if (tmdbId === undefined) return undefined;
    if (tmdbId === null) return 'withoutTmdbId';
    if (this.#ambiguous.has(tmdbId)) return 'ambiguous';
    return this.#movies.has(tmdbId) ? 'joined' : 'orphans';
  }

  /** Returns the MovieLens id of a movie; null without one. */
  movieLensIdOf(tmdbId: number): number | null {
    return this.#ambiguous.has(tmdbId) ? null : (this.#movieLensIds.get(tmdbId) ?? null);
  }

  /** Counts the links by their fate. */
  count(): LinksReport {
    const counts: LinksReport = { joined: 0, withoutTmdbId: 0, ambiguous: 0, orphans: 0 };
    for (const movieLensId of this.#tmdbIds.keys()) {
      const fate = this.fateOf(movieLensId);
      if (fate !== undefined) counts[fate]++;
    }
    return counts;
  }
}

/**
 * Reads links.csv into `links`.
 * @throws {DatasetError} when its header is not the data set's, or too many rows are rejected
 */
export async function readLinks(
  file: SourceStream,
  context: ReadContext,
  spill: LinksSpill,
  links: Links,
): Promise<{ file: FileReport; report: LinksReport }> {
  const rows = new LatestRows(spill);
  const fileReport = await readTable(
    file,
    { needed: linksColumns },
    context,
    (record, row): Fault | undefined => {
      const id = readId(withoutFraction(record.movieId));
      if (id === undefined) return invalidId('movieId', record.movieId);
      const cell = record.tmdbId.trim();
      const tmdbId = cell === '' ? null : readId(withoutFraction(cell));
      if (tmdbId === undefined) return invalidId('tmdbId', cell);
      rows.add(id, row, tmdbId);
      return undefined;
    },
  );
  for (const [movieLensId, tmdbId] of rows.entries()) links.add(movieLensId, tmdbId);
  const report = links.count();
  return { file: { ...fileReport, ...rows.duplicates(), orphans: report.orphans }, report };
}
