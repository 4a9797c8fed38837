import { nextEditionId } from '../editions/edition-id.js';
import { updateMeta } from '../editions/edition-meta.js';
import { findFormerNames } from '../editions/former-names.js';
import type { Placement } from '../editions/placement.js';
import { isSample, listStoredEditions, type StoredEdition } from '../editions/stored-editions.js';
import { explain } from '../elasticsearch/cluster-fault.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { readManifest, readReport, verifyFiles } from '../hydration/read-hydration.js';
import { documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import type { Changes, LoadOutcome, LoadRun } from '../model/load-run.js';
import type { Manifest } from '../model/manifest.js';
import type { Question } from '../questions/question.js';
import type { BulkSettings } from './bulk/send-documents.js';
import { compareCompanies } from './changes/compare-companies.js';
import { compareMovies } from './changes/compare-movies.js';
import { contentDigest } from './content-digest.js';
import { createIndices } from './create-indices.js';
import { EditionRejectedError, withCleanupResult } from './load-error.js';
import type { LoaderLock } from './lock/loader-lock.js';
import { findOwnAliases } from './own-aliases.js';
import { defaultKeep, deleteFailedEditions, deleteUnpublished, pruneEditions } from './prune-editions.js';
import { RunRecorder } from './run-recorder.js';
import { recordRun, runUnderLock } from './run-under-lock.js';
import { sendEdition } from './send-edition.js';
import { swapAliases } from './swap-aliases.js';
import { assertPassed, checkSame } from './verify/check.js';
import { verifyEdition } from './verify/verify-edition.js';

export type LoadOptions = {
  client: MarqueeClient;
  /** Folder of hydration files. */
  input: string;
  /** Asked before the edition goes live; its answers must have the promised shapes. */
  questions: readonly Question[];
  /** Records the run; a new one by default. */
  recorder?: RunRecorder;
  /** False stops before the swap: the edition is complete and checked, but staged. */
  publish?: boolean;
  /** Loads documents that are live already once more. */
  force?: boolean;
  /** Continues an interrupted load of the same documents, if there is one. */
  resume?: boolean;
  /** Publishes an edition that is much smaller than the live one. */
  acceptShrink?: boolean;
  /** Publishes only where no edition is live, or a sample is. */
  onlyOverSample?: boolean;
  /** Editions to keep, the live one among them. */
  keep?: number;
  bulk?: Partial<BulkSettings>;
  /** Of the new indices; a resumed load keeps its own. */
  placement?: Placement | undefined;
  lockMilliseconds?: number | undefined;
  signal?: AbortSignal | undefined;
  /** Called when a stage begins, with the bytes sent of all bytes, and with what publishing will change. */
  onStage?: (stage: string) => void;
  onSent?: (bytes: number, all: number) => void;
  onChanges?: (changes: Changes) => void;
};

/**
 * Loads a folder of hydration files: new indices → bulk → refresh → all checks → alias swap → old editions deleted.
 * A load that fails leaves the aliases as they were and deletes its indices.
 * @throws {EditionRejectedError} when a check does not pass; {LockError} when another loader has the lock; {LoadError}
 *   else. Documents that Elasticsearch rejected are in `failed-documents.ndjson` beside the hydration files.
 */
export async function loadEdition(options: LoadOptions): Promise<LoadRun> {
  const { client, input, recorder = new RunRecorder('load'), force = false, onStage } = options;
  return await recordRun({ client, recorder }, async () => {
    onStage?.('verifying the hydration files');
    const manifest = await readManifest(input);
    recorder.describe(manifest);
    await verifyFiles(input, manifest);
    recorder.describe(manifest, await readReport(input));
    recorder.check([checkSame('files', 'as in manifest.json', 'as in manifest.json')]);
    recorder.endStage('files');
    const content = await contentDigest(manifest);
    const live = (await listStoredEditions(client)).find(({ state }) => state === 'live');
    recorder.run.previous = live?.edition ?? null;
    if (live?.meta?.content === content && !force) {
      recorder.run.edition = live.edition;
      return recorder.finish('unchanged');
    }
    return await runUnderLock({ ...options, recorder }, (lock, signal) =>
      loadUnderLock({ ...options, recorder, signal, lock, manifest, content }),
    );
  });
}

type LockedLoad = LoadOptions & {
  recorder: RunRecorder;
  signal: AbortSignal;
  lock: LoaderLock;
  manifest: Manifest;
  content: string;
};

async function loadUnderLock(load: LockedLoad): Promise<LoadOutcome> {
  const { client, recorder, manifest, content, lock, onStage } = load;
  const aliasTargets = await findOwnAliases(client);
  const stored = await listStoredEditions(client);
  const live = stored.find(({ state }) => state === 'live');
  recorder.run.previous = live?.edition ?? null;
  if (load.onlyOverSample && live !== undefined && !isSample(live)) {
    throw new EditionRejectedError(
      `Edition ${live.edition}, which is no sample, is live: a sample does not replace it.`,
    );
  }
  const resumed = load.resume ? stored.findLast((candidate) => canResume(candidate, content)) : undefined;
  const former = await findFormerNames(client);
  if (former !== undefined) recorder.run.warnings.push(former);
  recorder.run.warnings.push(...(await deleteFailedEditions(client, resumed?.edition)));
  const edition = resumed?.edition ?? nextEditionId(stored.at(-1)?.edition, new Date());
  recorder.run.edition = edition;
  try {
    if (resumed === undefined) await createIndices(client, edition, manifest, content, load.placement);
    const { uuids, meta } = await findEdition(client, edition);
    const placement = meta?.placement;
    onStage?.(resumed ? `resuming the load of edition ${edition}` : `loading edition ${edition}`);
    await sendEdition({ ...load, edition, placement, resume: resumed !== undefined });
    onStage?.('checking it');
    await verifyEdition({ ...load, edition, live, uuids, placement });
    recorder.endStage('verify');
    if (live !== undefined) {
      recorder.run.changes = {
        against: live.edition,
        movies: await compareMovies(client, live.edition, load.input, load.signal),
        companies: await compareCompanies(client, live.edition, edition),
      };
      load.onChanges?.(recorder.run.changes);
      recorder.endStage('compare');
    }
    assertPassed(recorder.run.checks);
    await updateMeta(client, edition, { uuids, verifiedAt: new Date().toISOString() });
    load.signal.throwIfAborted();
    if (load.publish === false) return 'staged';
    onStage?.('publishing it');
    await swapAliases(client, edition, aliasTargets, lock);
    recorder.endStage('publish');
  } catch (error) {
    throw withCleanupResult(error, await cleanUp(client, edition));
  }
  await prune(load);
  return 'published';
}

/** An incomplete edition of the very same documents can be resumed if it has all its indices, empty or not. */
const canResume = ({ state, meta, indices }: StoredEdition, content: string): boolean =>
  state === 'incomplete' && meta?.content === content && indices.length === documentTypes.length;

async function findEdition(client: MarqueeClient, edition: EditionId): Promise<StoredEdition> {
  const found = (await listStoredEditions(client)).find((stored) => stored.edition === edition);
  if (found === undefined) throw new Error(`The indices of edition ${edition} are gone.`);
  return found;
}

/** Deletes old editions; a failure is a warning, because the new edition is live already. */
async function prune({ client, keep = defaultKeep, recorder }: LockedLoad): Promise<void> {
  try {
    recorder.run.warnings.push(...(await pruneEditions(client, keep)));
    recorder.endStage('prune');
  } catch (error) {
    recorder.run.warnings.push(`Old editions could not be deleted: ${explain(error)}`);
  }
}

/** Deletes the indices of a failed load; returns a sentence that says what became of them. */
async function cleanUp(client: MarqueeClient, edition: EditionId): Promise<string> {
  try {
    return (await deleteUnpublished(client, edition))
      ? 'Nothing was published; the new indices were removed.'
      : `The swap took effect although its reply was lost: edition ${edition} is live.`;
  } catch (error) {
    return `Its indices could not be removed (${explain(error)}); they are not in use, and the next load removes them.`;
  }
}
