import type { IndexNames } from '../../src/elasticsearch/index-names.js';
import { toControls } from './controls.js';
import type { DashboardDescription } from './description.js';
import type { KindOf } from './fields.js';
import { toPlotPanel, toTextPanel } from './panels.js';
import { type SavedObject, savedObject } from './saved-object.js';

const options = {
  useMargins: true,
  syncColors: false,
  syncCursor: true,
  syncTooltips: false,
  hidePanelTitles: false,
};

/** Returns a dashboard that contains its panels; its only references are data views. */
export function toDashboard(
  description: DashboardDescription,
  api: string,
  kindOf: KindOf,
  names: IndexNames,
): SavedObject {
  const { id, title, time } = description;
  const controls = toControls(description.controls, kindOf, names, title);
  const panels = description.panels.map((panel) =>
    panel.chart === 'text'
      ? { id: panel.id, ...toTextPanel(panel, api) }
      : { id: panel.id, ...toPlotPanel(panel, kindOf, names, `${title}: panel ${panel.id}`) },
  );
  const attributes = {
    title: `Marquee${names.label}: ${title}`,
    description: description.description,
    panelsJSON: JSON.stringify(panels.map(({ panel }) => panel)),
    optionsJSON: JSON.stringify(options),
    kibanaSavedObjectMeta: {
      searchSourceJSON: JSON.stringify({ query: { query: '', language: 'kuery' }, filter: [] }),
    },
    // Otherwise it opens on the last 15 minutes, in which no movie was released.
    timeRestore: true,
    timeFrom: time.from,
    timeTo: time.to,
    refreshInterval: { pause: true, value: 60_000 },
    ...(controls && { controlGroupInput: controls.controlGroupInput }),
  };
  // Kibana expects the names of a panel's references to begin with the panel's id.
  const references = panels.flatMap(({ id: panel, references }) =>
    references.map((reference) => ({ ...reference, name: `${panel}:${reference.name}` })),
  );
  return savedObject('dashboard', names.savedObject(id), attributes, [
    ...references,
    ...(controls?.references ?? []),
  ]);
}
