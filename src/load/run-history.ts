import { ensureIndex } from '../elasticsearch/index-description.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import type { LoadRun } from '../model/load-run.js';

/** Stores a run in the history, in place of what was stored of it before. */
export async function storeRun(client: MarqueeClient, run: LoadRun): Promise<void> {
  await ensureIndex(client, 'loads');
  await client.index({ index: client.names.loads, id: run.id, document: run, refresh: true });
}

/** Marks runs of earlier owners of the lock that never finished as crashed. */
export async function markCrashedRuns(client: MarqueeClient, own: LoadRun): Promise<void> {
  const index = client.names.loads;
  await ensureIndex(client, 'loads');
  await client.indices.refresh({ index });
  const { hits } = await client.search<StoredRun>({
    index,
    size: 1000,
    query: { bool: { filter: [{ term: { outcome: 'running' } }], must_not: [{ term: { id: own.id } }] } },
  });
  for (const { _source: run } of hits.hits) {
    if (run === undefined) continue;
    await storeRun(client, crashed(upgrade(run)));
  }
}

/** Returns a run whose process is gone without having recorded an outcome. */
export const crashed = (run: LoadRun): LoadRun => ({
  ...run,
  outcome: 'crashed',
  error: 'The loader exited without recording an outcome.',
});

/** Returns a run as it is stored; undefined when it is not. */
export async function readRun(client: MarqueeClient, id: string): Promise<LoadRun | undefined> {
  const reply = await client.get<StoredRun>({ index: client.names.loads, id }, { ignore: [404] });
  return reply._source && upgrade(reply._source);
}

/** Returns the latest runs, newest first. */
export async function readHistory(client: MarqueeClient, limit: number): Promise<LoadRun[]> {
  const reply = await client.search<StoredRun>(
    { index: client.names.loads, size: limit, sort: [{ startedAt: 'desc' }, { id: 'desc' }] },
    { ignore: [404] },
  );
  return (reply.hits?.hits ?? []).flatMap(({ _source }) => (_source ? [upgrade(_source)] : []));
}

/** A run as this version stores it, or one before 0.2, which had other names for an edition and for two outcomes. */
type StoredRun = LoadRun | OldRun;
type OldRun = Omit<LoadRun, 'edition' | 'failedDocuments' | 'outcome'> & {
  generation: LoadRun['edition'];
  refused: number;
  outcome: LoadRun['outcome'] | 'held' | 'refused';
};

const newOutcomes: Readonly<Record<string, LoadRun['outcome']>> = { held: 'staged', refused: 'rejected' };

function upgrade(run: StoredRun): LoadRun {
  if (!('generation' in run)) return run;
  const { generation, refused, outcome, ...others } = run;
  return {
    ...others,
    outcome: newOutcomes[outcome] ?? (outcome as LoadRun['outcome']),
    edition: generation,
    failedDocuments: refused,
  };
}
