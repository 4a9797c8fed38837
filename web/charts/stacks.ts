import * as Plot from '@observablehq/plot';
import type { Choose } from '../parts/choice.js';
import { tipLook } from './by-year.js';
import { finish } from './finish.js';
import { seriesColour } from './lines.js';

type StackPart<Row> = { x: string; series: string; value: number | null; text: string; row: Row };

type Stacks<Row> = {
  parts: readonly StackPart<Row>[];
  /** The series in the order of their colours. */
  names: readonly string[];
  label: string;
  width: number;
  tick(value: number): string;
  choose: Choose<Row>;
};

/** The figures of each group on top of each other; unknown and negative ones are left out. */
export function stacks<Row>({ parts, names, label, width, tick, choose }: Stacks<Row>): HTMLElement {
  const domain = [...new Set(parts.map(({ x }) => x))];
  const each = Math.ceil((domain.length * 62) / Math.max(1, width - 70));
  const tops = new Map<string, number>();
  const boxes = names.flatMap((series) =>
    parts
      .filter((part) => part.series === series && (part.value ?? 0) > 0)
      .map((part) => {
        const from = tops.get(part.x) ?? 0;
        const to = from + (part.value ?? 0);
        tops.set(part.x, to);
        return { ...part, from, to };
      }),
  );
  const chart = Plot.plot({
    width,
    height: Math.max(260, Math.min(400, width * 0.42)),
    marginLeft: 58,
    marginRight: 8,
    marginTop: 12,
    marginBottom: 30,
    x: { type: 'band', domain, label: null, tickSize: 0, ticks: domain.filter((_, at) => at % each === 0) },
    y: { label: null, tickSize: 0, nice: true, ticks: 6, tickFormat: tick },
    color: { domain: [...names], range: names.map((_, at) => seriesColour(at)) },
    marks: [
      Plot.gridY({ stroke: 'var(--grid)', strokeOpacity: 1, ticks: 6 }),
      Plot.barY(boxes, { x: 'x', y1: 'from', y2: 'to', fill: 'series', ariaLabel: 'text' }),
      Plot.ruleY([0], { stroke: 'var(--axis)' }),
      Plot.tip(
        boxes,
        Plot.pointer({
          x: 'x',
          y: (box: (typeof boxes)[number]) => (box.from + box.to) / 2,
          title: 'text',
          ...tipLook,
        }),
      ),
    ],
  });
  const [x, y] = [chart.scale('x'), chart.scale('y')];
  const stops = boxes.map(({ x: at, from, to, text, row }) => ({
    x: (x?.apply(at) as number) + (x?.bandwidth ?? 0) / 2,
    y: y?.apply((from + to) / 2) as number,
    text,
    row,
  }));
  return finish(chart, label, { stops, choose });
}
