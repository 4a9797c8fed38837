import { toRecord } from '../csv/columns.js';
import { joinSplitRows } from '../csv/join-split-rows.js';
import { movieColumns } from '../sources/the-movies-dataset.js';
import { ErrorBudget, wrongNumberOfCells } from './error-budget.js';
import { MovieReferences } from './movie-references.js';
import { type ReadContext, readHeader } from './read-table.js';
import type { Spilled, SpillFile } from './spill-file.js';
import { findFault, type MetadataMovie, toMovie } from './to-movie.js';

/** A row of a movie, whose fields wait on disk. */
export type MovieRow = Spilled & {
  id: number;
  line: number;
  votes: number | null;
  issues: readonly string[];
};

export type Movies = {
  /** The row of each id that is kept, in the order of the file. */
  kept: Map<number, MovieRow>;
  /** The rows that gave way to another of the same id (rule 4). */
  dropped: MovieRow[];
  /** What the rows that are kept refer to. */
  references: MovieReferences;
  /** Physical rows below the header, rejected ones, and records joined from two. */
  counts: { rows: number; rejected: number; repaired: number };
};

/**
 * Reads movies_metadata.csv: its rows become movies on disk, or rejections.
 * @throws {DatasetError} when its header is not the data set's, or too many rows are rejected.
 */
export async function readMovies(
  spill: SpillFile<MetadataMovie>,
  { open, rejections, limits, signal }: ReadContext,
): Promise<Movies> {
  const file = await open('movies_metadata.csv');
  if (file === undefined) throw new RangeError('an edition was opened that lacks movies_metadata.csv');
  const budget = new ErrorBudget(file, rejections, limits);
  const { at, rows } = await readHeader(file, movieColumns, signal);
  const references = new MovieReferences();
  const kept = new Map<number, MovieRow>();
  const dropped: MovieRow[] = [];
  let repaired = 0;

  const keep = (movie: MetadataMovie, row: MovieRow): void => {
    references.add(movie);
    // Behind the others: a map keeps the place of a key that it has.
    kept.delete(movie.id);
    kept.set(movie.id, row);
  };

  for await (const row of joinSplitRows(rows, movieColumns.length)) {
    if (row.isRepaired) repaired++;
    const { cells } = row;
    const record = toRecord(cells, at);
    const fault =
      cells.length === movieColumns.length
        ? findFault(record)
        : wrongNumberOfCells(cells.length, movieColumns.length);
    if (fault !== undefined) {
      budget.reject(row, fault);
      continue;
    }
    budget.accept();
    const { movie, issues } = toMovie(record);
    const { id, votes } = movie;
    const { offset, length } = spill.write(movie);
    const found: MovieRow = { offset, length, id, line: row.line, votes, issues };
    const earlier = kept.get(id);
    if (earlier === undefined) keep(movie, found);
    else if (isBetter(found, earlier)) {
      references.remove(spill.read(earlier));
      dropped.push(earlier);
      keep(movie, found);
    } else dropped.push(found);
  }
  budget.checkShares();
  references.resolve();
  const counts = { rows: budget.rows + repaired, rejected: budget.rejected, repaired };
  return { kept, dropped, references, counts };
}

/** Rule 4: more votes, or as many on a later row. */
const isBetter = (later: MovieRow, earlier: MovieRow): boolean =>
  earlier.votes === null || (later.votes !== null && later.votes >= earlier.votes);
