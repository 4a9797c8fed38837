import type { Client } from '@elastic/elasticsearch';
import type { Generation } from '../editions/index-names.js';
import { listGenerations, type StoredGeneration } from '../editions/stored-editions.js';
import type { DocumentType } from '../model/document-type.js';
import type { LoadRun } from '../model/load-run.js';
import type { Manifest } from '../model/manifest.js';
import { RefusedError } from './edition-rejected-error.js';
import { findCarriers, publish } from './publish.js';
import { type RunOptions, recordRun, runUnderLock } from './run-under-lock.js';
import { assertPassed } from './verify/check.js';
import { checkShrink } from './verify/check-shrink.js';
import { askEveryQuestion } from './verify/smoke-test-questions.js';
import { verifyGeneration } from './verify/verify-indices.js';

/**
 * Publishes a complete generation that is not live: one that was held back, or an older one. It is checked once
 * more, because somebody may have touched it since.
 * @throws {RefusedError} when there is no such generation, it is unfinished, or a check does not pass
 */
export async function publishGeneration(
  generation: Generation,
  options: RunOptions & { acceptShrink?: boolean },
): Promise<LoadRun> {
  const { client, recorder, acceptShrink = false } = options;
  return await recordRun(options, () =>
    runUnderLock(options, async (lock) => {
      const { target, live } = await choose(client, () => generation);
      recorder.run.generation = generation;
      recorder.run.previous = live?.generation ?? null;
      if (target.state === 'live') return 'unchanged';
      const carriers = await findCarriers(client);
      const { manifest } = await check(target, options);
      recorder.check(await askEveryQuestion(client, generation));
      // Going back to a smaller edition that was live once is no accident.
      if (target.state === 'held' && live?.meta) {
        recorder.check(checkShrink(live.meta.manifest, manifest, acceptShrink));
      }
      assertPassed(recorder.run.checks);
      await publish(client, generation, carriers, lock);
      recorder.endStage('publish');
      return 'published';
    }),
  );
}

/**
 * Goes back to a generation in one atomic step: by default to the newest complete one before the live one.
 * @throws {RefusedError} when there is none, or it is not what it was when it was checked
 */
export async function rollBack(generation: Generation | undefined, options: RunOptions): Promise<LoadRun> {
  const { client, recorder } = options;
  return await recordRun(options, () =>
    runUnderLock(options, async (lock) => {
      const { target, live } = await choose(client, (stored, current) => {
        if (generation !== undefined) return generation;
        const older = stored.filter((one) => one.state === 'kept' && one.generation < (current ?? '9'));
        return older.at(-1)?.generation;
      });
      recorder.run.generation = target.generation;
      recorder.run.previous = live?.generation ?? null;
      if (target.state === 'live') return 'unchanged';
      const carriers = await findCarriers(client);
      await check(target, options);
      assertPassed(recorder.run.checks);
      await publish(client, target.generation, carriers, lock);
      recorder.endStage('publish');
      return 'published';
    }),
  );
}

/** @throws {RefusedError} when what was chosen is not there, or not complete */
async function choose(
  client: Client,
  chooseFrom: (stored: StoredGeneration[], live: Generation | undefined) => Generation | undefined,
): Promise<{ target: StoredGeneration; live: StoredGeneration | undefined }> {
  const stored = await listGenerations(client);
  const live = stored.find(({ state }) => state === 'live');
  const chosen = chooseFrom(stored, live?.generation);
  const list = stored.map(({ generation, state }) => `${generation} (${state})`).join(', ') || 'none';
  if (chosen === undefined) {
    throw new RefusedError(`There is no generation before the live one to go back to. There are: ${list}.`);
  }
  const target = stored.find(({ generation }) => generation === chosen);
  if (target === undefined) throw new RefusedError(`There is no generation ${chosen}. There are: ${list}.`);
  if (target.state === 'unfinished') {
    throw new RefusedError(
      `Generation ${chosen} is unfinished: it must not be published. There are: ${list}.`,
    );
  }
  return { target, live };
}

/** Holds a generation against what it was when its load had passed all checks. */
async function check(
  { generation, meta }: StoredGeneration,
  { client, recorder }: RunOptions,
): Promise<{ manifest: Manifest; uuids: Record<DocumentType, string> }> {
  if (meta?.uuids === undefined)
    throw new RefusedError(`Generation ${generation} does not say what it holds.`);
  const expected = { manifest: meta.manifest, uuids: meta.uuids, placement: meta.placement };
  recorder.describe(meta.manifest);
  recorder.check(await verifyGeneration(client, generation, expected));
  recorder.endStage('verify');
  return expected;
}
