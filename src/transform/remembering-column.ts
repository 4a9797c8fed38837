import { ByteTable } from '../csv/byte-table.js';
import type { CsvScanner } from '../csv/csv-scanner.js';
import type { MovieColumn } from '../csv/movie-columns.js';
import type { CellMeaning, ReadMeaning } from './cell-meanings.js';

/** Cells remembered of each column: enough for nearly all that repeat, in a megabyte or two. */
const maxRemembered = 4096;

/**
 * A column whose cells repeat: 45,000 movies have 350 runtimes. Each is read once, and what it says is
 * looked up by its bytes from then on.
 */
export class RememberingColumn<T> {
  private cells = new ByteTable();
  private meanings: CellMeaning<T>[] = [];

  constructor(
    readonly name: MovieColumn,
    private readonly index: number,
    private readonly read: ReadMeaning<T>,
  ) {}

  meaningIn(row: CsvScanner): CellMeaning<T> {
    const { source } = row;
    const start = row.startOf(this.index);
    const end = row.endOf(this.index);
    const number = this.cells.find(source, start, end);
    if (number !== -1) return this.meanings[number] as CellMeaning<T>;
    const meaning = this.read(row.cell(this.index));
    if (this.cells.size === maxRemembered) {
      this.cells = new ByteTable();
      this.meanings = [];
    }
    this.cells.add(source, start, end);
    this.meanings.push(meaning);
    return meaning;
  }
}
