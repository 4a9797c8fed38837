import type { Conflict } from '../model/report.js';
import type { Movies } from './read-movies.js';
import type { MovieRow } from './read-row.js';
import type { SpillFile } from './spill-file.js';

/** Lists the dropped rows that differ from the row that is kept, by movie in the order of the file. */
export function findConflicts({ kept, dropped }: Movies, spill: SpillFile<MovieRow>): Conflict[] {
  const firstIndices = new Map<number, number>();
  for (const { id, index } of dropped) {
    const first = firstIndices.get(id) ?? kept.get(id)?.index ?? index;
    firstIndices.set(id, Math.min(first, index));
  }
  const firstOf = (id: number): number => firstIndices.get(id) ?? 0;
  const conflicts: Conflict[] = [];
  for (const { id, index } of dropped.toSorted(
    (a, b) => firstOf(a.id) - firstOf(b.id) || a.index - b.index,
  )) {
    const keptRow = kept.get(id);
    if (keptRow === undefined) continue;
    const conflict = compare(id, spill.read(keptRow.index), spill.read(index));
    if (Object.keys(conflict.differences).length > 0) conflicts.push(conflict);
  }
  return conflicts;
}

/** Compares two rows of a movie field by field. */
function compare(id: number, keptRow: MovieRow, droppedRow: MovieRow): Conflict {
  const kept = fieldsOf(keptRow);
  const dropped = fieldsOf(droppedRow);
  const differences: Conflict['differences'] = {};
  for (const field of Object.keys(kept) as (keyof typeof kept)[]) {
    const [a, b] = [kept[field], dropped[field]];
    if (JSON.stringify(a) !== JSON.stringify(b)) differences[field] = { kept: a, dropped: b };
  }
  return { id, keptLine: keptRow.line, droppedLine: droppedRow.line, differences };
}

/** Both rows have the same fields, because their file has or lacks keywords and credits as a whole. */
const fieldsOf = ({ movie, issues, keywords, credits }: MovieRow) => ({
  ...movie,
  issues,
  keywords,
  cast: credits?.cast,
  crew: credits?.crew,
});
