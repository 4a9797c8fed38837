import type { IndexNames } from '../../src/elasticsearch/index-names.js';
import { DashboardError, type PlotPanel, type TextPanel } from './description.js';
import type { KindOf } from './fields.js';
import { lensColumns } from './lens-columns.js';
import { layerId, lensPlot } from './lens-plots.js';
import type { Reference } from './saved-object.js';

/** A panel of the dashboard and its references, named within the panel. */
export type Panel = { panel: object; references: Reference[] };

const frame = ({ id, place: [x, y, w, h] }: PlotPanel | TextPanel) => ({
  panelIndex: id,
  gridData: { x, y, w, h, i: id },
});

/** Returns a text panel in the format that all versions of Kibana 9 show; 9.2 introduced a newer one. */
export function toTextPanel(description: TextPanel, api: string): Panel {
  const markdown = description.text.join('\n').replaceAll('](/', `](${api}/`);
  const savedVis = {
    type: 'markdown',
    title: description.title,
    params: { fontSize: 12, openLinksInNewTab: true, markdown },
    uiState: {},
    data: { aggs: [], searchSource: { query: { query: '', language: 'kuery' }, filter: [] } },
  };
  return {
    panel: {
      type: 'visualization',
      ...frame(description),
      embeddableConfig: { savedVis, enhancements: {} },
    },
    references: [],
  };
}

/** Returns a Lens panel that is embedded in the dashboard. @throws {DashboardError} */
export function toPlotPanel(description: PlotPanel, kindOf: KindOf, names: IndexNames, where: string): Panel {
  checkGroupings(description, where);
  const columns = lensColumns(description, kindOf, where);
  const plot = lensPlot(description);
  const references = [
    {
      type: 'index-pattern',
      id: names.savedObject(description.view),
      name: `indexpattern-datasource-layer-${layerId}`,
    },
  ];
  const attributes = {
    title: description.title,
    description: description.description,
    visualizationType: plot.type,
    type: 'lens',
    references,
    state: {
      visualization: plot.state,
      query: { query: description.filter, language: 'kuery' },
      filters: [],
      datasourceStates: {
        formBased: {
          layers: {
            [layerId]: { columns, columnOrder: Object.keys(columns), incompleteColumns: {}, sampling: 1 },
          },
        },
      },
      internalReferences: [],
      adHocDataViews: {},
    },
  };
  const { title, description: words } = description;
  return {
    panel: {
      type: 'lens',
      ...frame(description),
      embeddableConfig: { attributes, title, description: words, enhancements: {} },
    },
    references,
  };
}

function checkGroupings({ chart, by, values }: PlotPanel, where: string): void {
  const most = chart === 'table' ? Number.POSITIVE_INFINITY : 2;
  if (by.length > most) throw new DashboardError(`${where}: ${chart} take at most ${most} groupings.`);
  if (chart === 'heat map' && (by.length !== 2 || values.length !== 1)) {
    throw new DashboardError(`${where}: a heat map takes two groupings and one value.`);
  }
}
