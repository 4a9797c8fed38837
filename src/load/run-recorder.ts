import { randomBytes } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import type { Client } from '@elastic/elasticsearch';
import { version } from '../config/version.js';
import type { Check, LoadOutcome, LoadRun, LoadVerb } from '../model/load-run.js';
import type { Manifest } from '../model/manifest.js';
import type { Report } from '../model/report.js';
import { ensureIndex } from './create-index.js';
import { isInterruption } from './is-interruption.js';
import { isRejection } from './is-rejection.js';
import { LockError } from './lock/lock-error.js';

const index = 'marquee-loads';

/** Writes down what a run does while it does it: for its report, and for `marquee-loads`. */
export class RunRecorder {
  readonly run: LoadRun;
  private stageBegan = performance.now();

  constructor(verb: LoadVerb) {
    const startedAt = new Date().toISOString();
    this.run = {
      id: `${startedAt.replace(/\D/g, '').slice(0, 14)}-${randomBytes(4).toString('hex')}`,
      verb,
      outcome: 'running',
      startedAt,
      finishedAt: null,
      seconds: null,
      user: userName(),
      host: hostname(),
      version,
      edition: null,
      previous: null,
      inputs: [],
      rows: {},
      rowsRead: null,
      rowsRejected: null,
      rowsRepaired: null,
      documents: null,
      retries: 0,
      failedDocuments: 0,
      stages: [],
      checks: [],
      changes: null,
      warnings: [],
      error: null,
    };
  }

  /** What is loaded, by its manifest and, where it is at hand, its transform's report. */
  describe({ inputs, rows, documents }: Manifest, report?: Report): void {
    Object.assign(this.run, { inputs, rows, documents });
    if (report === undefined) return;
    const { rows: rowsRead, rejected: rowsRejected, repaired: rowsRepaired } = report;
    Object.assign(this.run, { rowsRead, rowsRejected, rowsRepaired });
  }

  check(checks: readonly Check[]): void {
    this.run.checks.push(...checks);
  }

  /** Notes how long a stage took, since the one before. */
  endStage(name: string): void {
    const now = performance.now();
    this.run.stages.push({ name, seconds: toSeconds(now - this.stageBegan) });
    this.stageBegan = now;
  }

  finish(outcome: LoadOutcome): LoadRun {
    const finishedAt = new Date();
    const seconds = toSeconds(finishedAt.getTime() - Date.parse(this.run.startedAt));
    return Object.assign(this.run, { outcome, finishedAt: finishedAt.toISOString(), seconds });
  }

  /** Ends the run with an error, whose kind tells the outcome. */
  fail(error: unknown): LoadRun {
    this.run.error = error instanceof Error ? error.message : String(error);
    if (error instanceof LockError) return this.finish('locked');
    if (isRejection(error)) return this.finish('rejected');
    return this.finish(isInterruption(error) ? 'interrupted' : 'failed');
  }
}

/** Stores a run in `marquee-loads`, in place of what was stored of it before. */
export async function storeRun(client: Client, run: LoadRun): Promise<void> {
  await ensureIndex(client, index);
  await client.index({ index, id: run.id, document: run, refresh: true });
}

/** Runs of earlier owners of the lock that never ended: says so in their documents. */
export async function markCrashed(client: Client, own: LoadRun): Promise<void> {
  await ensureIndex(client, index);
  await client.indices.refresh({ index });
  const { hits } = await client.search<LoadRun>({
    index,
    size: 1000,
    query: { bool: { filter: [{ term: { outcome: 'running' } }], must_not: [{ term: { id: own.id } }] } },
  });
  for (const { _source: run } of hits.hits) {
    if (run)
      await storeRun(client, { ...run, outcome: 'crashed', error: 'The loader ended without a word.' });
  }
}

/** The latest runs, newest first. */
export async function readHistory(client: Client, limit: number): Promise<LoadRun[]> {
  const reply = await client.search<LoadRun>(
    { index, size: limit, sort: [{ startedAt: 'desc' }, { id: 'desc' }] },
    { ignore: [404] },
  );
  return (reply.hits?.hits ?? []).flatMap(({ _source }) => (_source ? [_source] : []));
}

const toSeconds = (milliseconds: number): number => Math.round(milliseconds) / 1000;

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown'; // a container may run as a number without a name
  }
}
