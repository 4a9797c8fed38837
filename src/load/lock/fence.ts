import type { estypes } from '@elastic/elasticsearch';
import type { MarqueeClient } from '../../elasticsearch/marquee-client.js';
import { LockError } from '../load-error.js';

/*
 * A fencing token as an alias: each owner of the lock adds an alias with its own number to the lock's index and removes
 * its predecessor's. The swap of an edition's aliases removes the owner's own (`must_exist`) in the same atomic request,
 * so a loader that lost the lock cannot publish, however late it wakes up and whatever it believes.
 */

/**
 * Adds the owner's fence and removes its predecessor's.
 * @throws {LockError} when a later owner's fence is there already, or the predecessor's was removed meanwhile
 */
export async function raiseFence(client: MarqueeClient, fence: number): Promise<void> {
  const { names } = client;
  const index = names.lock;
  const aliases = await client.indices.getAlias({ index });
  const standing = Object.keys(aliases[index]?.aliases ?? {}).filter(
    (name) => names.ownerOf(name) !== undefined,
  );
  if (standing.some((name) => (names.ownerOf(name) ?? 0) >= fence)) throw takenOver();
  const actions: estypes.IndicesUpdateAliasesAction[] = standing.map((alias) => ({
    remove: { index, alias, must_exist: true },
  }));
  actions.push({ add: { index, alias: names.fence(fence) } });
  const reply = await client.indices.updateAliases({ actions }, { ignore: [404] });
  if (!reply.acknowledged) throw takenOver();
}

/** The action that makes a swap fail as a whole unless the owner's fence still stands; it removes the fence. */
export const passFence = ({ names }: MarqueeClient, fence: number): estypes.IndicesUpdateAliasesAction => ({
  remove: { index: names.lock, alias: names.fence(fence), must_exist: true },
});

/** Removes the owner's fence, if it still stands. */
export async function lowerFence(client: MarqueeClient, fence: number): Promise<void> {
  await client.indices.updateAliases({ actions: [passFence(client, fence)] }, { ignore: [404] });
}

const takenOver = (): LockError => new LockError('Another loader took over the lock.');
