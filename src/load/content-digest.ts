import { createHash } from 'node:crypto';
import { documentTypes } from '../model/document-type.js';
import type { Manifest } from '../model/manifest.js';
import { readIndexDescription } from './create-index.js';

/** One digest for what a load would put into Elasticsearch: the documents, byte by byte, and how they are indexed. */
export async function contentDigest(manifest: Manifest): Promise<string> {
  const hash = createHash('sha256');
  for (const type of documentTypes) {
    const file = manifest.files.find(({ name }) => name === `${type}.ndjson`);
    hash.update(JSON.stringify([type, file?.sha256, await readIndexDescription(type)]));
  }
  return hash.digest('hex');
}
