import type { estypes } from '@elastic/elasticsearch';
import { type Placement, settingsOf } from '../editions/placement.js';
import { readIndexDescription } from '../elasticsearch/index-description.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { type DocumentType, documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import type { Manifest } from '../model/manifest.js';

/** Settings for loading: no index is searched before it is complete, so it needs neither refreshes nor replicas. */
const loadSettings = {
  refresh_interval: '-1',
  number_of_replicas: 0,
  auto_expand_replicas: 'false',
} as const;

/**
 * Creates the empty indices of an edition; the `_meta` of each mapping says what it was made from. Aliases that an index
 * template of the cluster puts on them are removed at once: never do all of an edition's aliases point to it meanwhile.
 */
export async function createIndices(
  client: MarqueeClient,
  edition: EditionId,
  manifest: Manifest,
  content: string,
  placement: Placement = {},
): Promise<void> {
  for (const type of documentTypes) {
    const { mappings } = await readIndexDescription(type);
    const settings = await settingsOf(type, placement);
    const origin = { edition, inputs: manifest.inputs, content, placement };
    const index = client.names.index(type, edition);
    await client.indices.create({
      index,
      settings: { ...settings, ...loadSettings },
      mappings: { ...mappings, _meta: type === 'movies' ? { ...origin, manifest } : origin },
    });
    await removeAliases(client, index);
  }
}

async function removeAliases(client: MarqueeClient, index: string): Promise<void> {
  const aliases = Object.keys((await client.indices.getAlias({ index }))[index]?.aliases ?? {});
  const actions = aliases.map((alias) => ({ remove: { index, alias } }));
  if (actions.length > 0) await client.indices.updateAliases({ actions });
}

/**
 * Restores the settings that loading had changed: to those of `mappings/` and the placement, else to Elasticsearch's
 * defaults. Then makes all documents searchable.
 */
export async function restoreIndexSettings(
  client: MarqueeClient,
  type: DocumentType,
  edition: EditionId,
  placement?: Placement,
): Promise<void> {
  const index = client.names.index(type, edition);
  const described: estypes.IndicesIndexSettings = await settingsOf(type, placement);
  const settings = Object.fromEntries(
    // Null is Elasticsearch's default.
    Object.keys(loadSettings).map((name) => [name, described[name] ?? null]),
  );
  await client.indices.putSettings({ index, settings });
  await client.indices.refresh({ index });
}
