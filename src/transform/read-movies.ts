import { toRecord } from '../csv/columns.js';
import { joinSplitRows } from '../csv/join-split-rows.js';
import { movieColumns } from '../sources/the-movies-dataset.js';
import { ErrorBudget, wrongNumberOfCells } from './error-budget.js';
import { MovieReferences } from './movie-references.js';
import { type ReadContext, readHeader } from './read-table.js';
import type { SpillFile } from './spill-file.js';
import { findFault, type MetadataMovie, toMovie } from './to-movie.js';

/** A row of movies_metadata.csv, as it waits in the spill file. */
export type MovieRow = { line: number; movie: MetadataMovie; issues: string[] };

/** A row of a movie: its votes decide between several (rule 4), and with its rating the edition's prior (rule 23). */
type Candidate = { index: number; votes: number | null; rating: number | null };

export type Movies = {
  /** The kept row of each id, as its index in the spill file; in the order of the file. */
  kept: Map<number, Candidate>;
  /** The indices of the other rows of these ids (rule 4). */
  dropped: { id: number; index: number }[];
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
  spill: SpillFile<MovieRow>,
  { open, rejections, limits, signal }: ReadContext,
): Promise<Movies> {
  const file = await open('movies_metadata.csv');
  if (file === undefined) throw new RangeError('an edition was opened that lacks movies_metadata.csv');
  const budget = new ErrorBudget(file, rejections, limits);
  const { at, rows } = await readHeader(file, movieColumns, signal);
  const references = new MovieReferences();
  const kept = new Map<number, Candidate>();
  const dropped: Movies['dropped'] = [];
  let repaired = 0;

  const keep = (movie: MetadataMovie, row: Candidate): void => {
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
    const { id, votes, rating } = movie;
    const found = { index: spill.write({ line: row.line, movie, issues }), votes, rating };
    const earlier = kept.get(id);
    if (earlier === undefined) keep(movie, found);
    else if (isBetter(found, earlier)) {
      references.remove(spill.read(earlier.index).movie);
      dropped.push({ id, index: earlier.index });
      keep(movie, found);
    } else dropped.push({ id, index: found.index });
  }
  budget.checkShares();
  references.resolve();
  const counts = { rows: budget.rows + repaired, rejected: budget.rejected, repaired };
  return { kept, dropped, references, counts };
}

/** Rule 4: the row with more votes is kept, at a tie the later one. */
const isBetter = (later: Candidate, earlier: Candidate): boolean =>
  earlier.votes === null || (later.votes !== null && later.votes >= earlier.votes);
