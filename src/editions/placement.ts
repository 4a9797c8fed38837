import type { estypes } from '@elastic/elasticsearch';
import { readIndexDescription } from '../elasticsearch/index-description.js';
import type { DocumentType } from '../model/document-type.js';

/** How the indices of an edition are spread over machines; what is undefined is as in `mappings/`. */
export type Placement = {
  /** Primary shards of each index. */
  shards?: number | undefined;
  /** Further copies of each shard, on other machines. */
  replicas?: number | undefined;
};

/** Returns the settings of an edition's index once it is loaded. */
export async function settingsOf(
  type: DocumentType,
  { shards, replicas }: Placement = {},
): Promise<estypes.IndicesIndexSettings> {
  const { settings } = await readIndexDescription(type);
  return {
    ...settings,
    ...(shards !== undefined && { number_of_shards: shards }),
    ...(replicas !== undefined && { number_of_replicas: replicas, auto_expand_replicas: 'false' }),
  };
}
