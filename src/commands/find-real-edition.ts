import { findOwnEdition } from '../editions/find-own-edition.js';
import { findFormerNames } from '../editions/former-names.js';
import { SchemaVersionError } from '../editions/schema-version-error.js';
import { isSample, listStoredEditions } from '../editions/stored-editions.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import type { EditionId } from '../model/edition-id.js';
import { schemaVersion } from '../model/manifest.js';

/**
 * Returns the edition that is served where the live one is no sample, which a sample must not replace; undefined where none
 * or a sample is live.
 * @throws when the live edition cannot be served: one of another schema version with none of its own beside it, or under names
 *   without a prefix; the message says what to do
 */
export async function findRealEdition(client: MarqueeClient): Promise<EditionId | undefined> {
  const live = (await listStoredEditions(client)).find(({ state }) => state === 'live');
  if (live === undefined) {
    const former = await findFormerNames(client);
    if (former !== undefined) throw new Error(former);
  }
  if (live === undefined || isSample(live)) return undefined;
  const found = live.meta?.manifest.schemaVersion ?? schemaVersion;
  if (found === schemaVersion) return live.edition;
  const own = await findOwnEdition(client);
  if (own !== undefined) return own;
  throw new Error(
    `${new SchemaVersionError(live.edition, found).message} It stays live: name its source by --input to load it again (docs/upgrades.md).`,
  );
}
