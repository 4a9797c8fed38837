import type { Client, estypes } from '@elastic/elasticsearch';
import { notePublished } from '../editions/edition-meta.js';
import { indexName } from '../editions/index-names.js';
import { documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import { LoadError } from './load-error.js';
import { passFence } from './lock/fence.js';
import type { LoaderLock } from './lock/loader-lock.js';
import { LockError } from './lock/lock-error.js';

/** Which index each alias points to; more than one per alias if somebody moved them by hand. */
export type Carriers = { alias: string; index: string }[];

/** The indices that carry Marquee's aliases now. */
export async function findCarriers(client: Client): Promise<Carriers> {
  const found = await client.indices.getAlias({ name: documentTypes.join(',') }, { ignore: [404] });
  return documentTypes.flatMap((alias) =>
    Object.entries(found)
      .filter(([, entry]) => typeof entry === 'object' && entry?.aliases?.[alias] !== undefined)
      .map(([index]) => ({ alias, index })),
  );
}

/**
 * Moves all aliases to an edition in one atomic step. What is taken away must still be where it was when the
 * load began (`must_exist`), and the loader's fence must still stand: otherwise the whole step fails, instead of
 * ending up on two indices. Since Elasticsearch reports failures of single actions within a 200, these are
 * looked at too.
 * @param before - the carriers when the lock was acquired
 * @throws {LockError} when the aliases or the lock moved meanwhile; {LoadError} when Elasticsearch refuses
 */
export async function publish(
  client: Client,
  edition: EditionId,
  before: Carriers,
  lock: LoaderLock,
): Promise<void> {
  await lock.assertHeld();
  const actions: estypes.IndicesUpdateAliasesAction[] = [passFence(lock.fence)];
  for (const { alias, index } of before) actions.push({ remove: { index, alias, must_exist: true } });
  for (const alias of documentTypes) actions.push({ add: { index: indexName(alias, edition), alias } });
  const answer = (await client.indices.updateAliases({ actions }, { ignore: [404] })) as SwapAnswer;
  if (answer.status === 404) {
    throw new LockError(
      `The aliases or the lock moved while this loader worked, so nothing was swapped (${reasonOf(answer)}). Run it again.`,
    );
  }
  if (!answer.acknowledged || answer.errors) {
    throw new LoadError(`Elasticsearch did not move the aliases as asked: ${reasonOf(answer)}`);
  }
  await notePublished(client, edition, new Date());
}

type SwapAnswer = estypes.IndicesUpdateAliasesResponse & {
  errors?: boolean;
  status?: number;
  error?: { reason?: string };
};

const reasonOf = (answer: SwapAnswer): string => answer.error?.reason ?? JSON.stringify(answer);
