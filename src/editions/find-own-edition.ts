import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import type { EditionId } from '../model/edition-id.js';
import { schemaVersion } from '../model/manifest.js';
import { listStoredEditions, type StoredEdition } from './stored-editions.js';

/**
 * Returns the edition that this version of Marquee serves while one of another schema version is live: the newest of its own
 * that was live once, else the newest staged one; undefined when there is none. So servers of two versions can work side by
 * side during an upgrade, each with an edition that it reads.
 */
export async function findOwnEdition(client: MarqueeClient): Promise<EditionId | undefined> {
  const own = (await listStoredEditions(client)).filter(
    ({ state, meta }) => state !== 'incomplete' && meta?.manifest.schemaVersion === schemaVersion,
  );
  const newest = (wanted: StoredEdition['state']) => own.findLast(({ state }) => state === wanted);
  return (newest('live') ?? newest('previous') ?? newest('staged'))?.edition;
}
