import * as Plot from '@observablehq/plot';
import { type MeasureName, measures } from '../measures.js';
import type { Choose } from '../parts/choice.js';
import { tipLook } from './by-year.js';
import { finish } from './finish.js';

type Bar<Row> = { x: string; value: number | null; text: string; row: Row };

type ExploreBars<Row> = {
  bars: readonly Bar<Row>[];
  measure: MeasureName;
  label: string;
  width: number;
  choose: Choose<Row>;
};

/** One bar for each group, in the order of the rows; a group without a known figure has none. */
export function exploreBars<Row>({ bars, measure, label, width, choose }: ExploreBars<Row>): HTMLElement {
  const { colour, tick } = measures[measure];
  const domain = [...new Set(bars.map(({ x }) => x))];
  const each = Math.ceil((domain.length * 62) / Math.max(1, width - 70));
  const chart = Plot.plot({
    width,
    height: Math.max(260, Math.min(380, width * 0.4)),
    marginLeft: 58,
    marginRight: 8,
    marginTop: 12,
    marginBottom: 30,
    x: { type: 'band', domain, label: null, tickSize: 0, ticks: domain.filter((_, at) => at % each === 0) },
    y: { label: null, tickSize: 0, nice: true, zero: true, ticks: 6, tickFormat: tick },
    marks: [
      Plot.gridY({ stroke: 'var(--grid)', strokeOpacity: 1, ticks: 6 }),
      Plot.barY(
        bars.filter(({ value }) => value !== null),
        {
          x: 'x',
          y: 'value',
          fill: (bar: Bar<Row>) => ((bar.value ?? 0) < 0 ? 'loss' : 'gain'),
          ariaLabel: 'text',
        },
      ),
      Plot.ruleY([0], { stroke: 'var(--axis)' }),
      Plot.tip(
        bars,
        Plot.pointerX({ x: 'x', y: (bar: Bar<Row>) => bar.value ?? 0, title: 'text', ...tipLook }),
      ),
    ],
    color: { type: 'categorical', domain: ['gain', 'loss'], range: [colour, 'var(--loss)'] },
  });
  const [x, y] = [chart.scale('x'), chart.scale('y')];
  const stops = bars.map(({ x: at, value, text, row }) => ({
    x: (x?.apply(at) as number) + (x?.bandwidth ?? 0) / 2,
    y: y?.apply(value ?? 0) as number,
    text,
    row,
  }));
  return finish(chart, label, { stops, choose, near: 'x' });
}
