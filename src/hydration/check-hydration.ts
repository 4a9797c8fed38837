import { type DocumentType, documentTypes } from '../model/document-type.js';
import type { Manifest } from '../model/manifest.js';
import { HydrationError, readDocuments, readManifest, verifyFiles } from './read-hydration.js';

/**
 * Everything about hydration files that can be known without Elasticsearch: their digests, that every line is a
 * document, and how many there are.
 * @throws {HydrationError} with what is wrong
 */
export async function checkHydration(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder);
  await verifyFiles(folder, manifest);
  for (const type of documentTypes) {
    const found = await countDocuments(folder, type);
    if (found !== manifest.documents[type]) {
      throw new HydrationError(
        `${folder}: ${manifest.documents[type]} ${type} promised by manifest.json, ${found} found: transform the edition again.`,
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
