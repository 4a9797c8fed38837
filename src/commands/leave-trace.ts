import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readElasticsearchConfig } from '../config/elasticsearch-config.js';
import { readDataFolder } from '../config/embedded-config.js';
import type { LoadConfig } from '../config/load-config.js';
import { explain } from '../elasticsearch/cluster-fault.js';
import { printable } from '../files/show-text.js';
import { storeRun } from '../load/run-history.js';
import { RunJournal } from '../load/run-journal.js';
import type { RunRecorder } from '../load/run-recorder.js';
import { announceRun } from '../load/webhook/announce-run.js';
import { expectAvailable, findElasticsearch, type OpenElasticsearch } from './open-elasticsearch.js';

/** Returns the runs on this machine that are not yet in the history of the cluster that is used. */
export function openJournal(): RunJournal {
  const { url, indexPrefix } = readElasticsearchConfig();
  const hosts = url?.split(',').map((node) => new URL(node).host);
  const cluster = hosts === undefined ? 'embedded' : hosts.sort().join();
  const digest = createHash('sha256').update(`${cluster} ${indexPrefix}`).digest('hex').slice(0, 16);
  return new RunJournal(join(readDataFolder(), 'runs', digest));
}

/**
 * Runs something that loads or publishes, and leaves its trace however it ends: in the history or, where Elasticsearch is
 * not available, on disk until the next run; and at the webhook.
 * @param opened - returns Elasticsearch if the work has opened it; the work leaves it open
 * @throws what the work throws, once the trace is left
 */
export async function leaveTrace(
  recorder: RunRecorder,
  { webhook }: Pick<LoadConfig, 'webhook'>,
  opened: () => OpenElasticsearch | undefined,
  work: () => Promise<unknown>,
): Promise<void> {
  const { run } = recorder;
  const journal = openJournal();
  // A folder that cannot be written is of no consequence as long as the run gets into the history.
  await journal.write(run).catch(() => {});
  try {
    await work();
  } catch (error) {
    if (run.outcome === 'running') recorder.fail(error);
    throw error;
  } finally {
    await store(recorder, journal, opened());
    const warning = await announceRun(webhook, run);
    if (warning !== undefined) warn(recorder, warning);
  }
}

async function store(
  recorder: RunRecorder,
  journal: RunJournal,
  opened: OpenElasticsearch | undefined,
): Promise<void> {
  const { run } = recorder;
  const unwritten = await journal.write(run).catch((error: unknown) => explain(error));
  try {
    const elasticsearch = opened ?? (await findElasticsearch());
    if (elasticsearch === undefined) throw new Error('the embedded node does not run');
    try {
      await expectAvailable(elasticsearch);
      if (!recorder.isStored) await storeRun(elasticsearch.client, run);
      recorder.isStored = true;
      await journal.remove(run);
      await journal.moveTo(elasticsearch.client);
    } finally {
      if (opened === undefined) await elasticsearch.close();
    }
  } catch (error) {
    if (recorder.isStored) return;
    warn(
      recorder,
      unwritten === undefined
        ? `this run is kept in ${journal.folder}: the next one, or marquee history, stores it in the history`
        : `this run is neither in the history (${explain(error)}) nor on disk (${unwritten})`,
    );
  }
}

/** What fails beside a run becomes a warning: it does not change the outcome. */
export function warn({ run }: RunRecorder, warning: string): void {
  run.warnings.push(warning);
  process.stderr.write(`marquee: ${printable(warning)}\n`);
}
