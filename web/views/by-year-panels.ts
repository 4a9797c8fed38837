import { type Parameters, pathOf } from '../api-client.js';
import { byYearChart, type YearRow } from '../charts/by-year.js';
import { h } from '../elements.js';
import { knownOf, type MeasureName, measureNamed, measures, numberOf } from '../measures.js';
import { measureSwitch } from '../parts/controls.js';
import type { Column } from '../parts/data-table.js';
import { definitionLink, figure } from '../parts/figure.js';

const shown = ['revenue', 'budget', 'profit', 'popularity', 'releases'] as const;

/** The measures of a subject by year, from one call: the chosen one large, the others small. */
export function byYearPanels(
  path: string,
  parameters: Parameters,
  rows: readonly YearRow[],
  query: URLSearchParams,
  dollars: string,
): HTMLElement[] {
  const chosen = shown.find((name) => name === measureNamed(query.get('by'), 'revenue')) ?? 'revenue';
  const call = pathOf(path, parameters);
  const years = spanOf(rows);
  const panel = (measure: (typeof shown)[number], isLarge: boolean): HTMLElement => {
    const info = measures[measure];
    const isKnown = rows.some((row) => numberOf(row[measure]) !== null && row.releases > 0);
    return figure({
      name: measure,
      title: isLarge ? `${info.title} by release year` : info.title,
      subtitle: [info.unit === 'US$' ? dollars : info.unit, ' · ', definitionLink(measure)],
      call,
      rows,
      columns: columnsOf(measure),
      isLarge,
      controls: isLarge && measureSwitch(shown, chosen),
      empty: !isKnown && `The ${info.title.toLowerCase()} of these movies is not known.`,
      draw: (width) =>
        byYearChart({
          measure,
          rows,
          years,
          width,
          height: isLarge ? Math.max(240, Math.min(380, width * 0.36)) : 190,
        }),
    });
  };
  return [
    panel(chosen, true),
    h(
      'div',
      { class: 'grid' },
      shown.filter((name) => name !== chosen).map((name) => panel(name, false)),
    ),
  ];
}

/** Returns the first and the last year with a release. */
export function spanOf(rows: readonly { year: number; releases: number }[]): readonly [number, number] {
  const years = rows.filter(({ releases }) => releases > 0).map(({ year }) => year);
  return [Math.min(...years), Math.max(...years)];
}

function columnsOf(measure: MeasureName): Column<YearRow>[] {
  const value: Column<YearRow> = {
    title: `${measures[measure].title} (${measures[measure].unit})`,
    isNumber: true,
    cell: (row) => numberOf(row[measure])?.toLocaleString('en-US') ?? '–',
  };
  const releases: Column<YearRow> = { title: 'Releases', isNumber: true, cell: (row) => row.releases };
  const known: Column<YearRow> = {
    title: 'Known',
    isNumber: true,
    cell: (row) => knownOf(row[measure]) ?? '',
  };
  const year: Column<YearRow> = { title: 'Year', cell: (row) => row.year };
  return measure === 'releases' ? [year, value] : [year, value, known, releases];
}
