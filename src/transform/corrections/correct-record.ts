import { readId, readText } from '../../csv/cells.js';
import type { AppliedCorrection } from '../../model/correction.js';
import type { MovieRecord } from '../../sources/movie-record.js';
import { correctedCells } from './corrected-cells.js';
import type { CorrectionFile } from './read-corrections.js';

/**
 * Puts corrections into the cells of a record, so that every rule then applies to the corrected values. A correction
 * that says what the cell says is not needed, and left out.
 */
export function correctRecord(
  record: MovieRecord,
  file: CorrectionFile | undefined,
): { record: MovieRecord; corrections: AppliedCorrection[] } {
  const corrections = file?.ofMovies.get(readId(record.id) ?? 0);
  if (corrections === undefined) return { record, corrections: [] };
  const corrected = { ...record };
  const applied: AppliedCorrection[] = [];
  for (const { field, value, source } of corrections) {
    const { column, read } = correctedCells[field];
    const reported = record[column];
    if (read(reported) === read(value)) continue;
    corrected[column] = value;
    applied.push({ field, reported: readText(reported), source });
  }
  return { record: corrected, corrections: applied };
}
