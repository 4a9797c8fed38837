import { loadTimeOf } from '../editions/edition-id.js';
import { listStoredEditions } from '../editions/stored-editions.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import type { LoadRun } from '../model/load-run.js';
import type { Manifest } from '../model/manifest.js';
import type { PublishedEdition } from '../model/published-edition.js';
import { readHistory } from './run-history.js';

/** Runs searched for what each edition changed. */
const maxRuns = 1000;

/** Returns the editions that questions can be asked of, newest first: the live one and the previous ones. */
export async function listPublishedEditions(client: MarqueeClient): Promise<PublishedEdition[]> {
  const [editions, runs] = await Promise.all([listStoredEditions(client), readHistory(client, maxRuns)]);
  return editions.reverse().flatMap(({ edition, state, meta }) => {
    if (meta === undefined || (state !== 'live' && state !== 'previous')) return [];
    const { manifest } = meta;
    const years = Object.keys(manifest.years).map(Number);
    return [
      {
        edition,
        state,
        loadedAt: loadTimeOf(edition).toISOString(),
        verifiedAt: meta.verifiedAt ?? null,
        publishedAt: meta.publishedAt ?? null,
        schemaVersion: manifest.schemaVersion,
        generator: manifest.generator,
        sample: manifest.sample === true,
        shape: manifest.shape ?? 'the-movies-dataset',
        lacks: manifest.lacks ?? [],
        inputs: manifest.inputs,
        rows: manifest.rows,
        documents: manifest.documents,
        totals: {
          budget: manifest.totals.budget,
          revenue: manifest.totals.revenue,
          profit: manifest.totals.profit,
        },
        years: {
          first: years.length > 0 ? Math.min(...years) : null,
          last: years.length > 0 ? Math.max(...years) : null,
        },
        // Manifests before schema version 3 lack it.
        quality: manifest.quality ? withAllFlags(manifest.quality) : null,
        coverage: manifest.coverage,
        changes: changesOf(runs, edition),
      },
    ];
  });
}

/** From the run that loaded the edition; null when no edition was live before, or the run was not recorded. */
const changesOf = (runs: readonly LoadRun[], edition: string): LoadRun['changes'] =>
  runs.find((run) => run.edition === edition && run.changes != null)?.changes ?? null;

/** Editions of earlier versions do not count every flag, and have no corrections. */
const withAllFlags = ({ flags, ...quality }: Manifest['quality']): Manifest['quality'] => ({
  ...quality,
  flags: {
    suspectUnits: flags.suspectUnits,
    ambiguousDate: flags.ambiguousDate,
    absurdScore: flags.absurdScore ?? 0,
    corrected: flags.corrected ?? 0,
  },
  corrections: quality.corrections ?? null,
});
