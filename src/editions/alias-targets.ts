import type { Client, TransportRequestOptions } from '@elastic/elasticsearch';
import { type DocumentType, documentTypes } from '../model/document-type.js';

/** An alias and an index that it points to; an alias that was moved by hand may have several. */
export type AliasTarget = { alias: DocumentType; index: string };

/** Returns where Marquee's aliases point now. */
export async function findAliasTargets(
  client: Client,
  transport: TransportRequestOptions = {},
): Promise<AliasTarget[]> {
  const found = await client.indices.getAlias(
    { name: documentTypes.join(',') },
    { ...transport, ignore: [404] },
  );
  // The reply to a missing alias has `error` and `status` beside the indices.
  return documentTypes.flatMap((alias) =>
    Object.entries(found)
      .filter(([, entry]) => entry?.aliases?.[alias] !== undefined)
      .map(([index]) => ({ alias, index })),
  );
}
