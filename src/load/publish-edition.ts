import type { Client } from '@elastic/elasticsearch';
import { listStoredEditions, type StoredEdition } from '../editions/stored-editions.js';
import type { DocumentType } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import type { LoadRun } from '../model/load-run.js';
import type { Manifest } from '../model/manifest.js';
import { EditionRejectedError } from './edition-rejected-error.js';
import { findCarriers, publish } from './publish.js';
import { type RunOptions, recordRun, runUnderLock } from './run-under-lock.js';
import { assertPassed } from './verify/check.js';
import { checkShrink } from './verify/check-shrink.js';
import { askEveryQuestion } from './verify/smoke-test-questions.js';
import { verifyIndices } from './verify/verify-indices.js';

/**
 * Publishes a complete edition that is not live: one that was held back, or an older one. It is checked once
 * more, because somebody may have touched it since.
 * @throws {EditionRejectedError} when there is no such edition, it is unfinished, or a check does not pass
 */
export async function publishEdition(
  edition: EditionId,
  options: RunOptions & { acceptShrink?: boolean },
): Promise<LoadRun> {
  const { client, recorder, acceptShrink = false } = options;
  return await recordRun(options, () =>
    runUnderLock(options, async (lock) => {
      const { target, live } = await choose(client, () => edition);
      recorder.run.edition = edition;
      recorder.run.previous = live?.edition ?? null;
      if (target.state === 'live') return 'unchanged';
      const carriers = await findCarriers(client);
      const { manifest } = await check(target, options);
      recorder.check(await askEveryQuestion(client, edition));
      // Going back to a smaller edition that was live once is no accident.
      if (target.state === 'staged' && live?.meta) {
        recorder.check(checkShrink(live.meta.manifest, manifest, acceptShrink));
      }
      assertPassed(recorder.run.checks);
      await publish(client, edition, carriers, lock);
      recorder.endStage('publish');
      return 'published';
    }),
  );
}

/**
 * Goes back to an edition in one atomic step: by default to the newest complete one before the live one.
 * @throws {EditionRejectedError} when there is none, or it is not what it was when it was checked
 */
export async function rollBack(edition: EditionId | undefined, options: RunOptions): Promise<LoadRun> {
  const { client, recorder } = options;
  return await recordRun(options, () =>
    runUnderLock(options, async (lock) => {
      const { target, live } = await choose(client, (stored, current) => {
        if (edition !== undefined) return edition;
        const older = stored.filter((one) => one.state === 'previous' && one.edition < (current ?? '9'));
        return older.at(-1)?.edition;
      });
      recorder.run.edition = target.edition;
      recorder.run.previous = live?.edition ?? null;
      if (target.state === 'live') return 'unchanged';
      const carriers = await findCarriers(client);
      await check(target, options);
      assertPassed(recorder.run.checks);
      await publish(client, target.edition, carriers, lock);
      recorder.endStage('publish');
      return 'published';
    }),
  );
}

/** @throws {EditionRejectedError} when what was chosen is not there, or not complete */
async function choose(
  client: Client,
  chooseFrom: (stored: StoredEdition[], live: EditionId | undefined) => EditionId | undefined,
): Promise<{ target: StoredEdition; live: StoredEdition | undefined }> {
  const stored = await listStoredEditions(client);
  const live = stored.find(({ state }) => state === 'live');
  const chosen = chooseFrom(stored, live?.edition);
  const list = stored.map(({ edition, state }) => `${edition} (${state})`).join(', ') || 'none';
  if (chosen === undefined) {
    throw new EditionRejectedError(
      `There is no edition before the live one to go back to. There are: ${list}.`,
    );
  }
  const target = stored.find(({ edition }) => edition === chosen);
  if (target === undefined)
    throw new EditionRejectedError(`There is no edition ${chosen}. There are: ${list}.`);
  if (target.state === 'incomplete') {
    throw new EditionRejectedError(
      `Edition ${chosen} is unfinished: it must not be published. There are: ${list}.`,
    );
  }
  return { target, live };
}

/** Holds an edition against what it was when its load had passed all checks. */
async function check(
  { edition, meta }: StoredEdition,
  { client, recorder }: RunOptions,
): Promise<{ manifest: Manifest; uuids: Record<DocumentType, string> }> {
  if (meta?.uuids === undefined)
    throw new EditionRejectedError(`Edition ${edition} does not say what it holds.`);
  const expected = { manifest: meta.manifest, uuids: meta.uuids, placement: meta.placement };
  recorder.describe(meta.manifest);
  recorder.check(await verifyIndices(client, edition, expected));
  recorder.endStage('verify');
  return expected;
}
