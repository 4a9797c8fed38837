import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client, estypes } from '@elastic/elasticsearch';
import { type DocumentType, documentTypes } from '../model/document-type.js';
import { type Generation, indexName } from '../model/generation.js';
import type { SourceFile } from '../model/source-file.js';
import { projectRoot } from '../root.js';

/** The only description of an index: settings and mappings as `mappings/TYPE.json` has them. */
export type IndexDescription = {
  settings: estypes.IndicesIndexSettings;
  mappings: estypes.MappingTypeMapping;
};

export async function readIndexDescription(type: DocumentType): Promise<IndexDescription> {
  return JSON.parse(
    await readFile(join(projectRoot, 'mappings', `${type}.json`), 'utf8'),
  ) as IndexDescription;
}

/**
 * Creates the fresh indices of a generation; each says in its mapping's `_meta` what it was made from.
 * @param onCreated told of each index as soon as it exists, so that a failure can undo exactly those.
 */
export async function createIndices(
  client: Client,
  generation: Generation,
  origin: { inputs: readonly SourceFile[]; content: string },
  onCreated: (index: string) => void,
): Promise<void> {
  for (const type of documentTypes) {
    const { settings, mappings } = await readIndexDescription(type);
    const index = indexName(type, generation);
    await client.indices.create({
      index,
      settings: { ...settings, refresh_interval: '-1' },
      mappings: { ...mappings, _meta: { generation, inputs: origin.inputs, content: origin.content } },
    });
    onCreated(index);
  }
}
