import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client, estypes } from '@elastic/elasticsearch';
import { projectRoot } from '../config/project-root.js';

/** The only description of an index: settings and mappings as `mappings/NAME.json` has them. */
export type IndexDescription = {
  settings: estypes.IndicesIndexSettings;
  mappings: estypes.MappingTypeMapping;
};

export async function readIndexDescription(name: string): Promise<IndexDescription> {
  return JSON.parse(
    await readFile(join(projectRoot, 'mappings', `${name}.json`), 'utf8'),
  ) as IndexDescription;
}

/** The indices Marquee keeps its own books in; they outlive every edition. */
export type OwnIndex = 'marquee-lock' | 'marquee-loads';

/** Creates one of Marquee's own indices, unless it is there. */
export async function ensureIndex(client: Client, index: OwnIndex): Promise<void> {
  if (await client.indices.exists({ index })) return;
  const { settings, mappings } = await readIndexDescription(index);
  // Another loader may have been quicker by a moment.
  const answer = await client.indices.create({ index, settings, mappings }, { ignore: [400] });
  const type = (answer as { error?: { type?: string } }).error?.type;
  if (type !== undefined && type !== 'resource_already_exists_exception') {
    throw new Error(`Elasticsearch did not create ${index}: ${JSON.stringify(answer)}`);
  }
}
