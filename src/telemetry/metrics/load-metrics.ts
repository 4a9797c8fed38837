import { Gauge, type Registry } from 'prom-client';
import type { LoadOutcome, LoadRun, LoadVerb } from '../../model/load-run.js';

/** All outcomes, so that each has its series, 0 or 1, and no alert waits for one to appear. */
const outcomes: readonly LoadOutcome[] = [
  'running',
  'published',
  'staged',
  'unchanged',
  'rejected',
  'locked',
  'interrupted',
  'failed',
  'crashed',
];

export type LoadMetrics = {
  /** @param runs newest first; only the first of each verb counts */
  update(runs: readonly LoadRun[]): void;
};

/** Gauges of the last run of each verb, from its report: a loader has ended before it could be scraped. */
export function createLoadMetrics(registry: Registry): LoadMetrics {
  const registers = [registry];
  const gauge = <T extends string>(name: string, help: string, labelNames: readonly T[]) =>
    new Gauge({ name: `marquee_load_${name}`, help, labelNames: ['verb', ...labelNames], registers });
  const outcome = gauge('last_outcome', 'How the last run of a verb ended: 1 for that outcome, else 0.', [
    'outcome',
  ]);
  const latest = gauge(
    'latest_outcome',
    'How the latest run ended that loaded an edition or published one, by its verb: 1 for that outcome, else 0.',
    ['outcome'],
  );
  const started = gauge('last_start_timestamp_seconds', 'When the last run of a verb started.', []);
  const success = gauge(
    'last_success_timestamp_seconds',
    'When a run of a verb last succeeded: published, staged or unchanged.',
    [],
  );
  const duration = gauge('duration_seconds', 'How long the last run of a verb took.', []);
  const stages = gauge('stage_seconds', 'How long each stage of the last run of a verb took.', ['stage']);
  const rows = gauge(
    'rows',
    'Rows of movies_metadata.csv in the last run of a verb: read, rejected and repaired.',
    ['result'],
  );
  const documents = gauge('documents', 'Documents of the last run of a verb, by type.', ['type']);
  const retries = gauge('retries', 'Documents that the last run of a verb sent again.', []);
  const failed = gauge(
    'failed_documents',
    'Documents of the last run of a verb that Elasticsearch did not accept.',
    [],
  );
  const all = [outcome, latest, started, success, duration, stages, rows, documents, retries, failed];
  return {
    update(runs) {
      for (const one of all) one.reset();
      for (const run of newestByVerb(runs, () => true)) {
        const { verb } = run;
        for (const one of outcomes) outcome.set({ verb, outcome: one }, run.outcome === one ? 1 : 0);
        started.set({ verb }, toSeconds(run.startedAt));
        if (run.seconds !== null) duration.set({ verb }, run.seconds);
        for (const { name, seconds } of run.stages) stages.set({ verb, stage: name }, seconds);
        const counts = { read: run.rowsRead, rejected: run.rowsRejected, repaired: run.rowsRepaired };
        for (const [result, count] of Object.entries(counts))
          if (count !== null) rows.set({ verb, result }, count);
        for (const [type, count] of Object.entries(run.documents ?? {})) documents.set({ verb, type }, count);
        retries.set({ verb }, run.retries);
        failed.set({ verb }, run.failedDocuments);
      }
      const decisive = runs.find(isDecisive);
      if (decisive !== undefined) {
        const { verb } = decisive;
        for (const one of outcomes) latest.set({ verb, outcome: one }, decisive.outcome === one ? 1 : 0);
      }
      for (const { verb, finishedAt, startedAt } of newestByVerb(runs, isSuccess)) {
        success.set({ verb }, toSeconds(finishedAt ?? startedAt));
      }
    },
  };
}

const loading: readonly LoadVerb[] = ['reload', 'load', 'start'];

/**
 * Whether the outcome of a run says how the monthly edition fares. A publish, rollback or restore that was rejected has
 * changed nothing, and its caller was told; one that published settles what a load before it left open. So does not a
 * load that found another one running.
 */
const isDecisive = ({ verb, outcome }: LoadRun): boolean =>
  outcome === 'published' || (loading.includes(verb) && outcome !== 'locked' && outcome !== 'running');

const isSuccess = ({ outcome }: LoadRun): boolean => ['published', 'staged', 'unchanged'].includes(outcome);

function newestByVerb(runs: readonly LoadRun[], counts: (run: LoadRun) => boolean): LoadRun[] {
  const newest = new Map<string, LoadRun>();
  for (const run of runs) if (!newest.has(run.verb) && counts(run)) newest.set(run.verb, run);
  return [...newest.values()];
}

const toSeconds = (time: string): number => Date.parse(time) / 1000;
