import { IndexNames } from '../../src/elasticsearch/index-names.js';
import { toDashboard } from './dashboard.js';
import { toDataView } from './data-view.js';
import type { DashboardDescription } from './description.js';
import { readFields } from './fields.js';
import { type DashboardName, dashboardNames, readDescriptions } from './read-descriptions.js';
import type { SavedObject } from './saved-object.js';

/** The API's address in the links of the committed files. */
export const defaultApi = 'http://localhost:3000';

/**
 * Returns the saved objects of each dashboard: the data views it uses, then the dashboard. The same description gives the
 * same bytes.
 * @param api the API's address, as the readers' browsers know it, without a trailing slash
 * @param names what the indices are called that the data views show; the objects' ids have the same prefix
 * @throws {DashboardError} when a description is invalid
 */
export async function generateDashboards(
  api = defaultApi,
  folder?: string,
  names = new IndexNames(),
): Promise<Record<DashboardName, SavedObject[]>> {
  const { views, dashboards } = await readDescriptions(folder);
  const kindOf = await readFields(views);
  const generate = (description: DashboardDescription): SavedObject[] => {
    const dashboard = toDashboard(description, api, kindOf, names);
    const used = Object.entries(views).filter(([view]) => uses(description, view));
    return [...used.map(([view, dataView]) => toDataView(view, dataView, api, kindOf, names)), dashboard];
  };
  const generated = dashboardNames.map((name) => [name, generate(dashboards[name])] as const);
  return Object.fromEntries(generated) as Record<DashboardName, SavedObject[]>;
}

const uses = ({ panels, controls }: DashboardDescription, view: string): boolean =>
  panels.some((panel) => panel.chart !== 'text' && panel.view === view) ||
  controls.some((control) => control.view === view);

/** Returns an import file: one object per line, each once, then their number. */
export function toImportFile(objects: readonly SavedObject[]): string {
  const once = [...new Map(objects.map((object) => [`${object.type}:${object.id}`, object])).values()];
  const details = {
    excludedObjects: [],
    excludedObjectsCount: 0,
    exportedCount: once.length,
    missingRefCount: 0,
    missingReferences: [],
  };
  return [...once, details].map((line) => `${JSON.stringify(line)}\n`).join('');
}
