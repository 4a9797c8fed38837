import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../src/config/project-root.js';
import { DashboardError, type DataViewDescriptions } from './description.js';

/** Kibana's type of a field. */
type FieldKind = 'string' | 'number' | 'date' | 'boolean';

/** Returns the kind of a field of a data view by mappings/; `where` is for the error. @throws {DashboardError} */
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
 * Reads the fields of the data views' indices from mappings/, so that a dashboard never uses a field that does not exist
 * or cannot be aggregated.
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
