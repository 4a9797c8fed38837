import { IndexNames } from '../elasticsearch/index-names.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { listStoredEditions } from './stored-editions.js';

/**
 * Returns a sentence when an edition is live under the names of versions before 0.2, which had no prefix, and there is no
 * edition under today's names; undefined otherwise.
 */
export async function findFormerNames(client: MarqueeClient): Promise<string | undefined> {
  const { prefix } = client.names;
  if (prefix === '') return undefined;
  const former = (await listStoredEditions(client, new IndexNames(''))).findLast(
    ({ state }) => state === 'live',
  );
  if (former === undefined || (await listStoredEditions(client)).length > 0) return undefined;
  return (
    `Edition ${former.edition} is live under names without a prefix (movies-${former.edition}), as versions before 0.2 gave them; ` +
    `this Marquee looks for ${prefix}movies. Set MARQUEE_INDEX_PREFIX=none to keep those names, or run marquee reload to load an edition under the new ones.`
  );
}
