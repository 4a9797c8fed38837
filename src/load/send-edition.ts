import { appendFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from '@elastic/elasticsearch';
import { indexName } from '../editions/index-names.js';
import type { Placement } from '../editions/placement.js';
import { documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import type { Manifest } from '../model/manifest.js';
import { readBatches } from './bulk/read-lines.js';
import { type BulkSettings, sendDocuments, usualBulkSettings } from './bulk/send-documents.js';
import { skipStored } from './bulk/skip-stored.js';
import { settleIndex } from './create-indices.js';
import { EditionRejectedError } from './edition-rejected-error.js';
import type { RunRecorder } from './run-recorder.js';
import { checkSame } from './verify/check.js';

/**
 * Sends all hydration files of an edition to the indices of an edition, and makes them visible there.
 * @throws {EditionRejectedError} when Elasticsearch failed documents: each is in `failed-documents.ndjson` with its reason
 */
export async function sendEdition(options: {
  client: Client;
  input: string;
  edition: EditionId;
  manifest: Manifest;
  recorder: RunRecorder;
  placement?: Placement | undefined;
  /** Leaves out what is stored already. */
  isResumed: boolean;
  bulk?: Partial<BulkSettings>;
  signal: AbortSignal;
  onSent?: (bytes: number, all: number) => void;
}): Promise<void> {
  const { client, input, edition, manifest, recorder, isResumed, signal, onSent } = options;
  const settings = { ...usualBulkSettings, ...options.bulk };
  const deadLetters = join(input, 'failed-documents.ndjson');
  await rm(deadLetters, { force: true });
  const all = totalBytes(manifest);
  let bytesSent = 0;
  let firstReason = '';
  for (const type of documentTypes) {
    const index = indexName(type, edition);
    const batches = readBatches(join(input, `${type}.ndjson`), settings.flushBytes);
    let stored = 0;
    const onSkipped = (documents: number): void => {
      stored += documents;
    };
    const { documents, retries } = await sendDocuments({
      client,
      index,
      batches: isResumed ? skipStored(client, index, batches, onSkipped) : batches,
      settings,
      signal,
      onSent: (bytes) => {
        bytesSent += bytes;
        onSent?.(bytesSent, all);
      },
      onFailed: ({ line, status, error }) => {
        recorder.run.failedDocuments++;
        firstReason ||= `${index} id ${line.id}: ${status} ${JSON.stringify(error)}`;
        const reason = JSON.stringify({ index, id: line.id, status, error }).slice(0, -1);
        appendFileSync(deadLetters, `${reason},"document":${toJson(line.bytes)}}\n`);
      },
    });
    recorder.run.retries += retries;
    recorder.check([checkSame(`sent ${type}`, manifest.documents[type], documents + stored)]);
  }
  recorder.endStage('send');
  if (recorder.run.failedDocuments > 0) {
    const sum = documentTypes.reduce((total, type) => total + manifest.documents[type], 0);
    throw new EditionRejectedError(
      `Elasticsearch failed ${recorder.run.failedDocuments} of ${sum} documents; each is in ${deadLetters} with its reason. The first: ${firstReason}`,
    );
  }
  for (const type of documentTypes) await settleIndex(client, type, edition, options.placement);
  recorder.endStage('refresh');
}

const totalBytes = ({ files }: Manifest): number =>
  documentTypes.reduce(
    (sum, type) => sum + (files.find(({ name }) => name === `${type}.ndjson`)?.size ?? 0),
    0,
  );

/** The document as it stands, or as a text when it is no JSON, which may be why it was failed. */
function toJson(bytes: Buffer): string {
  const text = bytes.toString().trimEnd();
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(text);
  }
}
