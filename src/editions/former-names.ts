import { errors } from '@elastic/elasticsearch';
import { IndexNames } from '../elasticsearch/index-names.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { listStoredEditions } from './stored-editions.js';

/**
 * Returns a sentence when an edition is live under the names of versions before 0.2, which had no prefix, and none under
 * today's names; undefined otherwise.
 */
export async function findFormerNames(client: MarqueeClient): Promise<string | undefined> {
  const { prefix } = client.names;
  if (prefix === '') return undefined;
  if ((await listStoredEditions(client)).some(({ state }) => state === 'live')) return undefined;
  const stored = await listStoredEditions(client, new IndexNames('')).catch((error: unknown) => {
    // Credentials that are for today's names alone may be denied a look at others: then nothing is known of them.
    if (error instanceof errors.ResponseError && error.statusCode === 403) return [];
    throw error;
  });
  const former = stored.findLast(({ state }) => state === 'live');
  if (former === undefined) return undefined;
  return (
    `Edition ${former.edition} is live under names without a prefix (movies-${former.edition}), as versions before 0.2 gave them; ` +
    `this Marquee looks for ${prefix}movies. Set MARQUEE_INDEX_PREFIX=none to keep those names, or run marquee reload to load an edition under the new ones.`
  );
}
