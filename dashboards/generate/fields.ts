import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../src/config/project-root.js';
import { DashboardError } from './dashboard-error.js';
import type { DataViewDescriptions } from './description.js';

/** What Kibana makes of a field's type in Elasticsearch. */
export type FieldKind = 'string' | 'number' | 'date' | 'boolean';

/** The kind of a field of a data view, as mappings/ say it; `where` is for the error. */
export type KindOf = (view: string, field: string, where: string) => FieldKind;

type Mapping = { type?: string; doc_values?: boolean; properties?: Mappings; fields?: Mappings };
type Mappings = Record<string, Mapping>;

const kinds: Record<string, FieldKind> = {
  keyword: 'string',
  date: 'date',
  boolean: 'boolean',
  long: 'number',
  integer: 'number',
  short: 'number',
  double: 'number',
};

/**
 * Looks fields up in the mappings of the data views' indices, so that a dashboard never asks for a field that is not
 * there or cannot be added up.
 */
export async function readFields(views: DataViewDescriptions): Promise<KindOf> {
  const fields = new Map<string, FieldKind>();
  for (const [view, { index }] of Object.entries(views)) {
    const path = join(projectRoot, 'mappings', `${index}.json`);
    const { mappings } = JSON.parse(await readFile(path, 'utf8'));
    for (const [field, kind] of flatten(mappings.properties, '')) fields.set(`${view} ${field}`, kind);
  }
  return (view, field, where) => {
    if (!(view in views)) {
      throw new DashboardError(
        `${where}: there is no data view '${view}'; data-views.json has ${Object.keys(views).join(', ')}.`,
      );
    }
    const kind = fields.get(`${view} ${field}`);
    if (kind !== undefined) return kind;
    throw new DashboardError(
      `${where}: '${field}' is no field that can be grouped or added up in mappings/${views[view]?.index}.json.`,
    );
  };
}

function* flatten(properties: Mappings, prefix: string): Generator<[string, FieldKind]> {
  for (const [name, { type, doc_values, properties: inner, fields }] of Object.entries(properties)) {
    const kind = type === undefined ? undefined : kinds[type];
    if (kind !== undefined && doc_values !== false) yield [prefix + name, kind];
    yield* flatten({ ...inner, ...fields }, `${prefix}${name}.`);
  }
}
