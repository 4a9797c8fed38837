import { DashboardError, type Grouping, type PlotPanel, type Value } from './description.js';
import type { KindOf } from './fields.js';

/** A column of a Lens layer. */
export type LensColumn = Record<string, unknown> & { operationType: string; isBucketed: boolean };

/** The ids of the groupings' columns, outermost first. */
export const groupingId = (at: number): string => `by${at}`;

/** Returns the columns of a panel by id: groupings first, as Lens nests them, then the values. @throws {DashboardError} */
export function lensColumns(panel: PlotPanel, kindOf: KindOf, where: string): Record<string, LensColumn> {
  const groupings = panel.by.map(
    (grouping, at) => [groupingId(at), toGroupingColumn(grouping, panel, kindOf, where)] as const,
  );
  const values = panel.values.map((value) => [value.id, toValueColumn(value, panel, kindOf, where)] as const);
  return Object.fromEntries([...groupings, ...values]);
}

function toGroupingColumn(grouping: Grouping, panel: PlotPanel, kindOf: KindOf, where: string): LensColumn {
  const common = { label: grouping.label, customLabel: true, isBucketed: true, scale: 'ordinal' };
  if ('filters' in grouping) {
    const filters = grouping.filters.map(({ label, query }) => ({
      label,
      input: { query, language: 'kuery' },
    }));
    return { ...common, dataType: 'string', operationType: 'filters', params: { filters } };
  }
  const [by, direction] = grouping.order.split(' ') as [string, string];
  if (by !== 'key' && !panel.values.some(({ id }) => id === by)) {
    throw new DashboardError(
      `${where}: '${grouping.label}' is ordered by '${by}', which is no value of the panel.`,
    );
  }
  return {
    ...common,
    dataType: kindOf(panel.view, grouping.field, where),
    operationType: 'terms',
    sourceField: grouping.field,
    params: {
      size: grouping.size,
      orderBy: by === 'key' ? { type: 'alphabetical', fallback: false } : { type: 'column', columnId: by },
      orderDirection: direction,
      // Kibana applies missingBucket only together with otherBucket.
      otherBucket: grouping.missing,
      missingBucket: grouping.missing,
      parentFormat: { id: 'terms' },
      include: [],
      exclude: [],
      includeIsRegex: false,
      excludeIsRegex: false,
    },
  };
}

/** 37.1B on an axis; tables show figures in full, in the format of their data view. */
const short = { id: 'number', params: { decimals: 1, compact: true } };

function toValueColumn(
  { label, operation, field }: Value,
  { view, chart }: PlotPanel,
  kindOf: KindOf,
  where: string,
): LensColumn {
  const common = { label, customLabel: true, isBucketed: false, scale: 'ratio' };
  if (operation === 'documents') {
    return {
      ...common,
      dataType: 'number',
      operationType: 'count',
      sourceField: '___records___',
      params: {},
    };
  }
  if (field === undefined) throw new DashboardError(`${where}: the value '${label}' names no field.`);
  const kind = kindOf(view, field, where);
  // Lens counts the documents in which the field has a value; 0 of them is a real 0.
  if (operation === 'known') {
    return { ...common, dataType: 'number', operationType: 'count', sourceField: field, params: {} };
  }
  if (kind !== 'number' && !(kind === 'date' && operation === 'max')) {
    throw new DashboardError(
      `${where}: '${label}' wants the ${operation} of '${field}', which is a ${kind}.`,
    );
  }
  // Elasticsearch returns 0 for a sum of nothing, but unknown is a gap and not 0.
  const params =
    operation === 'sum' ? { emptyAsNull: true, ...(chart !== 'table' && { format: short }) } : {};
  return { ...common, dataType: kind, operationType: operation, sourceField: field, params };
}
