import type { estypes } from '@elastic/elasticsearch';
import { updateMeta } from '../editions/edition-meta.js';
import { listStoredEditions } from '../editions/stored-editions.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import type { LoadRun } from '../model/load-run.js';
import { EditionRejectedError, LoadError } from './load-error.js';
import { deleteUnpublished } from './prune-editions.js';
import { type RunOptions, recordRun, runUnderLock } from './run-under-lock.js';
import { assertPassed } from './verify/check.js';
import { verifyIndices } from './verify/verify-indices.js';

/** The repository that the embedded node has: a folder below its data. */
export const defaultRepository = 'marquee';

/** Milliseconds that a whole snapshot or restore may take: one request waits for it. */
const requestTimeout = 60 * 60 * 1000;

/** A snapshot of one edition. */
export type Backup = { edition: EditionId; snapshot: string; takenAt: string };

/**
 * Takes a snapshot of an edition, by default the live one, and of the history of loads.
 * @param repository - a registered repository; `marquee` is registered if need be, as a folder
 * @throws {EditionRejectedError} when there is no such complete edition
 */
export async function backUp(
  client: MarqueeClient,
  repository: string,
  edition: EditionId | undefined,
): Promise<Backup> {
  const stored = await listStoredEditions(client);
  const chosen = stored.find((one) =>
    edition === undefined ? one.state === 'live' : one.edition === edition,
  );
  if (chosen === undefined || chosen.state === 'incomplete') {
    throw new EditionRejectedError(
      `There is no complete edition ${edition ?? 'that is live'}. There are: ${stored.map((one) => `${one.edition} (${one.state})`).join(', ') || 'none'}.`,
    );
  }
  await ensureRepository(client, repository);
  const snapshot = client.names.snapshot(chosen.edition);
  await client.snapshot.delete({ repository, snapshot }, { ignore: [404], requestTimeout });
  const reply = await client.snapshot.create(
    {
      repository,
      snapshot,
      indices: [...chosen.indices, client.names.loads],
      include_global_state: false,
      ignore_unavailable: false,
      wait_for_completion: true,
      metadata: { edition: chosen.edition },
    },
    { requestTimeout },
  );
  if (reply.snapshot?.state !== 'SUCCESS') {
    throw new LoadError(
      `The snapshot ${snapshot} is not complete: ${JSON.stringify(reply.snapshot?.failures ?? reply)}`,
    );
  }
  return { edition: chosen.edition, snapshot, takenAt: new Date().toISOString() };
}

/** Returns the backups in a repository, oldest first. */
async function listBackups(client: MarqueeClient, repository: string): Promise<Backup[]> {
  const { names } = client;
  const reply = await client.snapshot.get({ repository, snapshot: names.snapshot('*') }, { ignore: [404] });
  return (reply.snapshots ?? [])
    .flatMap(({ state, snapshot, indices = [], end_time: end }) => {
      const edition = names.editionOfSnapshot(snapshot);
      // One that an earlier version took has indices of other names.
      const isOurs = edition !== undefined && indices.includes(names.index('movies', edition));
      return isOurs && state === 'SUCCESS' ? [{ edition, snapshot, takenAt: String(end) }] : [];
    })
    .sort((a, b) => (a.edition < b.edition ? -1 : 1));
}

/**
 * Restores an edition from its snapshot, by default the newest, and checks it; `marquee publish` makes it live.
 * @throws {EditionRejectedError} when there is no such backup, or the edition exists already
 */
export async function restore(
  repository: string,
  edition: EditionId | undefined,
  options: RunOptions,
): Promise<LoadRun> {
  const { client, recorder } = options;
  return await recordRun(options, () =>
    runUnderLock(options, async () => {
      await ensureRepository(client, repository);
      const backups = await listBackups(client, repository);
      const backup = backups.findLast((one) => edition === undefined || one.edition === edition);
      if (backup === undefined) {
        throw new EditionRejectedError(
          `There is no backup ${edition ?? ''} in the repository ${repository}. There are: ${backups.map((one) => one.edition).join(', ') || 'none'}.`,
        );
      }
      recorder.run.edition = backup.edition;
      if ((await listStoredEditions(client)).some((one) => one.edition === backup.edition)) {
        throw new EditionRejectedError(
          `Edition ${backup.edition} exists already: nothing to restore. marquee publish makes it live.`,
        );
      }
      try {
        await restoreIndices(client, repository, backup);
        recorder.endStage('restore');
        await checkRestored(backup.edition, options);
      } catch (error) {
        await deleteUnpublished(client, backup.edition);
        throw error;
      }
      return 'staged';
    }),
  );
}

async function restoreIndices(
  client: MarqueeClient,
  repository: string,
  { edition, snapshot }: Backup,
): Promise<void> {
  const reply = (await client.snapshot.restore(
    {
      repository,
      snapshot,
      indices: documentTypes.map((type) => client.names.index(type, edition)),
      include_global_state: false,
      include_aliases: false,
      wait_for_completion: true,
    },
    { requestTimeout },
  )) as estypes.SnapshotRestoreResponse;
  const { shards } = reply.snapshot ?? {};
  if (shards === undefined || shards.failed > 0 || shards.successful < shards.total) {
    throw new LoadError(`The restore of ${snapshot} is not complete: ${JSON.stringify(reply)}`);
  }
}

/** Restored indices have new UUIDs, which are recorded once their content has passed the checks. */
async function checkRestored(edition: EditionId, { client, recorder }: RunOptions): Promise<void> {
  const restored = (await listStoredEditions(client)).find((one) => one.edition === edition);
  if (restored?.meta === undefined) throw new LoadError(`Edition ${edition} does not say what it must hold.`);
  const { manifest, placement } = restored.meta;
  recorder.describe(manifest);
  recorder.check(await verifyIndices(client, edition, { manifest, uuids: restored.uuids, placement }));
  assertPassed(recorder.run.checks);
  await updateMeta(client, edition, { uuids: restored.uuids });
  recorder.endStage('verify');
}

async function ensureRepository(client: MarqueeClient, repository: string): Promise<void> {
  const found = await client.snapshot.getRepository({ name: repository }, { ignore: [404] });
  if (found[repository] !== undefined) return;
  if (repository !== defaultRepository) {
    throw new EditionRejectedError(
      `Elasticsearch has no snapshot repository '${repository}': register it first.`,
    );
  }
  await client.snapshot.createRepository({
    name: repository,
    repository: { type: 'fs', settings: { location: defaultRepository } },
  });
}
