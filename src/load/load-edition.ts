import type { Client } from '@elastic/elasticsearch';
import { amendMeta } from '../editions/edition-meta.js';
import type { Placement } from '../editions/placement.js';
import { listStoredEditions, nextEditionId, type StoredEdition } from '../editions/stored-editions.js';
import { readManifest, readReport, verifyFiles } from '../hydration/read-hydration.js';
import { documentTypes } from '../model/document-type.js';
import type { EditionId } from '../model/edition-id.js';
import type { Changes, LoadOutcome, LoadRun } from '../model/load-run.js';
import type { Manifest } from '../model/manifest.js';
import type { BulkSettings } from './bulk/send-documents.js';
import { compareCompanies } from './changes/compare-companies.js';
import { compareMovies } from './changes/compare-movies.js';
import { contentDigest } from './content-digest.js';
import { createIndices } from './create-indices.js';
import type { LoaderLock } from './lock/loader-lock.js';
import { removeDebris, removeUnpublished, retire, usualKeep } from './prune-editions.js';
import { findCarriers, publish } from './publish.js';
import { RunRecorder } from './run-recorder.js';
import { recordRun, runUnderLock, withAftermath } from './run-under-lock.js';
import { sendEdition } from './send-edition.js';
import { assertPassed, checkSame } from './verify/check.js';
import { verifyEdition } from './verify/verify-edition.js';

export type LoadOptions = {
  client: Client;
  /** Folder of hydration files. */
  input: string;
  /** Where the run is written down; one of its own by default. */
  recorder?: RunRecorder;
  /** False leaves a complete, checked edition behind that nobody reads yet. */
  isPublishing?: boolean;
  /** Loads what is live already once more. */
  isForced?: boolean;
  /** Goes on with the load of just these files that was cut short, if there is one. */
  isResumed?: boolean;
  /** Lets an edition through that is much smaller than the live one. */
  acceptShrink?: boolean;
  /** Editions kept. */
  keep?: number;
  bulk?: Partial<BulkSettings>;
  /** Of the new indices; a load that is gone on with keeps its own. */
  placement?: Placement | undefined;
  lockMilliseconds?: number | undefined;
  signal?: AbortSignal | undefined;
  /** Told of each stage as it begins, of bytes sent out of all, and of what publishing will change. */
  onStage?: (stage: string) => void;
  onSent?: (bytes: number, all: number) => void;
  onChanges?: (changes: Changes) => void;
};

/**
 * Loads a folder of hydration files: fresh indices → bulk → refresh → every check → aliases swapped → old
 * editions deleted. Anything short of perfect leaves the aliases untouched and the new indices removed.
 * @throws {EditionRejectedError} when the edition does not pass, {LockError} when another loader is at work, {LoadError}
 * with the reason otherwise. Documents that Elasticsearch refused are in `failed-documents.ndjson` beside the files.
 */
export async function loadEdition(options: LoadOptions): Promise<LoadRun> {
  const { client, input, recorder = new RunRecorder('load'), onStage } = options;
  return await recordRun({ client, recorder }, async () => {
    onStage?.('verifying the hydration files');
    const manifest = await readManifest(input);
    recorder.describe(manifest);
    await verifyFiles(input, manifest);
    recorder.describe(manifest, await readReport(input));
    recorder.check([checkSame('files', 'as in manifest.json', 'as in manifest.json')]);
    recorder.endStage('files');
    const content = await contentDigest(manifest);
    const live = await findLive(client);
    recorder.run.previous = live?.edition ?? null;
    if (live?.meta?.content === content && !options.isForced) {
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
  const { client, recorder, manifest, content, lock, isPublishing = true, onStage } = load;
  const carriers = await findCarriers(client);
  const stored = await listStoredEditions(client);
  const live = stored.find(({ state }) => state === 'live');
  recorder.run.previous = live?.edition ?? null;
  const begun = load.isResumed ? stored.findLast((candidate) => canResume(candidate, content)) : undefined;
  await removeDebris(client, begun?.edition);
  const edition = begun?.edition ?? nextEditionId(stored.at(-1)?.edition, new Date());
  recorder.run.edition = edition;
  try {
    if (begun === undefined) await createIndices(client, edition, manifest, content, load.placement);
    const { uuids, meta } = await findEdition(client, edition);
    const placement = meta?.placement;
    onStage?.(begun ? `going on with edition ${edition}` : `loading edition ${edition}`);
    await sendEdition({ ...load, edition, placement, isResumed: begun !== undefined });
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
    await amendMeta(client, edition, { uuids, verifiedAt: new Date().toISOString() });
    load.signal.throwIfAborted();
    if (!isPublishing) return 'staged';
    onStage?.('publishing it');
    await publish(client, edition, carriers, lock);
    recorder.endStage('publish');
  } catch (error) {
    throw withAftermath(error, await undo(client, edition));
  }
  await retireOld(load);
  return 'published';
}

/** All indices must be there, empty or not, and be meant for the very same documents. */
const canResume = ({ state, meta, indices }: StoredEdition, content: string): boolean =>
  state === 'incomplete' && meta?.content === content && indices.length === documentTypes.length;

async function findLive(client: Client): Promise<StoredEdition | undefined> {
  return (await listStoredEditions(client)).find(({ state }) => state === 'live');
}

async function findEdition(client: Client, edition: EditionId): Promise<StoredEdition> {
  const found = (await listStoredEditions(client)).find((stored) => stored.edition === edition);
  if (found === undefined) throw new Error(`The indices of edition ${edition} are gone.`);
  return found;
}

/** Readers have the new edition whatever comes of this. */
async function retireOld({ client, keep = usualKeep, recorder }: LockedLoad): Promise<void> {
  try {
    await retire(client, keep);
    recorder.endStage('retire');
  } catch (error) {
    recorder.run.warnings.push(`Old editions could not be deleted: ${(error as Error).message}`);
  }
}

/** Removes what a failed load created; answers a sentence on what became of it. */
async function undo(client: Client, edition: EditionId): Promise<string> {
  try {
    return (await removeUnpublished(client, edition))
      ? 'Nothing was published; the new indices were removed.'
      : `The swap took effect although its answer was lost: edition ${edition} is live.`;
  } catch (error) {
    return `Its indices could not be removed (${(error as Error).message}); nobody reads them, and the next load removes them.`;
  }
}
