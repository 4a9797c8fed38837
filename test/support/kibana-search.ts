import type { estypes } from '@elastic/elasticsearch';
import type { SavedObject } from '../../dashboards/generate/saved-object.js';
import type { MarqueeClient } from '../../src/elasticsearch/marquee-client.js';
import { kqlToQuery } from './kql.js';

/**
 * What Kibana asks Elasticsearch for a panel, worked out from the saved objects alone, as its Lens and esaggs do: a
 * small reading of their sources, which knows no more than the dashboards use and throws at the rest.
 */

// biome-ignore lint/suspicious/noExplicitAny: saved objects are JSON of many shapes
type Json = any;

/** What a reader chose in the controls: values of a list, or the bounds of a range. */
export type Choices = Record<string, readonly (string | number)[]>;

/** A row as a table would show it: the value of each column by its id; null is an empty cell. */
export type Row = Record<string, string | number | null>;

/** The rows that a panel shows. */
export async function showPanel(
  client: MarqueeClient,
  objects: readonly SavedObject[],
  panel: string,
  choices: Choices = {},
): Promise<Row[]> {
  const { index, body, columns } = searchOfPanel(objects, panel, choices);
  const reply = await client.search({ index, ...body });
  return [...readRows(reply.aggregations ?? {}, bucketsOf(columns), columns, {})];
}

/** The ids of the Lens panels of a dashboard. */
export const lensPanels = (objects: readonly SavedObject[]): string[] =>
  panelsOf(dashboardOf(objects))
    .filter(({ type }) => type === 'lens')
    .map(({ panelIndex }) => panelIndex);

export function searchOfPanel(
  objects: readonly SavedObject[],
  panel: string,
  choices: Choices = {},
): { index: string; body: estypes.SearchRequest; columns: [string, Json][] } {
  const dashboard = dashboardOf(objects);
  const { attributes } = panelsOf(dashboard).find(({ panelIndex }) => panelIndex === panel).embeddableConfig;
  const [[layerId, layer]] = Object.entries<Json>(attributes.state.datasourceStates.formBased.layers) as [
    [string, Json],
  ];
  const view = dataViewOf(objects, dashboard, panel, layerId);
  const columns = layer.columnOrder.map((id: string) => [id, layer.columns[id]]) as [string, Json][];
  const filter = [
    ...timeRange(dashboard, view),
    ...controlFilters(dashboard, choices),
    kqlToQuery(attributes.state.query.query),
  ];
  const body = { size: 0, query: { bool: { filter } }, aggs: aggregations(bucketsOf(columns), columns) };
  return { index: view.title, body: body as estypes.SearchRequest, columns };
}

const dashboardOf = (objects: readonly SavedObject[]): SavedObject =>
  objects.find(({ type }) => type === 'dashboard') as SavedObject;

const panelsOf = (dashboard: SavedObject): Json[] => JSON.parse(dashboard.attributes.panelsJSON as string);

/** Found by the reference's name, as Kibana does it, in the dashboard's own list. */
function dataViewOf(
  objects: readonly SavedObject[],
  { references }: SavedObject,
  panel: string,
  layer: string,
) {
  const name = `${panel}:indexpattern-datasource-layer-${layer}`;
  const reference = references.find((candidate) => candidate.name === name);
  const view = objects.find(({ type, id }) => type === 'index-pattern' && id === reference?.id);
  if (view === undefined) throw new Error(`no data view behind the reference ${name}`);
  return view.attributes as { title: string; timeFieldName?: string };
}

/** Sent as text, because Elasticsearch takes no negative milliseconds for the years before 1970. */
function timeRange({ attributes }: SavedObject, { timeFieldName }: { timeFieldName?: string }): Json[] {
  if (timeFieldName === undefined) return [];
  const { timeFrom: gte, timeTo: lte } = attributes;
  return [{ range: { [timeFieldName]: { gte, lte, format: 'strict_date_optional_time' } } }];
}

/** Every control filters every panel. */
function controlFilters({ attributes }: SavedObject, choices: Choices): Json[] {
  const group = attributes.controlGroupInput as { panelsJSON: string } | undefined;
  const controls = Object.entries<Json>(JSON.parse(group?.panelsJSON ?? '{}'));
  const unknown = Object.keys(choices).find((id) => !controls.some(([known]) => known === id));
  if (unknown !== undefined) throw new Error(`the dashboard has no control '${unknown}'`);
  return controls.flatMap(([id, { type, explicitInput }]): Json[] => {
    const { fieldName, selectedOptions = [], value = [] } = explicitInput;
    const chosen: readonly (string | number)[] = choices[id] ?? [...selectedOptions, ...value];
    if (chosen.length === 0) return [];
    if (type === 'rangeSliderControl') {
      return [{ range: { [fieldName]: { gte: chosen[0], lte: chosen[1] } } }];
    }
    const phrases = chosen.map((option) => ({ match_phrase: { [fieldName]: option } }));
    return [{ bool: { should: phrases, minimum_should_match: 1 } }];
  });
}

const bucketsOf = (columns: readonly [string, Json][]): [string, Json][] =>
  columns.filter(([, { isBucketed }]) => isBucketed);

/** Buckets within buckets; the metrics are innermost, and also where a bucket is ordered by one. */
function aggregations([bucket, ...inner]: [string, Json][], columns: readonly [string, Json][]): Json {
  if (bucket === undefined) return metrics(columns.filter(([, { isBucketed }]) => !isBucketed));
  const [id, column] = bucket;
  const within = aggregations(inner, columns);
  if (column.operationType === 'filters') {
    const filters = Object.fromEntries(
      column.params.filters.map(({ label, input }: Json) => [label, kqlToQuery(input.query)]),
    );
    return { [id]: { filters: { filters }, aggs: within } };
  }
  if (column.operationType !== 'terms') throw new Error(`cannot ask for ${column.operationType}`);
  const { size, orderBy, orderDirection, missingBucket, otherBucket } = column.params;
  const ordering = columns.filter(([candidate]) => candidate === orderBy.columnId);
  const isByCount = ordering[0]?.[1].sourceField === '___records___';
  const key = orderBy.type === 'alphabetical' ? '_key' : isByCount ? '_count' : orderBy.columnId;
  const terms = {
    field: column.sourceField,
    size,
    order: { [key]: orderDirection },
    ...(otherBucket && missingBucket && { missing: '__missing__' }),
  };
  return { [id]: { terms, aggs: { ...metrics(ordering), ...within } } };
}

const kinds: Record<string, string> = { sum: 'sum', average: 'avg', max: 'max', count: 'value_count' };

function metrics(columns: readonly [string, Json][]): Json {
  return Object.fromEntries(
    columns
      .filter(([, { sourceField }]) => sourceField !== '___records___')
      .map(([id, { operationType, sourceField }]) => {
        const kind = kinds[operationType];
        if (kind === undefined) throw new Error(`cannot ask for ${operationType}`);
        return [id, { [kind]: { field: sourceField } }];
      }),
  );
}

function* readRows(
  found: Json,
  [bucket, ...inner]: [string, Json][],
  columns: readonly [string, Json][],
  row: Row,
): Generator<Row> {
  if (bucket === undefined) {
    const values = columns.filter(([, { isBucketed }]) => !isBucketed);
    yield {
      ...row,
      ...Object.fromEntries(values.map(([id, column]) => [id, readMetric(found, id, column)])),
    };
    return;
  }
  const [id] = bucket;
  const { buckets, sum_other_doc_count: cut } = found[id];
  const list: [string | number, Json][] = Array.isArray(buckets)
    ? buckets.map((one: Json) => [one.key, one])
    : Object.entries(buckets);
  // "Other" is a second request of Kibana's, which nothing here is to need.
  if (bucket[1].params.otherBucket && cut > 0) throw new Error(`column ${id} leaves ${cut} documents out`);
  for (const [key, one] of list) yield* readRows(one, inner, columns, { ...row, [id]: key });
}

function readMetric(found: Json, id: string, { sourceField, params }: Json): number | null {
  const value = sourceField === '___records___' ? found.doc_count : found[id].value;
  return value === 0 && params.emptyAsNull ? null : value;
}
