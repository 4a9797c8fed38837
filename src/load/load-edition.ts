import { appendFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from '@elastic/elasticsearch';
import { readDocuments, readManifest, verifyFiles } from '../hydration/read-hydration.js';
import { type DocumentType, documentTypes } from '../model/document-type.js';
import { type Generation, indexName } from '../model/generation.js';
import type { Manifest } from '../model/manifest.js';
import { contentDigest } from './content-digest.js';
import { createIndices } from './create-indices.js';
import { listGenerations, nextGeneration } from './generations.js';
import { LoadError } from './load-error.js';
import { publish } from './publish.js';
import { removeUnpublished } from './retire.js';
import { sendDocuments } from './send-documents.js';

export type LoadOptions = { client: Client; input: string; signal?: AbortSignal | undefined };
export type LoadResult = { generation: Generation; counts: Record<DocumentType, number> };

/**
 * Loads a folder of hydration files and publishes it: fresh indices → bulk → refresh → counts compared →
 * aliases swapped. Anything short of perfect leaves the aliases untouched and the new indices removed.
 * @throws {LoadError} with the reason. Documents that Elasticsearch refused are in `refused.ndjson` beside
 * the hydration files.
 */
export async function loadEdition(options: LoadOptions): Promise<LoadResult> {
  const { client, input } = options;
  const manifest = await readManifest(input);
  await verifyFiles(input, manifest);
  const existing = await listGenerations(client);
  const newest = existing.at(-1)?.generation;
  const generation = nextGeneration(newest, new Date());
  const created: string[] = [];
  try {
    const origin = { inputs: manifest.inputs, content: await contentDigest(manifest) };
    await createIndices(client, generation, origin, (index) => created.push(index));
    const counts = await sendAll(generation, options);
    await verifyCounts(client, generation, counts, manifest);
    options.signal?.throwIfAborted();
    await publish(client, generation);
    return { generation, counts };
  } catch (error) {
    throw new LoadError(`${reasonOf(error)}\n${await undo(client, created)}`, { cause: error });
  }
}

async function sendAll(generation: Generation, options: LoadOptions): Promise<Record<DocumentType, number>> {
  const { client, input, signal } = options;
  const deadLetters = join(input, 'refused.ndjson');
  await rm(deadLetters, { force: true });
  let refused = 0;
  let firstReason = '';
  const counts = Object.fromEntries(documentTypes.map((type) => [type, 0])) as Record<DocumentType, number>;
  for (const type of documentTypes) {
    counts[type] = await sendDocuments({
      client,
      index: indexName(type, generation),
      documents: readDocuments(input, type),
      signal,
      onRefused: (document) => {
        refused++;
        firstReason ||= `${document.index} id ${document.id}: ${document.status} ${JSON.stringify(document.error)}`;
        appendFileSync(deadLetters, `${JSON.stringify(document)}\n`);
      },
    });
  }
  if (refused > 0) {
    throw new LoadError(
      `Elasticsearch refused ${refused} of ${documentTypes.reduce((sum, type) => sum + counts[type], 0)} documents; ` +
        `each is in ${deadLetters} with its reason. The first: ${firstReason}`,
    );
  }
  return counts;
}

/** Compares three numbers per index: documents promised by the manifest, sent, and found after a refresh. */
async function verifyCounts(
  client: Client,
  generation: Generation,
  sent: Record<DocumentType, number>,
  manifest: Manifest,
): Promise<void> {
  for (const type of documentTypes) {
    const index = indexName(type, generation);
    // Back to the default; the explicit refresh makes what was sent visible now.
    await client.indices.putSettings({ index, settings: { refresh_interval: null } as object });
    await client.indices.refresh({ index });
    const { count } = await client.count({ index });
    if (count !== sent[type] || count !== manifest.documents[type]) {
      throw new LoadError(
        `${index}: ${manifest.documents[type]} documents promised by manifest.json, ${sent[type]} sent, ${count} found`,
      );
    }
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'AbortError') return 'The load was interrupted.';
  return error instanceof Error ? error.message : String(error);
}

/** Removes what a failed load created; answers a sentence on what became of it. */
async function undo(client: Client, created: readonly string[]): Promise<string> {
  if (created.length === 0) return 'Nothing was created or published.';
  try {
    const live = await removeUnpublished(client, created);
    return live.length === 0
      ? 'Nothing was published; the new indices were removed.'
      : `The swap took effect although its answer was lost: ${live.join(', ')} are live.`;
  } catch (error) {
    return `Could not remove ${created.join(', ')} (${reasonOf(error)}); they carry no alias unless the swap came through.`;
  }
}
