import type { Client } from '@elastic/elasticsearch';
import type { Generation } from '../model/generation.js';
import { listGenerations } from './generations.js';

/** Generations kept, the live one among them, so that a reader in mid-answer still finds its index. */
const keptGenerations = 3;

/** Deletes the indices of the oldest generations, by exact name and never one that carries an alias. */
export async function retire(client: Client): Promise<Generation[]> {
  const generations = await listGenerations(client);
  const old = generations.slice(0, -keptGenerations).filter(({ hasAlias }) => !hasAlias);
  for (const { indices } of old) await client.indices.delete({ index: indices });
  return old.map(({ generation }) => generation);
}

/** Deletes those of the indices that carry no alias; answers the others. */
export async function removeUnpublished(client: Client, indices: readonly string[]): Promise<string[]> {
  const aliases = await client.indices.getAlias({ index: [...indices], ignore_unavailable: true });
  const isLive = (index: string): boolean => Object.keys(aliases[index]?.aliases ?? {}).length > 0;
  const unpublished = indices.filter((index) => aliases[index] !== undefined && !isLive(index));
  if (unpublished.length > 0) await client.indices.delete({ index: unpublished });
  return indices.filter(isLive);
}
