import { type Child, h } from '../elements.js';

export type Column<Row> = { title: string; isNumber?: boolean; cell(row: Row): Child };

/** A table with a caption in a scrollable region that can be focused by keyboard. */
export function dataTable<Row>(
  caption: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): HTMLElement {
  const kind = (column: Column<Row>) => (column.isNumber ? { class: 'number' } : {});
  return h(
    'div',
    { class: 'table-frame', tabindex: 0, role: 'region', 'aria-label': caption },
    h(
      'table',
      {},
      h('caption', { class: 'unseen' }, caption),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          columns.map((column) => h('th', { scope: 'col', ...kind(column) }, column.title)),
        ),
      ),
      h(
        'tbody',
        {},
        rows.map((row) =>
          h(
            'tr',
            {},
            columns.map((column, at) =>
              at === 0
                ? h('th', { scope: 'row' }, column.cell(row))
                : h('td', kind(column), column.cell(row)),
            ),
          ),
        ),
      ),
    ),
  );
}
