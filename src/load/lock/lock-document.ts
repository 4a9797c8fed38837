import { hostname } from 'node:os';
import type { estypes } from '@elastic/elasticsearch';
import type { MarqueeClient } from '../../elasticsearch/marquee-client.js';

const id = 'loader';

/** The one document of the lock's index: which run may load. */
export type LockDocument = {
  /** Goes up by one with each owner. */
  fence: number;
  /** Id of the owner's run; null while the lock is free. */
  owner: string | null;
  host: string;
  pid: number;
  acquiredAt: string;
  /** How long it lasts without being renewed. */
  milliseconds: number;
  /** By the clock of the owner's machine. */
  expiresAt: string;
};

/** The document as it was read, with what Elasticsearch needs to tell whether it was written since. */
export type ReadLock = { document: LockDocument; seqNo: number; primaryTerm: number };

export async function readLock(client: MarqueeClient): Promise<ReadLock | undefined> {
  const found = await client.get<LockDocument>({ index: client.names.lock, id }, { ignore: [404] });
  if (!found.found || found._source === undefined) return undefined;
  return {
    document: found._source,
    seqNo: found._seq_no as number,
    primaryTerm: found._primary_term as number,
  };
}

/** Compare-and-set: returns undefined, and writes nothing, when another loader wrote the document since it was read. */
export async function writeLock(
  client: MarqueeClient,
  document: LockDocument,
  read: ReadLock | undefined,
): Promise<ReadLock | undefined> {
  const condition = read
    ? { if_seq_no: read.seqNo, if_primary_term: read.primaryTerm }
    : { op_type: 'create' as const };
  const reply = await client.index(
    { index: client.names.lock, id, document, ...condition },
    { ignore: [409] },
  );
  if (!isWritten(reply)) return undefined;
  return { document, seqNo: reply._seq_no as number, primaryTerm: reply._primary_term as number };
}

const isWritten = ({ result }: estypes.IndexResponse): boolean =>
  result === 'created' || result === 'updated';

/** The owner of a lock, for messages. */
export const describeOwner = ({ document }: ReadLock): string =>
  `${document.owner} (host ${document.host}${document.host === hostname() ? ', this one' : ''}, process ${document.pid}, since ${document.acquiredAt})`;
