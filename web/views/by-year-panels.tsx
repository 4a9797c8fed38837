import type { MoviesAggregateData } from 'api-types';
import { ask, type Parameters, pathOf } from '../api-client.js';
import { byYearChart, type YearRow } from '../charts/by-year.js';
import { isMoney, knownOf, type MeasureName, measureNamed, measures, numberOf } from '../measures.js';
import { comparison, dollarsOf, MeasureSwitch } from '../parts/controls.js';
import type { Column } from '../parts/data-table.js';
import { Definition } from '../parts/definition.js';
import { Figure } from '../parts/figure.js';
import { PercentilesFigure } from './percentiles-figure.js';

/** The measures that every subject shows. */
const summary = ['revenue', 'budget', 'profit', 'popularity', 'releases'] as const;

/** Measures by year that are shown alone. */
const more = ['returnOnInvestment', 'medianRevenue', 'medianBudget', 'medianProfit', 'rating'] as const;
const offered: readonly MeasureName[] = [...summary, ...more];

/** Figures by year of a subject: those of the summary, and one more measure where it is chosen. */
export type ByYear = {
  /** The call of the summary, its path and parameters, and its rows. */
  call: string;
  path: string;
  parameters: Parameters;
  rows: readonly YearRow[];
  chosen: MeasureName;
  /** The call and the rows of a chosen measure that is not in the summary. */
  extra?: { call: string; rows: readonly YearRow[] };
};

/** The money of which a measure is the median. */
const medianOf: Partial<Record<MeasureName, 'budget' | 'revenue' | 'profit'>> = {
  medianRevenue: 'revenue',
  medianBudget: 'budget',
  medianProfit: 'profit',
};

type SubjectFilter = { genre?: string; company?: string };

/** Requests the figures of a subject by year. @throws {AskError} */
export async function askByYear(
  path: string,
  subject: SubjectFilter,
  parameters: Parameters,
  query: URLSearchParams,
): Promise<{ byYear: ByYear; answer: SummaryAnswer }> {
  const by = measureNamed(query.get('by'), 'revenue');
  const asked = { ...parameters, ...comparison(query) };
  const chosen = offered.includes(by) ? by : 'revenue';
  const isExtra = !summary.some((name) => name === chosen);
  const wanted = { group: 'year', measures: `${chosen},releases`, limit: 1000, ...subject, ...asked };
  const [answer, extra] = await Promise.all([
    ask<SummaryAnswer>(path, asked),
    isExtra ? ask<MoviesAggregateData>('movies/aggregate', wanted) : undefined,
  ]);
  const byYear: ByYear = { call: pathOf(path, asked), path, parameters, rows: answer.data, chosen };
  if (extra !== undefined)
    byYear.extra = { call: pathOf('movies/aggregate', wanted), rows: yearRows(extra.data) };
  return { byYear, answer };
}

type SummaryAnswer = { data: YearRow[]; meta: MoviesAggregateData['meta'] };

/** Rows of an aggregate by year, without those that have no year or count. */
export const yearRows = (rows: MoviesAggregateData['data']): YearRow[] =>
  rows.flatMap(({ year, releases, ...row }) =>
    typeof year === 'number' && releases !== undefined ? [{ ...row, year, releases }] : [],
  );

/** The measures of a subject by year: the chosen one large, the others small. */
export function ByYearPanels({ byYear, query }: { byYear: ByYear; query: URLSearchParams }) {
  const { chosen, extra } = byYear;
  const large = extra ?? byYear;
  const years = spanOf(byYear.rows);
  return (
    <>
      <Panel measure={chosen} {...large} years={years} query={query} isLarge />
      {medianOf[chosen] && (
        <PercentilesFigure
          path={byYear.path.replace('summary-by-year', 'money-percentiles-by-year')}
          parameters={byYear.parameters}
          money={medianOf[chosen]}
          dollars={dollarsOf(query)}
        />
      )}
      <div class="grid">
        {summary
          .filter((name) => name !== chosen)
          .map((name) => (
            <Panel key={name} measure={name} {...byYear} years={years} query={query} isLarge={false} />
          ))}
      </div>
    </>
  );
}

type PanelProps = {
  measure: MeasureName;
  call: string;
  rows: readonly YearRow[];
  years: readonly [number, number];
  query: URLSearchParams;
  isLarge: boolean;
};

function Panel({ measure, call, rows, years, query, isLarge }: PanelProps) {
  const info = measures[measure];
  const isKnown = rows.some((row) => numberOf(row[measure]) !== null && row.releases > 0);
  return (
    <Figure
      name={measure}
      title={isLarge ? `${info.title} by release year` : info.title}
      subtitle={
        <>
          {isMoney(measure) ? dollarsOf(query) : info.unit} · <Definition name={measure} />
        </>
      }
      calls={[call]}
      rows={rows}
      columns={columnsOf(measure, rows)}
      isLarge={isLarge}
      controls={isLarge && <MeasureSwitch names={offered} chosen={measure} />}
      empty={!isKnown && `The ${info.title.toLowerCase()} of these movies is not known.`}
      choiceOf={(row) => choiceOf(row, measure)}
      draw={(width, choose) =>
        byYearChart({
          measure,
          rows,
          years,
          width,
          height: isLarge ? Math.max(240, Math.min(380, width * 0.36)) : 190,
          choose,
        })
      }
    />
  );
}

const choiceOf = (row: YearRow, measure: MeasureName) =>
  row.links && { title: String(row.year), link: row.links.movies, measure, figure: row[measure] };

/** Returns the first and the last year with a release. */
export function spanOf(rows: readonly { year: number; releases: number }[]): readonly [number, number] {
  const years = rows.filter(({ releases }) => releases > 0).map(({ year }) => year);
  return [Math.min(...years), Math.max(...years)];
}

function columnsOf(measure: MeasureName, rows: readonly YearRow[]): Column<YearRow>[] {
  const { title, unit } = measures[measure];
  const year: Column<YearRow> = { title: 'Year', value: (row) => row.year, cell: (row) => row.year };
  const value: Column<YearRow> = {
    title: `${title} (${unit})`,
    isNumber: true,
    value: (row) => numberOf(row[measure]),
  };
  const known: Column<YearRow> = { title: 'Known', isNumber: true, value: (row) => knownOf(row[measure]) };
  const releases: Column<YearRow> = { title: 'Releases', isNumber: true, value: (row) => row.releases };
  const change: Column<YearRow>[] = rows.some((row) => row.change)
    ? [{ title: 'Change', isNumber: true, value: (row) => row.change?.[measure] }]
    : [];
  return measure === 'releases' ? [year, value, ...change] : [year, value, ...change, known, releases];
}
