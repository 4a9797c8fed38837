import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Client } from '@elastic/elasticsearch';
import { indexName } from '../../editions/index-names.js';
import type { EditionId } from '../../model/edition-id.js';
import type { Changes } from '../../model/load-run.js';
import { type DocumentLine, readBatches } from '../bulk/read-lines.js';

/** Bytes of documents compared at a time. */
const batchBytes = 2 * 1024 * 1024;

/**
 * Counts the movies of the hydration files that the live edition lacks, has otherwise, or has just so. Stored
 * documents come back as the very bytes that were sent, so nothing is parsed (a third of the time; 2026-11).
 */
export async function compareMovies(
  client: Client,
  live: EditionId,
  input: string,
  signal: AbortSignal | undefined,
): Promise<Changes['movies']> {
  const index = indexName('movies', live);
  const changes = { added: 0, gone: 0, changed: 0, same: 0 };
  for await (const lines of readBatches(join(input, 'movies.ndjson'), batchBytes)) {
    signal?.throwIfAborted();
    const reply = await readStored(client, index, lines);
    let position = 0;
    for (const { id, bytes } of lines) {
      // A quote inside a text is escaped: what stands here unescaped is Elasticsearch's own.
      const hit = reply.indexOf(`"_id":"${id}"`, position);
      if (hit === -1) throw new Error(`Elasticsearch answered nothing about movie ${id} of ${index}`);
      position = reply.indexOf(isFound, hit) + isFound.length;
      if (reply[position] !== letterT) {
        changes.added++;
        continue;
      }
      const source = reply.indexOf(sourceKey, position) + sourceKey.length;
      const document = bytes.subarray(0, -'\n'.length);
      const isSame = document.equals(reply.subarray(source, source + document.length));
      changes[isSame ? 'same' : 'changed']++;
    }
  }
  const { count } = await client.count({ index });
  return { ...changes, gone: count - changes.same - changes.changed };
}

const [isFound, sourceKey, letterT] = ['"found":', '"_source":', 't'.charCodeAt(0)];

/** The reply to a multi-get as it came over the wire: documents in the order of their lines. */
async function readStored(client: Client, index: string, lines: readonly DocumentLine[]): Promise<Buffer> {
  const body = { ids: lines.map(({ id }) => id) };
  const stream = (await client.transport.request(
    { method: 'POST', path: `/${index}/_mget`, body },
    { asStream: true },
  )) as unknown as Readable;
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
