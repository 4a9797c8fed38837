import type { EditionMeta } from '../editions/edition-meta.js';
import { isSample, listStoredEditions, type StoredEdition } from '../editions/stored-editions.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import type { EditionId } from '../model/edition-id.js';
import type { LoadOutcome, LoadRun } from '../model/load-run.js';
import type { Question } from '../questions/question.js';
import { EditionRejectedError } from './load-error.js';
import type { LoaderLock } from './lock/loader-lock.js';
import { findOwnAliases } from './own-aliases.js';
import { type RunOptions, recordRun, runUnderLock } from './run-under-lock.js';
import { swapAliases } from './swap-aliases.js';
import { assertPassed } from './verify/check.js';
import { checkShrink } from './verify/check-shrink.js';
import { smokeTestQuestions } from './verify/smoke-test-questions.js';
import { verifyIndices } from './verify/verify-indices.js';

export type PublishOptions = RunOptions & {
  /** Asked before the edition goes live; its answers must have the promised shapes. */
  questions: readonly Question[];
  /** Publishes an edition that is much smaller than the live one. */
  acceptShrink?: boolean;
};

/**
 * Publishes a complete edition that is not live: a staged one, or a previous one. It is checked again, because it may
 * have been changed since.
 * @throws {EditionRejectedError} when there is no such edition, it is incomplete, or a check does not pass
 */
export async function publishEdition(edition: EditionId, options: PublishOptions): Promise<LoadRun> {
  const { client, recorder, questions, acceptShrink = false } = options;
  return await switchTo(
    () => edition,
    options,
    async (target, live) => {
      const { manifest } = await verify(target, options);
      recorder.check(await smokeTestQuestions(client, edition, questions));
      // A rollback to a smaller edition is intended, and any edition may replace a sample.
      if (target.state === 'staged' && live?.meta && !isSample(live)) {
        recorder.check(checkShrink(live.meta.manifest, manifest, acceptShrink));
      }
    },
  );
}

/**
 * Goes back to an edition: by default to the newest previous one that is older than the live one, and no sample unless
 * that is one.
 * @throws {EditionRejectedError} when there is none, or it is no longer as it was when it was loaded
 */
export async function rollBack(edition: EditionId | undefined, options: RunOptions): Promise<LoadRun> {
  return await switchTo(
    (stored, live) =>
      edition ?? stored.findLast((one) => one.state === 'previous' && isBefore(one, live))?.edition,
    options,
    async (target) => void (await verify(target, options)),
  );
}

/** Whether a rollback may choose an edition by itself: a sample only where a sample is live. */
const isBefore = (one: StoredEdition, live: StoredEdition | undefined): boolean =>
  live === undefined || (one.edition < live.edition && (isSample(live) || !isSample(one)));

type Choose = (stored: readonly StoredEdition[], live: StoredEdition | undefined) => EditionId | undefined;

/** Makes a stored edition live, in one atomic step, if it passes the checks. */
async function switchTo(
  choose: Choose,
  options: RunOptions,
  check: (target: StoredEdition, live: StoredEdition | undefined) => Promise<void>,
): Promise<LoadRun> {
  const { client, recorder } = options;
  const work = async (lock: LoaderLock): Promise<LoadOutcome> => {
    const { target, live } = await findTarget(client, choose);
    recorder.run.edition = target.edition;
    recorder.run.previous = live?.edition ?? null;
    if (target.state === 'live') return 'unchanged';
    const aliasTargets = await findOwnAliases(client);
    await check(target, live);
    assertPassed(recorder.run.checks);
    await swapAliases(client, target.edition, aliasTargets, lock);
    recorder.endStage('publish');
    return 'published';
  };
  return await recordRun(options, () => runUnderLock(options, work));
}

/** @throws {EditionRejectedError} when the chosen edition does not exist, or is incomplete */
async function findTarget(
  client: MarqueeClient,
  choose: Choose,
): Promise<{ target: StoredEdition; live: StoredEdition | undefined }> {
  const stored = await listStoredEditions(client);
  const live = stored.find(({ state }) => state === 'live');
  const chosen = choose(stored, live);
  const describe = (one: StoredEdition): string =>
    `${one.edition} (${one.state}${isSample(one) ? ', a sample' : ''})`;
  const list = stored.map(describe).join(', ') || 'none';
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
      `Edition ${chosen} is incomplete: it must not be published. There are: ${list}.`,
    );
  }
  return { target, live };
}

/** Compares an edition with what it was when its load had passed all checks. */
async function verify(
  { edition, meta }: StoredEdition,
  { client, recorder }: RunOptions,
): Promise<EditionMeta> {
  if (meta?.uuids === undefined)
    throw new EditionRejectedError(`Edition ${edition} does not say what it must hold.`);
  const { manifest, uuids, placement } = meta;
  recorder.describe(manifest);
  recorder.check(await verifyIndices(client, edition, { manifest, uuids, placement }));
  recorder.endStage('verify');
  return meta;
}
