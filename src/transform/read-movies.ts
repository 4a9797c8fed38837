import type { Movie } from '../model/movie.js';
import type { Shape } from '../sources/shape.js';
import { correctRecord } from './corrections/correct-record.js';
import { type CorrectionFile, expectMovies } from './corrections/read-corrections.js';
import { ErrorBudget } from './error-budget.js';
import { MovieNames } from './movie-names.js';
import { type MovieRow, readRow } from './read-row.js';
import type { ReadContext } from './read-table.js';
import type { SpillFile } from './spill-file.js';
import { findFault } from './to-movie.js';
import { UnreadableColumns } from './unreadable-columns.js';

/** A row of a movie: its votes decide between several (rule 4), and with its rating the edition's prior (rule 23). */
type Candidate = { index: number; votes: number | null; rating: number | null };

export type Movies = {
  /** The kept row of each id, as its index in the spill file; in the order of the file. */
  kept: Map<number, Candidate>;
  /** The indices of the other rows of these ids (rule 4). */
  dropped: { id: number; index: number }[];
  /** The entities that the kept rows refer to; their names are not resolved yet. */
  names: MovieNames;
  /** Physical rows below the header, rejected rows, and records joined from two rows. */
  counts: { rows: number; rejected: number; repaired: number };
  /** What the file holds that is not read, and the fields that it lacks. */
  ignored: string[];
  lacks: (keyof Movie)[];
};

/**
 * Reads the file with the movies: each row becomes a movie in the spill file, or a rejection.
 * @throws {DatasetError} when a column is missing, too many rows are rejected, too many cells unreadable, or a movie to
 * correct is not there
 */
export async function readMovies(
  shape: Shape,
  spill: SpillFile<MovieRow>,
  { open, rejections, limits, cells: cellOptions, signal }: ReadContext,
  corrections: CorrectionFile | undefined,
): Promise<Movies> {
  const file = await open('movies');
  if (file === undefined) throw new RangeError('an edition was opened that lacks the file with the movies');
  const budget = new ErrorBudget(file, rejections, limits);
  const { rows, summary } = await shape.read(file, signal);
  const names = new MovieNames();
  const kept = new Map<number, Candidate>();
  const dropped: Movies['dropped'] = [];
  const unreadable = new UnreadableColumns(file.where, cellOptions);
  let repaired = 0;

  const keep = (row: MovieRow, candidate: Candidate): void => {
    names.add(row);
    // Deleted first, because a map leaves a key that it has where it is.
    kept.delete(row.movie.id);
    kept.set(row.movie.id, candidate);
  };

  for await (const { line, bytes, isRepaired, record: reported, fault } of rows) {
    if (isRepaired) repaired++;
    if (fault !== undefined) {
      budget.reject({ line, bytes }, fault);
      continue;
    }
    const { record, corrections: applied } = correctRecord(reported, corrections);
    const problem = findFault(record);
    if (problem !== undefined) {
      budget.reject({ line, bytes }, problem);
      continue;
    }
    budget.accept();
    const row = readRow(record, line, { dates: cellOptions.dates, corrections: applied });
    unreadable.count(record, row.issues, line);
    const { id, votes, rating } = row.movie;
    const found = { index: spill.write(row), votes, rating };
    const earlier = kept.get(id);
    if (earlier === undefined) keep(row, found);
    else if (isBetter(found, earlier)) {
      names.remove(spill.read(earlier.index));
      dropped.push({ id, index: earlier.index });
      keep(row, found);
    } else dropped.push({ id, index: found.index });
  }
  budget.checkShares();
  unreadable.check();
  if (corrections !== undefined) expectMovies(corrections, kept);
  const counts = { rows: budget.rows + repaired, rejected: budget.rejected, repaired };
  return { kept, dropped, names, counts, ...summary() };
}

/** Rule 4: the row with more votes is kept, at a tie the later one. */
const isBetter = (later: Candidate, earlier: Candidate): boolean =>
  earlier.votes === null || (later.votes !== null && later.votes >= earlier.votes);
