import type { MoviesMoneyPercentilesByYearData } from 'api-types';
import { ask, type Parameters, pathOf } from '../api-client.js';
import { type LinePoint, lines } from '../charts/lines.js';
import { measures } from '../measures.js';
import { Figure } from '../parts/figure.js';
import { Legend } from '../parts/legend.js';
import { useAnswer } from '../use-answer.js';

type Row = MoviesMoneyPercentilesByYearData['data'][number];
type Money = 'budget' | 'revenue' | 'profit';

const percentiles = [
  ['p90', '90th percentile'],
  ['p75', '75th percentile'],
  ['median', 'Median'],
  ['p25', '25th percentile'],
  ['p10', '10th percentile'],
] as const;

type PercentilesFigureProps = { path: string; parameters: Parameters; money: Money; dollars: string };

/** The money of a year's movies by percentile: how far apart the large and the small ones are. */
export function PercentilesFigure({ path, parameters, money, dollars }: PercentilesFigureProps) {
  const call = pathOf(path, parameters);
  const { answer } = useAnswer(call, () => ask<MoviesMoneyPercentilesByYearData>(path, parameters));
  const rows = (answer?.data ?? []).filter((row) => row[money].known > 0);
  const { title, tick, write } = measures[money];
  return (
    <Figure
      name="percentiles"
      title={`${title} of a year’s movies, by percentile`}
      subtitle={dollars}
      calls={[call]}
      rows={rows}
      columns={[
        { title: 'Year', value: ({ year }) => year, cell: ({ year }) => year },
        ...percentiles.map(([name, heading]) => ({
          title: heading,
          isNumber: true,
          value: (row: Row) => row[money][name],
        })),
        { title: 'Known', isNumber: true, value: (row) => row[money].known },
      ]}
      empty={
        answer !== undefined &&
        rows.length === 0 &&
        `The ${title.toLowerCase()} of these movies is not known.`
      }
      legend={<Legend names={percentiles.map(([, name]) => name)} />}
      choiceOf={(row) =>
        row.links && {
          title: String(row.year),
          link: row.links.movies,
          measure: money,
          figure: { median: row[money].median, known: row[money].known },
        }
      }
      draw={(width, choose) =>
        lines({
          points: pointsOf(rows, money, write),
          names: percentiles.map(([, name]) => name),
          label: `${title} by percentile and year`,
          width,
          tick,
          write,
          choose,
        })
      }
    />
  );
}

const pointsOf = (rows: readonly Row[], money: Money, write: (value: number) => string): LinePoint<Row>[] =>
  percentiles.flatMap(([percentile, series]) =>
    rows.map((row) => {
      const value = row[money][percentile];
      const text = `${row.year} · ${series}\n${value === null ? 'not known' : write(value)}`;
      return { series, x: row.year, value, text, row };
    }),
  );
