import type { Client, estypes } from '@elastic/elasticsearch';
import { amendMeta } from '../editions/edition-meta.js';
import { type Generation, indexName } from '../editions/index-names.js';
import { listGenerations } from '../editions/stored-editions.js';
import { documentTypes } from '../model/document-type.js';
import type { LoadRun } from '../model/load-run.js';
import { RefusedError } from './edition-rejected-error.js';
import { LoadError } from './load-error.js';
import { removeUnpublished } from './prune-editions.js';
import { type RunOptions, recordRun, runUnderLock } from './run-under-lock.js';
import { assertPassed } from './verify/check.js';
import { verifyGeneration } from './verify/verify-indices.js';

/** The repository that the embedded node has room for: a folder below its data. */
export const usualRepository = 'marquee';

const prefix = 'marquee-';

/** Milliseconds that a whole snapshot or restore may take: it is waited for in one request, by a patient client. */
const requestTimeout = 60 * 60 * 1000;

/** A snapshot of one generation. */
export type Backup = { generation: Generation; snapshot: string; takenAt: string };

/**
 * Takes a snapshot of a generation, by default the live one, and of the history of loads.
 * @param repository - a repository that is registered; `marquee` is registered on the fly, as a folder
 * @throws {RefusedError} when there is no such complete generation
 */
export async function backUp(
  client: Client,
  repository: string,
  generation: Generation | undefined,
): Promise<Backup> {
  const stored = await listGenerations(client);
  const chosen = stored.find((one) =>
    generation === undefined ? one.state === 'live' : one.generation === generation,
  );
  if (chosen === undefined || chosen.state === 'unfinished') {
    throw new RefusedError(
      `There is no complete generation ${generation ?? 'that is live'}. There are: ${stored.map((one) => `${one.generation} (${one.state})`).join(', ') || 'none'}.`,
    );
  }
  await ensureRepository(client, repository);
  const snapshot = prefix + chosen.generation;
  await client.snapshot.delete({ repository, snapshot }, { ignore: [404], requestTimeout });
  const answer = await client.snapshot.create(
    {
      repository,
      snapshot,
      indices: [...chosen.indices, 'marquee-loads'],
      include_global_state: false,
      ignore_unavailable: false,
      wait_for_completion: true,
      metadata: { generation: chosen.generation },
    },
    { requestTimeout },
  );
  if (answer.snapshot?.state !== 'SUCCESS') {
    throw new LoadError(
      `The snapshot ${snapshot} is not whole: ${JSON.stringify(answer.snapshot?.failures ?? answer)}`,
    );
  }
  return { generation: chosen.generation, snapshot, takenAt: new Date().toISOString() };
}

/** The backups in a repository, oldest first. */
export async function listBackups(client: Client, repository: string): Promise<Backup[]> {
  const answer = await client.snapshot.get({ repository, snapshot: `${prefix}*` }, { ignore: [404] });
  return (answer.snapshots ?? [])
    .filter(({ state }) => state === 'SUCCESS')
    .map(({ snapshot, end_time: end }) => ({
      generation: snapshot.slice(prefix.length),
      snapshot,
      takenAt: String(end),
    }))
    .sort((a, b) => (a.generation < b.generation ? -1 : 1));
}

/**
 * Brings a generation back from its snapshot, by default the newest, checks it, and leaves publishing to
 * `marquee publish`.
 * @throws {RefusedError} when there is no such backup, or the generation is there already
 */
export async function restore(
  repository: string,
  generation: Generation | undefined,
  options: RunOptions,
): Promise<LoadRun> {
  const { client, recorder } = options;
  return await recordRun(options, () =>
    runUnderLock(options, async () => {
      await ensureRepository(client, repository);
      const backups = await listBackups(client, repository);
      const backup = backups.findLast((one) => generation === undefined || one.generation === generation);
      if (backup === undefined) {
        throw new RefusedError(
          `There is no backup ${generation ?? ''} in the repository ${repository}. There are: ${backups.map((one) => one.generation).join(', ') || 'none'}.`,
        );
      }
      recorder.run.generation = backup.generation;
      if ((await listGenerations(client)).some((one) => one.generation === backup.generation)) {
        throw new RefusedError(
          `Generation ${backup.generation} is there already: nothing to restore. marquee publish makes it live.`,
        );
      }
      try {
        await restoreIndices(client, repository, backup);
        recorder.endStage('restore');
        await checkRestored(backup.generation, options);
      } catch (error) {
        await removeUnpublished(client, backup.generation);
        throw error;
      }
      return 'held';
    }),
  );
}

async function restoreIndices(
  client: Client,
  repository: string,
  { generation, snapshot }: Backup,
): Promise<void> {
  const answer = (await client.snapshot.restore(
    {
      repository,
      snapshot,
      indices: documentTypes.map((type) => indexName(type, generation)),
      include_global_state: false,
      include_aliases: false,
      wait_for_completion: true,
    },
    { requestTimeout },
  )) as estypes.SnapshotRestoreResponse;
  const { shards } = answer.snapshot ?? {};
  if (shards === undefined || shards.failed > 0 || shards.successful < shards.total) {
    throw new LoadError(`The restore of ${snapshot} is not whole: ${JSON.stringify(answer)}`);
  }
}

/** A restored index has a new UUID: what it holds is checked before that is taken over. */
async function checkRestored(generation: Generation, { client, recorder }: RunOptions): Promise<void> {
  const restored = (await listGenerations(client)).find((one) => one.generation === generation);
  if (restored?.meta === undefined)
    throw new LoadError(`Generation ${generation} does not say what it holds.`);
  const { manifest, placement } = restored.meta;
  recorder.describe(manifest);
  recorder.check(await verifyGeneration(client, generation, { manifest, uuids: restored.uuids, placement }));
  assertPassed(recorder.run.checks);
  await amendMeta(client, generation, { uuids: restored.uuids });
  recorder.endStage('verify');
}

async function ensureRepository(client: Client, repository: string): Promise<void> {
  const found = await client.snapshot.getRepository({ name: repository }, { ignore: [404] });
  if (found[repository] !== undefined) return;
  if (repository !== usualRepository) {
    throw new RefusedError(`Elasticsearch knows no snapshot repository '${repository}': register it first.`);
  }
  await client.snapshot.createRepository({
    name: repository,
    repository: { type: 'fs', settings: { location: usualRepository } },
  });
}
