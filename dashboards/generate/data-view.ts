import type { IndexNames } from '../../src/elasticsearch/index-names.js';
import type { DataViewDescription } from './description.js';
import type { KindOf } from './fields.js';
import { type SavedObject, savedObject } from './saved-object.js';

/** Returns a data view. Kibana reads the fields from Elasticsearch, so only their formats are listed. */
export function toDataView(
  view: string,
  description: DataViewDescription,
  api: string,
  kindOf: KindOf,
  names: IndexNames,
): SavedObject {
  const { name, index, timeField, formats } = description;
  const where = `data-views.json: ${view}`;
  if (timeField !== undefined) kindOf(view, timeField, where);
  for (const field of Object.keys(formats)) kindOf(view, field, where);
  const attributes = {
    title: index === 'marquee-loads' ? names.loads : names.alias(index),
    name: name + names.label,
    ...(timeField !== undefined && { timeFieldName: timeField }),
    // Kibana may be set up before the first edition is published.
    allowNoIndex: true,
    fields: '[]',
    sourceFilters: '[]',
    fieldAttrs: '{}',
    fieldFormatMap: JSON.stringify(
      Object.fromEntries(Object.entries(formats).map(([field, format]) => [field, toFormat(format, api)])),
    ),
    runtimeFieldMap: '{}',
  };
  return savedObject('index-pattern', names.savedObject(view), attributes, []);
}

function toFormat(format: DataViewDescription['formats'][string], api: string): object {
  if (format === 'dollars') return { id: 'number', params: { pattern: '$0,0' } };
  // Otherwise Kibana formats the year as 1,995.
  if (format === 'bare') return { id: 'number', params: { pattern: '0' } };
  return {
    id: 'url',
    params: { type: 'a', urlTemplate: `${api}${format.link}`, labelTemplate: '{{value}}' },
  };
}
