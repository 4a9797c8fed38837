import { type HydrationDocument, readDocuments } from '../../hydration/read-hydration.js';
import type { DocumentType } from '../../model/document-type.js';

/** A document, and the JSON that is sent: made once, for its size, for the request and for each retry. */
export type BulkDocument = { document: HydrationDocument; json: string };

/**
 * Reads a hydration file in batches.
 * @param batchBytes - size of a batch; a larger document is a batch of its own
 * @throws {HydrationError} with file and line at the first line that is no document
 */
export async function* readBatches(
  folder: string,
  type: DocumentType,
  batchBytes: number,
): AsyncGenerator<BulkDocument[]> {
  let batch: BulkDocument[] = [];
  let bytes = 0;
  for await (const document of readDocuments(folder, type)) {
    const json = JSON.stringify(document);
    batch.push({ document, json });
    bytes += Buffer.byteLength(json);
    if (bytes >= batchBytes) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
  }
  if (batch.length > 0) yield batch;
}
