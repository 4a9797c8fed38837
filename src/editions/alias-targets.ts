import type { TransportRequestOptions } from '@elastic/elasticsearch';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { type DocumentType, documentTypes } from '../model/document-type.js';

/** An alias and an index that it points to; an alias that was moved by hand may have several. */
export type AliasTarget = { type: DocumentType; alias: string; index: string };

/** Returns where Marquee's aliases point now. */
export async function findAliasTargets(
  client: MarqueeClient,
  transport: TransportRequestOptions = {},
): Promise<AliasTarget[]> {
  const found = await client.indices.getAlias(
    { name: client.names.aliases.join(',') },
    { ...transport, ignore: [404] },
  );
  // The reply to a missing alias has `error` and `status` beside the indices.
  return documentTypes.flatMap((type) => {
    const alias = client.names.alias(type);
    return Object.entries(found)
      .filter(([, entry]) => entry?.aliases?.[alias] !== undefined)
      .map(([index]) => ({ type, alias, index }));
  });
}
