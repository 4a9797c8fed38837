import { type Parameters, pathOf } from '../api-client.js';
import type { YearRow } from '../charts/by-year.js';
import { type LinePoint, lines } from '../charts/lines.js';
import {
  isMoney,
  knownOf,
  type MeasureName,
  measures,
  numberOf,
  writeCoverage,
  writeFigure,
} from '../measures.js';
import { dollarsOf, MeasureSwitch, Select } from '../parts/controls.js';
import { Definition } from '../parts/definition.js';
import { Figure } from '../parts/figure.js';
import type { Comparable, Subject } from './subjects.js';
import { transformValues, type WayToShow, wayNamed, waysFor } from './transform-values.js';

const offered: readonly MeasureName[] = [
  'revenue',
  'budget',
  'profit',
  'popularity',
  'releases',
  'returnOnInvestment',
  'medianRevenue',
  'weightedRating',
];

/** Measures whose values add up over years and over what is compared. */
const additive: readonly MeasureName[] = ['revenue', 'budget', 'profit', 'releases'];

/** The figures of a year of one of the lines. */
export type ComparedRow = YearRow & { series: string };

type ComparedFigureProps = {
  rows: readonly ComparedRow[];
  shown: readonly Subject[];
  by: MeasureName;
  calls: readonly Parameters[];
  query: URLSearchParams;
  kind: Comparable;
};

/** The figures of what is compared as lines, in the way chosen. */
export function ComparedFigure({ rows, shown, by, calls, query, kind }: ComparedFigureProps) {
  const info = measures[by];
  const way = wayNamed(query.get('scale'), additive.includes(by));
  const names = shown.map(({ name }) => name);
  return (
    <Figure
      name="compare"
      title={`${info.title} by ${kind}`}
      subtitle={
        <>
          {way === 'share' ? '% of those shown' : isMoney(by) ? dollarsOf(query) : info.unit} ·{' '}
          <Definition name={by} />
        </>
      }
      calls={calls.map((call) => pathOf('movies/aggregate', call))}
      rows={rows.filter(({ releases }) => releases > 0)}
      columns={[
        { title: kind.charAt(0).toUpperCase() + kind.slice(1), value: (row) => row.series },
        { title: 'Year', isNumber: true, value: ({ year }) => year, cell: ({ year }) => year },
        { title: `${info.title} (${info.unit})`, isNumber: true, value: (row) => numberOf(row[by]) },
        { title: 'Known', isNumber: true, value: (row) => knownOf(row[by]) },
        { title: 'Releases', isNumber: true, value: (row) => row.releases },
      ]}
      controls={
        <div class="controls">
          <MeasureSwitch names={offered} chosen={by} />
          <Select label="Shown" name="scale" value={way} options={waysFor(additive.includes(by))} />
        </div>
      }
      isLarge
      choiceOf={(row) =>
        row.links && {
          title: `${row.year} · ${row.series}`,
          link: row.links.movies,
          measure: by,
          figure: row[by],
        }
      }
      draw={(width, choose) =>
        lines({
          points: pointsOf(rows, by, way),
          names,
          label: `${info.title} of ${names.join(', ')} by year`,
          width,
          isLog: way === 'log',
          tick: way === 'share' ? (value) => `${value} %` : info.tick,
          write: way === 'share' ? (value) => `${value.toFixed(1)} %` : info.write,
          choose,
        })
      }
    />
  );
}

function pointsOf(rows: readonly ComparedRow[], by: MeasureName, way: WayToShow): LinePoint<ComparedRow>[] {
  const points = rows.map((row) => ({
    series: row.series,
    x: row.year,
    value: row.releases === 0 && by !== 'releases' ? null : numberOf(row[by]),
    text: [`${row.year} · ${row.series}`, writeFigure(by, row[by]), writeCoverage(row[by], row.releases)]
      .filter(Boolean)
      .join('\n'),
    row,
  }));
  return transformValues(points, way);
}
