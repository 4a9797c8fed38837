import type { estypes } from '@elastic/elasticsearch';
import type { AliasTarget } from '../editions/alias-targets.js';
import { recordPublication } from '../editions/edition-meta.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import { LoadError, LockError } from './load-error.js';
import { passFence } from './lock/fence.js';
import type { LoaderLock } from './lock/loader-lock.js';

/**
 * Makes an edition live: moves all aliases to it in one atomic request. The request fails as a whole unless the aliases
 * still point where they did when the lock was acquired (`must_exist`) and the loader's fence still stands. Elasticsearch
 * reports failures of single actions within a 200, so the reply is checked too.
 * @param before - where the aliases pointed when the lock was acquired
 * @throws {LockError} when the aliases or the lock moved meanwhile; {LoadError} when Elasticsearch did not do as asked
 */
export async function swapAliases(
  client: MarqueeClient,
  edition: EditionId,
  before: readonly AliasTarget[],
  lock: LoaderLock,
): Promise<void> {
  await lock.assertHeld();
  await recordEarlierPublications(client, before);
  const actions: estypes.IndicesUpdateAliasesAction[] = [passFence(client, lock.fence)];
  for (const { alias, index } of before) actions.push({ remove: { index, alias, must_exist: true } });
  for (const type of documentTypes) {
    actions.push({ add: { index: client.names.index(type, edition), alias: client.names.alias(type) } });
  }
  const reply: SwapReply = await client.indices.updateAliases({ actions }, { ignore: [404] });
  if (reply.status === 404) {
    throw new LockError(
      `The aliases or the lock moved during this load, so nothing was swapped (${reasonOf(reply)}). Run it again.`,
    );
  }
  if (!reply.acknowledged || reply.errors) {
    throw new LoadError(`Elasticsearch did not move the aliases as asked: ${reasonOf(reply)}`);
  }
  await recordPublication(client, edition, new Date());
}

/**
 * What is live was published, also when its loader was killed between the swap and the record: without the record it
 * would count as staged from now on, which a rollback does not choose and readers cannot pin.
 */
async function recordEarlierPublications(
  client: MarqueeClient,
  before: readonly AliasTarget[],
): Promise<void> {
  for (const { type, index } of before) {
    const edition = client.names.editionOf(index);
    if (type === 'movies' && edition !== undefined) await recordPublication(client, edition, new Date());
  }
}

type SwapReply = estypes.IndicesUpdateAliasesResponse & {
  errors?: boolean;
  status?: number;
  error?: { reason?: string };
};

const reasonOf = (reply: SwapReply): string => reply.error?.reason ?? JSON.stringify(reply);
