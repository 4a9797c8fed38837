import type { SchemaData } from 'api-types';

type Dimension = SchemaData['data']['dimensions'][number];

/** What is to be grouped, measured and drawn. */
export type Exploration = {
  group: readonly Dimension[];
  measures: readonly string[];
  sort: string | undefined;
  /** Whether the first dimension is a time, along which figures are drawn. */
  isTime: boolean;
  plots: readonly PlotName[];
  plot: PlotName;
};

export const plotTitles = {
  bars: 'bars',
  line: 'lines',
  stack: 'stacked',
  heat: 'heat map',
  ranking: 'ranking',
  table: 'table',
} as const;

type PlotName = keyof typeof plotTitles;

export const maxDimensions = 3;
export const maxMeasures = 4;

/** Reads the choices of a route; what the schema does not know is left out. */
export function readExploration(query: URLSearchParams, schema: SchemaData['data']): Exploration {
  const names = (query.get('group') ?? 'year').split(',').slice(0, maxDimensions);
  const chosen = names.flatMap((name) => schema.dimensions.filter((one) => one.name === name));
  // A time stands on the axis, whichever was chosen first.
  const group = [...chosen].sort((a, b) => Number(b.isTime) - Number(a.isTime));
  const measures = (query.get('measures') ?? 'releases')
    .split(',')
    .filter((name) => schema.measures.some((one) => one.name === name))
    .slice(0, maxMeasures);
  const isTime = group[0]?.isTime === true;
  const plots = plotsFor(group);
  return {
    group,
    measures: measures.length > 0 ? measures : ['releases'],
    sort: query.get('sort') ?? undefined,
    isTime,
    plots,
    plot: plots.find((name) => name === query.get('plot')) ?? plots[0] ?? 'table',
  };
}

/** Returns the plots that fit dimensions, the most fitting first. */
function plotsFor(group: readonly Pick<Dimension, 'name' | 'isTime'>[]): PlotName[] {
  const [first, second] = group;
  if (first === undefined || group.length > 2) return ['table'];
  if (second === undefined) return first.isTime ? ['bars', 'line', 'table'] : ['ranking', 'bars', 'table'];
  return first.isTime && !second.isTime ? ['line', 'stack', 'heat', 'table'] : ['heat', 'stack', 'table'];
}
