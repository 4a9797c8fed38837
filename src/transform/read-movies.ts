import type { Readable } from 'node:stream';
import { readCsvRows } from '../dataset/csv-rows.js';
import { joinSplitRecords } from '../dataset/join-split-records.js';
import { indexMovieColumns, movieColumns } from '../dataset/movie-columns.js';
import type { CopyStore } from './copy-store.js';
import { MovieCopies } from './movie-copies.js';
import type { Reading } from './side-file.js';
import { toMovie } from './to-movie.js';

/** The first pass over movies_metadata.csv: rows become copies of movies, or rejections. */
export async function readMovies(
  source: { stream: Readable; name: string; path: string },
  store: CopyStore,
  { rejections, signal }: Reading,
): Promise<{ copies: MovieCopies; counts: { rows: number; rejected: number; repaired: number } }> {
  const rows = readCsvRows(source.stream);
  const header = await rows.next();
  const columns = indexMovieColumns(header.done ? [] : header.value.cells, source.path);
  const copies = new MovieCopies();
  const counts = { rows: 0, rejected: 0, repaired: 0 };
  for await (const record of joinSplitRecords(rows, movieColumns.length)) {
    signal?.throwIfAborted();
    counts.rows += record.isRepaired ? 2 : 1;
    if (record.isRepaired) counts.repaired++;
    const result = toMovie(record, columns, source.name);
    if ('movie' in result) {
      copies.add(result.movie, record.line);
      store.add(result.movie);
    } else {
      counts.rejected++;
      rejections.write(result.rejection);
    }
  }
  return { copies, counts };
}
