import type { DateOrder } from '../csv/cells.js';
import { DatasetError } from '../files/dataset-error.js';
import { showCell } from '../files/show-text.js';
import { movieStatuses } from '../model/movie.js';

/** The columns that figures rest on (rule 17), with the forms in which their cells are read. */
const list = "a Python literal or JSON such as [{'id': 18, 'name': 'Drama'}]";
const credits = "a Python literal or JSON such as [{'id': 31, 'name': 'Tom Hanks', 'order': 0}]";
const money = 'whole US dollars such as 30000000, 30,000,000 or $30,000,000';
const forms = {
  release_date: '',
  budget: money,
  revenue: money,
  popularity: 'a number of 0 or more, such as 21.94',
  status: movieStatuses.join(', '),
  vote_count: 'a whole number of 0 or more',
  genres: list,
  production_companies: list,
  cast: credits,
  crew: credits,
  keywords: list,
};

type FigureColumn = keyof typeof forms;

const figureColumns = Object.keys(forms) as FigureColumn[];

const dateForms: Record<DateOrder, string> = {
  'month-first': 'YYYY-MM-DD and M/D/YYYY, also with a time behind them (D/M/YYYY with --dates day-first)',
  'day-first': 'YYYY-MM-DD and D/M/YYYY, also with a time behind them (M/D/YYYY with --dates month-first)',
};

/** How the cells of an edition are read. */
export type CellOptions = {
  /** What stands first in dates such as `1/2/2003`. */
  dates: DateOrder;
  /** Largest share of unreadable cells among the filled ones of a column that figures rest on, 0 to 1. */
  maxUnreadableShare: number;
};

export const defaultCellOptions: CellOptions = { dates: 'month-first', maxUnreadableShare: 0.1 };

/** Unreadable cells that a message shows. */
const maxExamples = 3;

type Counts = { column: FigureColumn; filled: number; unreadable: number; examples: string[] };

/**
 * Counts the unreadable cells of the columns of one file that figures rest on, and ends the run when they are too many:
 * figures over the rest of such a column would look right and be wrong (rule 17).
 */
export class UnreadableColumns {
  readonly #where: string;
  readonly #columns: readonly Counts[];
  readonly #options: CellOptions;

  /** @param where - the file, for messages */
  constructor(where: string, options: CellOptions) {
    this.#where = where;
    this.#columns = figureColumns.map((column) => ({ column, filled: 0, unreadable: 0, examples: [] }));
    this.#options = options;
  }

  /**
   * Counts a row that is not rejected.
   * @param record - its cells; those of columns that the file lacks are undefined or empty
   * @param issues - its unreadable cells, as `column: kind`
   */
  count(record: Readonly<Record<string, unknown>>, issues: readonly string[], line: number): void {
    for (const counts of this.#columns) {
      const cell = record[counts.column] ?? '';
      if (typeof cell === 'string' && cell.trim() === '') continue;
      counts.filled++;
      if (!issues.some((issue) => issue.startsWith(`${counts.column}:`))) continue;
      counts.unreadable++;
      if (counts.examples.length === maxExamples) continue;
      const text = typeof cell === 'string' ? cell : JSON.stringify(cell);
      counts.examples.push(`${showCell(text)} (line ${line})`);
    }
  }

  /** @throws {DatasetError} when too large a share of the filled cells of a column cannot be read. */
  check(): void {
    const faults = this.#columns
      .filter(({ filled, unreadable }) => unreadable > filled * this.#options.maxUnreadableShare)
      .map((counts) => this.#describe(counts));
    if (faults.length === 0) return;
    throw new DatasetError(
      `${this.#where}: ${faults.join(' ')} At most ${percent(this.#options.maxUnreadableShare)} may be unreadable: ` +
        'take the file as published, or set another limit with --max-unreadable.',
    );
  }

  #describe({ column, filled, unreadable, examples }: Counts): string {
    const read = column === 'release_date' ? dateForms[this.#options.dates] : forms[column];
    return (
      `${unreadable} of the ${filled} filled cells of the column ${column} (${percent(unreadable / filled)}) cannot be read, ` +
      `such as ${examples.join(', ')}. Accepted: ${read}.`
    );
  }
}

const percent = (share: number): string => `${Number((100 * share).toFixed(1))} %`;
