import { isSample, listStoredEditions, type StoredEdition } from '../editions/stored-editions.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import type { EditionId } from '../model/edition-id.js';

/** Editions to keep, the live one among them. */
export const defaultKeep = 3;

/**
 * Deletes all complete editions but the newest, by exact index names and never one that an alias points to. While a
 * sample is live, only samples are deleted: invented movies make no room for themselves.
 * @param keep - editions to keep, at least 1
 * @returns a sentence for each edition that could not be deleted, for the warnings of the run
 */
export async function pruneEditions(client: MarqueeClient, keep: number): Promise<string[]> {
  const stored = await listStoredEditions(client);
  const isSampleLive = stored.some((edition) => edition.state === 'live' && isSample(edition));
  const complete = stored.filter(
    (edition) => edition.state !== 'incomplete' && (!isSampleLive || isSample(edition)),
  );
  return await deleteEditions(
    client,
    complete.slice(0, -keep).filter(({ state }) => state !== 'live'),
  );
}

/**
 * Deletes the incomplete editions that failed loads left behind. Only the owner of the lock may call it: it knows that
 * no other loader is writing to them.
 * @param except - an edition whose load is resumed
 * @returns as `pruneEditions`
 */
export async function deleteFailedEditions(client: MarqueeClient, except?: EditionId): Promise<string[]> {
  const failed = (await listStoredEditions(client)).filter(
    // What Marquee's aliases lead to is left until the swap has moved them, however incomplete it is.
    ({ edition, state, aliases }) => state === 'incomplete' && aliases.own.length === 0 && edition !== except,
  );
  return await deleteEditions(client, failed);
}

/**
 * Deletes the indices of one edition, unless an alias points to any of them.
 * @returns whether they are gone; false when the edition is live after all
 * @throws when an alias keeps them
 */
export async function deleteUnpublished(client: MarqueeClient, edition: EditionId): Promise<boolean> {
  const found = (await listStoredEditions(client)).find((stored) => stored.edition === edition);
  if (found?.state === 'live') return false;
  if (found === undefined) return true;
  const [keptBecause] = await deleteEditions(client, [found]);
  if (keptBecause !== undefined) throw new Error(keptBecause);
  return true;
}

async function deleteEditions(client: MarqueeClient, editions: readonly StoredEdition[]): Promise<string[]> {
  const warnings: string[] = [];
  for (const { edition, indices, aliases } of editions) {
    const standing = [...aliases.own, ...aliases.others];
    if (standing.length === 0) await client.indices.delete({ index: indices });
    else {
      warnings.push(
        `Edition ${edition} was not deleted, because the alias ${standing.join(', ')}, which is not Marquee's or was moved by hand, points to it. Remove the alias, and the next load deletes the edition.`,
      );
    }
  }
  return warnings;
}
