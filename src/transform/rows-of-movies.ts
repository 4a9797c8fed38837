import { readId } from '../csv/cells.js';
import type { Columns } from '../csv/columns.js';
import { type Fault, invalidId } from '../csv/faults.js';
import type { SourceStream } from '../csv/read-header.js';
import type { FileReport } from '../model/report.js';
import { withoutFraction } from '../sources/movie-record.js';
import { countIssues, type FoundIssues } from './count-issues.js';
import { LatestRows, type SpilledRow } from './latest-rows.js';
import { type ReadContext, readTable } from './read-table.js';
import type { SpillFile } from './spill-file.js';
import { UnreadableColumns } from './unreadable-columns.js';

/** The value of a row, and the cells that could not be read, as `column: kind`. */
export type ParsedRow<T> = { value: T; issues: string[] };

/** Counts the names in the rows that are kept: `remove` is called when a later row takes the place of an earlier one. */
export type NameCounter<T> = { add(value: T): void; remove(value: T): void };

/** The rows of a file by the TMDB id of their movie; of several rows of a movie the last is kept. */
export class RowsOfMovies<T> {
  readonly #rows: LatestRows<T>;
  readonly #issues = new Map<number, FoundIssues>();
  readonly #names: NameCounter<T>;

  constructor(spill: SpillFile<SpilledRow<T>>, names: NameCounter<T>) {
    this.#rows = new LatestRows(spill);
    this.#names = names;
  }

  /**
   * Reads the file. Rows whose movie is not in the edition are counted as orphans.
   * @throws {DatasetError} when its header is not the data set's, too many rows are rejected, or too many cells unreadable
   */
  async read<C extends string>(
    file: SourceStream,
    columns: Columns<C | 'id'>,
    context: ReadContext,
    movies: ReadonlyMap<number, unknown>,
    parse: (record: Record<C | 'id', string>) => ParsedRow<T>,
  ): Promise<FileReport> {
    let orphans = 0;
    const unreadable = new UnreadableColumns(file.where, context.cells);
    const report = await readTable(file, columns, context, (record, row): Fault | undefined => {
      const id = readId(withoutFraction(record.id));
      if (id === undefined) return invalidId('id', record.id);
      if (!movies.has(id)) {
        orphans++;
        return undefined;
      }
      const { value, issues } = parse(record);
      unreadable.count(record, issues, row.line);
      const earlier = this.#rows.add(id, row, value);
      if (earlier !== undefined) this.#names.remove(earlier);
      this.#names.add(value);
      if (issues.length > 0) this.#issues.set(id, { id, line: row.line, issues });
      else this.#issues.delete(id);
      return undefined;
    });
    unreadable.check();
    return { ...report, ...this.#rows.duplicates(), orphans, issues: countIssues(this.#issues.values()) };
  }

  /** Returns the value of the row of a movie; undefined without a row. */
  of(id: number): T | undefined {
    return this.#rows.get(id);
  }

  issuesOf(id: number): readonly string[] {
    return this.#issues.get(id)?.issues ?? [];
  }
}
