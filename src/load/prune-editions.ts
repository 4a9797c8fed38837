import type { Client } from '@elastic/elasticsearch';
import { isSample, listStoredEditions } from '../editions/stored-editions.js';
import type { EditionId } from '../model/edition-id.js';

/** Editions to keep, the live one among them. */
export const defaultKeep = 3;

/**
 * Deletes all complete editions but the newest, by exact index names and never one that an alias points to. While a
 * sample is live, only samples are deleted: invented movies make no room for themselves.
 * @param keep - editions to keep, at least 1
 */
export async function pruneEditions(client: Client, keep: number): Promise<EditionId[]> {
  const stored = await listStoredEditions(client);
  const isSampleLive = stored.some((edition) => edition.state === 'live' && isSample(edition));
  const complete = stored.filter(
    (edition) => edition.state !== 'incomplete' && (!isSampleLive || isSample(edition)),
  );
  const old = complete.slice(0, -keep).filter(({ hasAlias }) => !hasAlias);
  for (const { indices } of old) await client.indices.delete({ index: indices });
  return old.map(({ edition }) => edition);
}

/**
 * Deletes the incomplete editions that failed loads left behind. Only the owner of the lock may call it: it knows that
 * no other loader is writing to them.
 * @param except - an edition whose load is resumed
 */
export async function deleteFailedEditions(client: Client, except?: EditionId): Promise<EditionId[]> {
  const failed = (await listStoredEditions(client)).filter(
    ({ edition, state, hasAlias }) => state === 'incomplete' && !hasAlias && edition !== except,
  );
  for (const { indices } of failed) await client.indices.delete({ index: indices });
  return failed.map(({ edition }) => edition);
}

/**
 * Deletes the indices of one edition, unless an alias points to any of them.
 * @returns whether they are gone; false when the edition is live after all
 */
export async function deleteUnpublished(client: Client, edition: EditionId): Promise<boolean> {
  const found = (await listStoredEditions(client)).find((stored) => stored.edition === edition);
  if (found?.hasAlias) return false;
  if (found !== undefined) await client.indices.delete({ index: found.indices });
  return true;
}
