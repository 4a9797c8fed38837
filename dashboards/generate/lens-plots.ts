import type { PlotPanel } from './description.js';
import { groupingId } from './lens-columns.js';

/** The one layer of every panel. */
export const layerId = 'figures';

const seriesTypes = {
  bars: 'bar',
  'stacked bars': 'bar_stacked',
  shares: 'bar_percentage_stacked',
  ranks: 'bar_horizontal',
  lines: 'line',
} as const;

/** Returns the type of the Lens visualization and its state. */
export function lensPlot({ chart, by, values }: PlotPanel): { type: string; state: object } {
  const groupings = by.map((_, at) => groupingId(at));
  if (chart === 'table') return { type: 'lnsDatatable', state: table(groupings, values) };
  if (chart === 'heat map') return { type: 'lnsHeatmap', state: heatMap(groupings, values) };
  return { type: 'lnsXY', state: plot(seriesTypes[chart], groupings, values) };
}

type Values = PlotPanel['values'];

const table = (groupings: string[], values: Values) => ({
  layerId,
  layerType: 'data',
  columns: [
    ...groupings.map((columnId) => ({ columnId })),
    ...values.map(({ id }) => ({ columnId: id, isMetric: true })),
  ],
});

const heatMap = ([x, y]: string[], [shown]: Values) => ({
  shape: 'heatmap',
  layerId,
  layerType: 'data',
  xAccessor: x,
  yAccessor: y,
  valueAccessor: shown?.id,
  legend: { isVisible: true, position: 'right', type: 'heatmap_legend' },
  gridConfig: {
    type: 'heatmap_grid',
    isCellLabelVisible: false,
    isYAxisLabelVisible: true,
    isXAxisLabelVisible: true,
    isYAxisTitleVisible: false,
    isXAxisTitleVisible: false,
  },
});

const plot = (seriesType: string, [x, split]: string[], values: Values) => ({
  legend: { isVisible: split !== undefined || values.length > 1, position: 'right' },
  valueLabels: 'hide',
  // A year whose figure is not known is a gap in the line.
  fittingFunction: 'None',
  preferredSeriesType: seriesType,
  axisTitlesVisibilitySettings: { x: false, yLeft: true, yRight: true },
  layers: [
    {
      layerId,
      layerType: 'data',
      seriesType,
      xAccessor: x,
      ...(split !== undefined && { splitAccessor: split }),
      accessors: values.map(({ id }) => id),
    },
  ],
});
