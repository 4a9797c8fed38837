import { type DocumentType, documentTypes } from '../model/document-type.js';
import type { Manifest } from '../model/manifest.js';
import { HydrationError, readDocuments, readManifest, verifyFiles } from './read-hydration.js';

/**
 * Checks hydration files without Elasticsearch: their digests, that every line is a document, and the counts.
 * @throws {HydrationError} naming the first fault
 */
export async function checkHydration(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder);
  await verifyFiles(folder, manifest);
  for (const type of documentTypes) {
    const found = await countDocuments(folder, type);
    if (found !== manifest.documents[type]) {
      throw new HydrationError(
        `${folder}: manifest.json has ${manifest.documents[type]} ${type}, ${found} were found: transform the edition again.`,
      );
    }
  }
  return manifest;
}

async function countDocuments(folder: string, type: DocumentType): Promise<number> {
  let count = 0;
  for await (const _ of readDocuments(folder, type)) count++;
  return count;
}
