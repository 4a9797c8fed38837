import type { Client } from '@elastic/elasticsearch';
import type { Generation } from '../editions/index-names.js';
import { listGenerations } from '../editions/stored-editions.js';

/** Generations kept, the live one among them, unless told otherwise. */
export const usualKeep = 3;

/**
 * Deletes the complete generations beyond the newest so many, by exact name and never one that carries an alias.
 * @param keep - 1 or more
 */
export async function retire(client: Client, keep: number): Promise<Generation[]> {
  const complete = (await listGenerations(client)).filter(({ state }) => state !== 'unfinished');
  const old = complete.slice(0, -keep).filter(({ hasAlias }) => !hasAlias);
  for (const { indices } of old) await client.indices.delete({ index: indices });
  return old.map(({ generation }) => generation);
}

/**
 * Deletes what loads that did not come to their end left behind; the owner of the lock knows that nobody is
 * still at it.
 */
export async function removeDebris(client: Client, spared?: Generation): Promise<Generation[]> {
  const debris = (await listGenerations(client)).filter(
    ({ generation, state, hasAlias }) => state === 'unfinished' && !hasAlias && generation !== spared,
  );
  for (const { indices } of debris) await client.indices.delete({ index: indices });
  return debris.map(({ generation }) => generation);
}

/**
 * Deletes the indices of one generation unless an alias points to any.
 * @returns whether they are gone; false when the generation is live after all
 */
export async function removeUnpublished(client: Client, generation: Generation): Promise<boolean> {
  const found = (await listGenerations(client)).find((stored) => stored.generation === generation);
  if (found?.hasAlias) return false;
  if (found !== undefined) await client.indices.delete({ index: found.indices });
  return true;
}
