import {
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  sortFn_text,
  tableFeatures,
  useTable,
} from '@tanstack/preact-table';
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';

export type Column<Row> = {
  title: string;
  isNumber?: boolean;
  /** The value that is sorted and copied; what is shown as well unless `cell` shows something else. */
  value(row: Row): string | number | null | undefined;
  cell?(row: Row): ComponentChildren;
};

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { text: sortFn_text },
});

type DataTableProps<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** Shows the movies behind a row, from its first number. */
  choose?: ((row: Row) => (() => void) | undefined) | undefined;
};

/** A table that is sorted by its heads, in a scrollable region that can be focused by keyboard. */
export function DataTable<Row>({ caption, columns, rows, choose }: DataTableProps<Row>) {
  const [sorting, setSorting] = useState<SortingState>([]);
  const definitions = useMemo(() => columns.map(toDefinition), [columns]);
  const data = useMemo(() => rows.map((row) => ({ row })), [rows]);
  const table = useTable({
    features,
    columns: definitions,
    data,
    state: { sorting },
    onSortingChange: (change) => setSorting(typeof change === 'function' ? change(sorting) : change),
    sortDescFirst: true,
  });
  const sorted = table.getRowModel().rows.map(({ original }) => original.row);
  const first = columns.findIndex(({ isNumber }, at) => isNumber && at > 0);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region is reached by keyboard. */}
      <section class="table-frame" tabIndex={0} aria-label={caption}>
        <table>
          <caption class="unseen">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column, at) => {
                const state = table.getColumn(String(at));
                const order = state?.getIsSorted();
                return (
                  <th
                    key={column.title}
                    scope="col"
                    {...numberClass(column)}
                    aria-sort={order === 'asc' ? 'ascending' : order === 'desc' ? 'descending' : 'none'}
                  >
                    <button type="button" onClick={() => state?.toggleSorting()}>
                      {column.title}
                      <span aria-hidden="true">{order === 'asc' ? ' ▲' : order === 'desc' ? ' ▼' : ''}</span>
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {sorted.map((row, number) => (
              <tr key={number}>
                {columns.map((column, at) => (
                  <Cell
                    key={column.title}
                    column={column}
                    row={row}
                    isHead={at === 0}
                    show={at === first ? choose?.(row) : undefined}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

type CellProps<Row> = { column: Column<Row>; row: Row; isHead: boolean; show: (() => void) | undefined };

function Cell<Row>({ column, row, isHead, show }: CellProps<Row>) {
  const content = column.cell === undefined ? written(column.value(row)) : column.cell(row);
  if (isHead) return <th scope="row">{content}</th>;
  return (
    <td {...numberClass(column)}>
      {show === undefined ? (
        content
      ) : (
        <button type="button" class="figure-button" title="Show its movies" onClick={show}>
          {content}
        </button>
      )}
    </td>
  );
}

const toDefinition = <Row,>(column: Column<Row>, at: number) => ({
  id: String(at),
  accessorFn: ({ row }: { row: Row }) => column.value(row) ?? undefined,
  sortUndefined: 'last' as const,
  ...(column.isNumber ? {} : { sortFn: 'text' as const }),
});

const numberClass = (column: { isNumber?: boolean }) => (column.isNumber ? { class: 'number' } : {});

const written = (value: string | number | null | undefined): string =>
  typeof value === 'number' ? value.toLocaleString('en-US') : (value ?? '–');

/** The rows with tabs between their values, as spreadsheets paste them. */
export const toTsv = <Row,>(columns: readonly Column<Row>[], rows: readonly Row[]): string =>
  toLines(columns, rows, '\t', (text) => text.replaceAll(/\s+/g, ' '));

/** The rows as CSV. */
export const toCsv = <Row,>(columns: readonly Column<Row>[], rows: readonly Row[]): string =>
  toLines(columns, rows, ',', (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text));

function toLines<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  separator: string,
  quote: (text: string) => string,
): string {
  const line = (cells: readonly (string | number | null | undefined)[]) =>
    cells.map((cell) => quote(String(cell ?? ''))).join(separator);
  return [
    line(columns.map(({ title }) => title)),
    ...rows.map((row) => line(columns.map(({ value }) => value(row)))),
  ].join('\n');
}
