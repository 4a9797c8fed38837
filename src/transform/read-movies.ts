import { toRecord } from '../csv/columns.js';
import { joinSplitRows } from '../csv/join-split-rows.js';
import { movieColumns } from '../sources/the-movies-dataset.js';
import { ErrorBudget, wrongNumberOfCells } from './error-budget.js';
import { MovieReferences } from './movie-references.js';
import { type ReadContext, readHeader } from './read-table.js';
import type { Spilled, SpillFile } from './spill-file.js';
import { findFault, type MetadataMovie, toMovie } from './to-movie.js';

/** A row of a movie; its fields are in the spill file. */
export type MovieRow = Spilled & {
  id: number;
  line: number;
  votes: number | null;
  issues: readonly string[];
};

export type Movies = {
  /** The row of each id that is kept, in the order of the file. */
  kept: Map<number, MovieRow>;
  /** The other rows of the same ids (rule 4). */
  dropped: MovieRow[];
  /** The entities that the kept rows refer to. */
  references: MovieReferences;
  /** Physical rows below the header, rejected rows, and records joined from two rows. */
  counts: { rows: number; rejected: number; repaired: number };
};

/**
 * Reads movies_metadata.csv: each row becomes a movie in the spill file, or a rejection.
 * @throws {DatasetError} when its header is not the data set's, or too many rows are rejected
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
    // Deleted first, because a map leaves a key that it has where it is.
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

/** Rule 4: the row with more votes is kept, at a tie the later one. */
const isBetter = (later: MovieRow, earlier: MovieRow): boolean =>
  earlier.votes === null || (later.votes !== null && later.votes >= earlier.votes);
