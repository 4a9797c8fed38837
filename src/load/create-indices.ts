import type { Client } from '@elastic/elasticsearch';
import { indexName } from '../editions/index-names.js';
import { type Placement, settingsOf } from '../editions/placement.js';
import { type DocumentType, documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import type { Manifest } from '../model/manifest.js';
import { readIndexDescription } from './create-index.js';

/** Creates the fresh, empty indices of an edition; each says in its mapping's `_meta` what it was made from. */
export async function createIndices(
  client: Client,
  edition: EditionId,
  manifest: Manifest,
  content: string,
  placement: Placement = {},
): Promise<void> {
  for (const type of documentTypes) {
    const { mappings } = await readIndexDescription(type);
    const settings = await settingsOf(type, placement);
    const origin = { edition, inputs: manifest.inputs, content, placement };
    await client.indices.create({
      index: indexName(type, edition),
      settings: { ...settings, ...whileLoading },
      mappings: { ...mappings, _meta: type === 'movies' ? { ...origin, manifest } : origin },
    });
  }
}

/** Nobody reads an index while it is loaded: it is not refreshed, and has no replicas to keep in step. */
const whileLoading = {
  refresh_interval: '-1',
  number_of_replicas: 0,
  auto_expand_replicas: 'false',
} as const;

/**
 * Sets back what loading had changed: as `mappings/` and the placement have it, else Elasticsearch's default, never as
 * it was found.
 * Then everything sent is made visible.
 */
export async function settleIndex(
  client: Client,
  type: DocumentType,
  edition: EditionId,
  placement?: Placement,
): Promise<void> {
  const index = indexName(type, edition);
  const described = await settingsOf(type, placement);
  const defaults = Object.fromEntries(Object.keys(whileLoading).map((name) => [name, null]));
  const named = Object.fromEntries(
    Object.keys(whileLoading).flatMap((name) => (name in described ? [[name, described[name]]] : [])),
  );
  await client.indices.putSettings({ index, settings: { ...defaults, ...named } as object });
  await client.indices.refresh({ index });
}
