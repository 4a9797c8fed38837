import { appendFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Placement } from '../editions/placement.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import type { Manifest } from '../model/manifest.js';
import { readBatches } from './bulk/read-batches.js';
import { type BulkSettings, defaultBulkSettings, sendDocuments } from './bulk/send-documents.js';
import { skipStored } from './bulk/skip-stored.js';
import { restoreIndexSettings } from './create-indices.js';
import { EditionRejectedError } from './load-error.js';
import type { RunRecorder } from './run-recorder.js';
import { checkSame } from './verify/check.js';

/**
 * Sends all documents of an edition to its indices and makes them searchable.
 * @throws {EditionRejectedError} when Elasticsearch rejected documents: each is in `failed-documents.ndjson` with its reason
 */
export async function sendEdition(options: {
  client: MarqueeClient;
  input: string;
  edition: EditionId;
  manifest: Manifest;
  recorder: RunRecorder;
  placement?: Placement | undefined;
  /** Skips documents that are stored already. */
  resume: boolean;
  bulk?: Partial<BulkSettings>;
  signal: AbortSignal;
  onSent?: (bytes: number, all: number) => void;
}): Promise<void> {
  const { client, input, edition, manifest, recorder, resume, signal, onSent } = options;
  const settings = { ...defaultBulkSettings, ...options.bulk };
  const failedDocuments = join(input, 'failed-documents.ndjson');
  await rm(failedDocuments, { force: true });
  const all = totalBytes(manifest);
  let bytesSent = 0;
  let firstReason = '';
  for (const type of documentTypes) {
    const index = client.names.index(type, edition);
    const batches = readBatches(input, type, settings.flushBytes);
    let stored = 0;
    const onSkipped = (documents: number): void => {
      stored += documents;
    };
    const { documents, retries } = await sendDocuments({
      client,
      index,
      batches: resume ? skipStored(client, index, batches, onSkipped) : batches,
      settings,
      signal,
      onSent: (bytes) => {
        bytesSent += bytes;
        onSent?.(bytesSent, all);
      },
      onFailed: ({ document, status, error }) => {
        const id = String(document.id);
        recorder.run.failedDocuments++;
        firstReason ||= `${index} id ${id}: ${status} ${JSON.stringify(error)}`;
        appendFileSync(failedDocuments, `${JSON.stringify({ index, id, status, error, document })}\n`);
      },
    });
    recorder.run.retries += retries;
    recorder.check([checkSame(`sent ${type}`, manifest.documents[type], documents + stored)]);
  }
  recorder.endStage('send');
  if (recorder.run.failedDocuments > 0) {
    const sum = documentTypes.reduce((total, type) => total + manifest.documents[type], 0);
    throw new EditionRejectedError(
      `Elasticsearch rejected ${recorder.run.failedDocuments} of ${sum} documents; each is in ${failedDocuments} with its reason. The first: ${firstReason}`,
    );
  }
  for (const type of documentTypes) await restoreIndexSettings(client, type, edition, options.placement);
  recorder.endStage('refresh');
}

const totalBytes = ({ files }: Manifest): number =>
  documentTypes.reduce(
    (sum, type) => sum + (files.find(({ name }) => name === `${type}.ndjson`)?.size ?? 0),
    0,
  );
