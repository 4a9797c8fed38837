import type { Client } from '@elastic/elasticsearch';
import { listStoredEditions } from '../editions/stored-editions.js';
import type { EditionId } from '../model/edition-id.js';

/** Editions kept, the live one among them, unless told otherwise. */
export const usualKeep = 3;

/**
 * Deletes the complete editions beyond the newest so many, by exact name and never one that carries an alias.
 * @param keep - 1 or more
 */
export async function retire(client: Client, keep: number): Promise<EditionId[]> {
  const complete = (await listStoredEditions(client)).filter(({ state }) => state !== 'incomplete');
  const old = complete.slice(0, -keep).filter(({ hasAlias }) => !hasAlias);
  for (const { indices } of old) await client.indices.delete({ index: indices });
  return old.map(({ edition }) => edition);
}

/**
 * Deletes what loads that did not come to their end left behind; the owner of the lock knows that nobody is
 * still at it.
 */
export async function removeDebris(client: Client, spared?: EditionId): Promise<EditionId[]> {
  const debris = (await listStoredEditions(client)).filter(
    ({ edition, state, hasAlias }) => state === 'incomplete' && !hasAlias && edition !== spared,
  );
  for (const { indices } of debris) await client.indices.delete({ index: indices });
  return debris.map(({ edition }) => edition);
}

/**
 * Deletes the indices of one edition unless an alias points to any.
 * @returns whether they are gone; false when the edition is live after all
 */
export async function removeUnpublished(client: Client, edition: EditionId): Promise<boolean> {
  const found = (await listStoredEditions(client)).find((stored) => stored.edition === edition);
  if (found?.hasAlias) return false;
  if (found !== undefined) await client.indices.delete({ index: found.indices });
  return true;
}
