import type { Conflict } from '../model/report.js';
import type { MovieRow, Movies } from './read-movies.js';
import type { SpillFile } from './spill-file.js';
import type { MetadataMovie } from './to-movie.js';

/** Lists the dropped rows that differ from the row that is kept, by movie in the order of the file. */
export function findConflicts({ kept, dropped }: Movies, spill: SpillFile<MetadataMovie>): Conflict[] {
  const firstLines = new Map<number, number>();
  const pairs: { row: MovieRow; keptRow: MovieRow }[] = [];
  for (const row of dropped) {
    const keptRow = kept.get(row.id);
    if (keptRow === undefined) continue;
    pairs.push({ row, keptRow });
    firstLines.set(row.id, Math.min(row.line, firstLines.get(row.id) ?? keptRow.line));
  }
  const firstLine = ({ row }: { row: MovieRow }): number => firstLines.get(row.id) ?? row.line;
  pairs.sort((a, b) => firstLine(a) - firstLine(b) || a.row.line - b.row.line);
  return pairs.flatMap(({ row, keptRow }) => {
    const read = (of: MovieRow) => ({ ...spill.read(of), issues: of.issues });
    const differences = compare(read(keptRow), read(row));
    if (Object.keys(differences).length === 0) return [];
    return [{ id: row.id, keptLine: keptRow.line, droppedLine: row.line, differences }];
  });
}

type Compared = MetadataMovie & Pick<MovieRow, 'issues'>;

/** Returns the fields in which two rows of a movie differ. */
function compare(kept: Compared, dropped: Compared): Conflict['differences'] {
  const differences: Conflict['differences'] = {};
  for (const field of Object.keys(kept) as (keyof Compared)[]) {
    const [a, b] = [kept[field], dropped[field]];
    if (JSON.stringify(a) !== JSON.stringify(b)) differences[field] = { kept: a, dropped: b };
  }
  return differences;
}
