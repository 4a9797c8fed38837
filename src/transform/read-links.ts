import { readId } from '../csv/cells.js';
import type { FileReport, LinksReport } from '../model/report.js';
import { linksColumns } from '../sources/the-movies-dataset.js';
import { type Fault, invalidId } from './error-budget.js';
import { LatestRows, type SpilledRow } from './latest-rows.js';
import { type ReadContext, readTable, type SourceStream } from './read-table.js';
import type { SpillFile } from './spill-file.js';

/** Whether a link joins a movie, or why it does not. */
type LinkFate = keyof LinksReport;

/** The links from MovieLens ids to movies. */
export type Links = {
  /** The fate of each MovieLens id. */
  fates: Map<number, LinkFate>;
  /** MovieLens ids by TMDB id. */
  movieLensIds: Map<number, number>;
};

/** Rows with a TMDB id, or without one. */
export type LinksSpill = SpillFile<SpilledRow<number | null>>;

/** An edition without links.csv. */
export const noLinks: Links = { fates: new Map(), movieLensIds: new Map() };

/**
 * Reads links.csv (rule 10). When several MovieLens ids claim one tmdbId their links are ambiguous: the ratings of none
 * of them count for the movie.
 */
export async function readLinks(
  file: SourceStream,
  context: ReadContext,
  movies: ReadonlyMap<number, unknown>,
  spill: LinksSpill,
): Promise<{ file: FileReport; report: LinksReport; links: Links }> {
  const rows = new LatestRows(spill);
  const report = await readTable(file, linksColumns, context, (record, row): Fault | undefined => {
    const id = readId(record.movieId);
    if (id === undefined) return invalidId('movieId', record.movieId);
    const cell = record.tmdbId.trim();
    // Tools that hold the column as floats, because of its gaps, write 862.0.
    const tmdbId = cell === '' ? null : readId(cell.replace(/\.0$/, ''));
    if (tmdbId === undefined) return invalidId('tmdbId', cell);
    rows.add(id, row, tmdbId);
    return undefined;
  });
  const { links, counts } = joinLinks([...rows.entries()], movies);
  return { file: { ...report, ...rows.duplicates(), orphans: counts.orphans }, report: counts, links };
}

function joinLinks(
  rows: readonly [movieLensId: number, tmdbId: number | null][],
  movies: ReadonlyMap<number, unknown>,
): { links: Links; counts: LinksReport } {
  const claims = new Map<number, number>();
  for (const [, tmdbId] of rows) if (tmdbId !== null) claims.set(tmdbId, (claims.get(tmdbId) ?? 0) + 1);
  const fateOf = (tmdbId: number | null): LinkFate => {
    if (tmdbId === null) return 'withoutTmdbId';
    if (claims.get(tmdbId) !== 1) return 'ambiguous';
    return movies.has(tmdbId) ? 'joined' : 'orphans';
  };
  const links: Links = { fates: new Map(), movieLensIds: new Map() };
  const counts: LinksReport = { joined: 0, withoutTmdbId: 0, ambiguous: 0, orphans: 0 };
  for (const [movieLensId, tmdbId] of rows) {
    const fate = fateOf(tmdbId);
    counts[fate]++;
    links.fates.set(movieLensId, fate);
    if (fate === 'joined' && tmdbId !== null) links.movieLensIds.set(tmdbId, movieLensId);
  }
  return { links, counts };
}
