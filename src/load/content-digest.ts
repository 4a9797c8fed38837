import { createHash } from 'node:crypto';
import { readIndexDescription } from '../elasticsearch/index-description.js';
import { documentTypes } from '../model/document-type.js';
import type { Manifest } from '../model/manifest.js';

/** Returns the SHA-256 of all that a load would store: the documents, byte by byte, and how they are indexed. */
export async function contentDigest(manifest: Manifest): Promise<string> {
  const hash = createHash('sha256');
  for (const type of documentTypes) {
    const file = manifest.files.find(({ name }) => name === `${type}.ndjson`);
    hash.update(JSON.stringify([type, file?.sha256, await readIndexDescription(type)]));
  }
  return hash.digest('hex');
}
