import type { Client, estypes } from '@elastic/elasticsearch';
import { lockIndex } from './lock-document.js';
import { LockError } from './lock-error.js';

/*
 * Each owner of the lock puts an alias with its own number on the lock's index and takes away its predecessor's.
 * The swap of an edition's aliases demands in the same atomic request that its owner's alias is still there:
 * so a loader that was overtaken cannot publish, however late it wakes up and whatever it believes.
 */

const prefix = 'marquee-fence-';

/**
 * Puts up the owner's fence.
 * @throws {LockError} when a later owner's is there already, or the one before went away meanwhile.
 */
export async function raiseFence(client: Client, fence: number): Promise<void> {
  const aliases = await client.indices.getAlias({ index: lockIndex });
  const standing = Object.keys(aliases[lockIndex]?.aliases ?? {}).filter((name) => name.startsWith(prefix));
  if (standing.some((name) => Number(name.slice(prefix.length)) >= fence)) throw overtaken();
  const actions: estypes.IndicesUpdateAliasesAction[] = standing.map((alias) => ({
    remove: { index: lockIndex, alias, must_exist: true },
  }));
  actions.push({ add: { index: lockIndex, alias: prefix + fence } });
  const answer = await client.indices.updateAliases({ actions }, { ignore: [404] });
  if (!answer.acknowledged) throw overtaken();
}

/** The action that makes a swap fail as a whole unless the owner's fence still stands; it comes down with it. */
export const passFence = (fence: number): estypes.IndicesUpdateAliasesAction => ({
  remove: { index: lockIndex, alias: prefix + fence, must_exist: true },
});

/** Takes the owner's fence down, if it still stands. */
export async function lowerFence(client: Client, fence: number): Promise<void> {
  await client.indices.updateAliases({ actions: [passFence(fence)] }, { ignore: [404] });
}

const overtaken = (): LockError => new LockError('Another loader took over the lock.');
