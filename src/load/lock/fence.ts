import type { Client, estypes } from '@elastic/elasticsearch';
import { LockError } from '../load-error.js';
import { lockIndex } from './lock-document.js';

/*
 * A fencing token as an alias: each owner of the lock adds an alias with its own number to the lock's index and removes
 * its predecessor's. The swap of an edition's aliases removes the owner's own (`must_exist`) in the same atomic request,
 * so a loader that lost the lock cannot publish, however late it wakes up and whatever it believes.
 */

const prefix = 'marquee-fence-';

/**
 * Adds the owner's fence and removes its predecessor's.
 * @throws {LockError} when a later owner's fence is there already, or the predecessor's was removed meanwhile
 */
export async function raiseFence(client: Client, fence: number): Promise<void> {
  const aliases = await client.indices.getAlias({ index: lockIndex });
  const standing = Object.keys(aliases[lockIndex]?.aliases ?? {}).filter((name) => name.startsWith(prefix));
  if (standing.some((name) => Number(name.slice(prefix.length)) >= fence)) throw takenOver();
  const actions: estypes.IndicesUpdateAliasesAction[] = standing.map((alias) => ({
    remove: { index: lockIndex, alias, must_exist: true },
  }));
  actions.push({ add: { index: lockIndex, alias: prefix + fence } });
  const reply = await client.indices.updateAliases({ actions }, { ignore: [404] });
  if (!reply.acknowledged) throw takenOver();
}

/** The action that makes a swap fail as a whole unless the owner's fence still stands; it removes the fence. */
export const passFence = (fence: number): estypes.IndicesUpdateAliasesAction => ({
  remove: { index: lockIndex, alias: prefix + fence, must_exist: true },
});

/** Removes the owner's fence, if it still stands. */
export async function lowerFence(client: Client, fence: number): Promise<void> {
  await client.indices.updateAliases({ actions: [passFence(fence)] }, { ignore: [404] });
}

const takenOver = (): LockError => new LockError('Another loader took over the lock.');
