import { randomBytes } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { version } from '../config/version.js';
import { explain } from '../elasticsearch/cluster-fault.js';
import type { Check, LoadOutcome, LoadRun, LoadVerb } from '../model/load-run.js';
import type { Manifest } from '../model/manifest.js';
import type { Report } from '../model/report.js';
import { isInterruption, isRejection, LockError } from './load-error.js';

/** Records a run while it is under way: for its report, and for `marquee-loads`. */
export class RunRecorder {
  readonly run: LoadRun;
  /** Whether the history has the run with its outcome. */
  isStored = false;
  #stageBegan = performance.now();

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

  /** Records what is loaded: the manifest and, where there is one, the transform's report. */
  describe({ inputs, rows, documents }: Manifest, report?: Report): void {
    Object.assign(this.run, { inputs, rows, documents });
    if (report === undefined) return;
    const { rows: rowsRead, rejected: rowsRejected, repaired: rowsRepaired } = report;
    Object.assign(this.run, { rowsRead, rowsRejected, rowsRepaired });
  }

  check(checks: readonly Check[]): void {
    this.run.checks.push(...checks);
  }

  /** Records the duration of a stage: since the end of the one before. */
  endStage(name: string): void {
    const now = performance.now();
    this.run.stages.push({ name, seconds: toSeconds(now - this.#stageBegan) });
    this.#stageBegan = now;
  }

  finish(outcome: LoadOutcome): LoadRun {
    const finishedAt = new Date();
    const seconds = toSeconds(finishedAt.getTime() - Date.parse(this.run.startedAt));
    return Object.assign(this.run, { outcome, finishedAt: finishedAt.toISOString(), seconds });
  }

  /** Finishes the run with an error, whose kind decides the outcome. */
  fail(error: unknown): LoadRun {
    this.run.error = explain(error);
    if (error instanceof LockError) return this.finish('locked');
    if (isRejection(error)) return this.finish('rejected');
    return this.finish(isInterruption(error) ? 'interrupted' : 'failed');
  }
}

const toSeconds = (milliseconds: number): number => Math.round(milliseconds) / 1000;

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown'; // a container may run as a number without a name
  }
}
