import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { estypes } from '@elastic/elasticsearch';
import { projectRoot } from '../config/project-root.js';
import type { MarqueeClient } from './marquee-client.js';

/** Settings and mappings of an index, as `mappings/NAME.json` has them; there is no other description. */
export type IndexDescription = {
  settings: estypes.IndicesIndexSettings;
  mappings: estypes.MappingTypeMapping;
};

/** @param name - a document type, or the name of one of Marquee's own indices */
export async function readIndexDescription(name: string): Promise<IndexDescription> {
  return JSON.parse(
    await readFile(join(projectRoot, 'mappings', `${name}.json`), 'utf8'),
  ) as IndexDescription;
}

/** Marquee's own indices; they outlive every edition and every version of Marquee. */
export type OwnIndex = 'lock' | 'loads';

/** Creates one of Marquee's own indices; one that an earlier version created gets the fields that it lacks. */
export async function ensureIndex(client: MarqueeClient, name: OwnIndex): Promise<void> {
  const index = client.names[name];
  const { settings, mappings } = await readIndexDescription(`marquee-${name}`);
  if (await client.indices.exists({ index })) return await addMissingFields(client, index, mappings);
  // Another process may create it at the same moment.
  const reply = await client.indices.create({ index, settings, mappings }, { ignore: [400] });
  const type = (reply as { error?: { type?: string } }).error?.type;
  if (type !== undefined && type !== 'resource_already_exists_exception') {
    throw new Error(`Elasticsearch did not create ${index}: ${JSON.stringify(reply)}`);
  }
}

async function addMissingFields(
  client: MarqueeClient,
  index: string,
  { properties = {} }: estypes.MappingTypeMapping,
): Promise<void> {
  const found = (await client.indices.getMapping({ index }))[index]?.mappings.properties ?? {};
  const missing = Object.entries(properties).filter(([name]) => !(name in found));
  if (missing.length > 0) await client.indices.putMapping({ index, properties: Object.fromEntries(missing) });
}
