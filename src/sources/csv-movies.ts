import { type Columns, ignoredColumns, toRecord, UnexpectedColumnsError } from '../csv/columns.js';
import { wrongNumberOfCells } from '../csv/faults.js';
import { joinSplitRows } from '../csv/join-split-rows.js';
import { readHeader, type SourceStream, type Table } from '../csv/read-header.js';
import { DatasetError } from '../files/dataset-error.js';
import type { Movie } from '../model/movie.js';
import type { ShapeName } from '../model/shape-name.js';
import type { MovieRecord, MovieRow } from './movie-record.js';
import type { MovieFile } from './shape.js';

/**
 * Returns a reader of CSV files with movies.
 * @param shape - for messages
 * @param toMovieRecord - of the cells of a row, by column; those of an optional column that the file lacks are empty
 * @param fields - the field of each optional column, to tell which fields a file lacks
 */
export const csvMovies =
  <C extends string>(
    shape: ShapeName,
    columns: Columns<C>,
    toMovieRecord: (cells: Record<C, string>) => MovieRecord,
    fields: Partial<Record<C, readonly (keyof Movie)[]>> = {},
  ) =>
  async (file: SourceStream, signal: AbortSignal): Promise<MovieFile> => {
    const table = await readHeader(file, columns, signal).catch((error: Error) => {
      if (!(error instanceof UnexpectedColumnsError)) throw error;
      throw new DatasetError(`${error.message}. Tried: ${shape}; --shape tries another shape`);
    });
    const lacking = (columns.optional ?? []).filter((column) => table.at[column] === -1);
    return {
      rows: readMovieRows(table, toMovieRecord),
      summary: () => ({
        ignored: ignoredColumns(table.header, columns),
        lacks: lacking.flatMap((column) => fields[column] ?? []),
      }),
    };
  };

async function* readMovieRows<C extends string>(
  { at, header, rows }: Table<C>,
  toMovieRecord: (cells: Record<C, string>) => MovieRecord,
): AsyncGenerator<MovieRow> {
  for await (const row of joinSplitRows(rows, header.length)) {
    const { length } = row.cells;
    // Object.assign, because spreading a row takes several times as long.
    yield length === header.length
      ? Object.assign(row, { record: toMovieRecord(toRecord(row.cells, at)) })
      : Object.assign(row, { fault: wrongNumberOfCells(length, header.length) });
  }
}
