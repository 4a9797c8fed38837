import { Gauge, type Registry } from 'prom-client';
import { loadTimeOf } from '../../editions/edition-id.js';
import { readMeta } from '../../editions/edition-meta.js';
import type { MarqueeClient } from '../../elasticsearch/marquee-client.js';
import type { EditionId } from '../../model/edition-id.js';

/** Gauges of the live edition; without values while there is none. */
export function createEditionMetrics(
  client: MarqueeClient,
  registry: Registry,
): { update(edition: EditionId | undefined): Promise<void> } {
  const registers = [registry];
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name: `marquee_edition_${name}`, help, labelNames, registers });
  const info = gauge('info', 'Always 1, with the live edition as its label.', ['edition']);
  const loaded = gauge('loaded_timestamp_seconds', 'When the load of the live edition started.');
  const published = gauge('published_timestamp_seconds', 'When the live edition first went live.');
  const documents = gauge('documents', 'Documents of the live edition by type.', ['type']);
  const coverage = gauge('known_movies', 'Movies of the live edition in which a field is known.', ['field']);
  return {
    async update(edition) {
      // Gauges without labels: `reset` would leave a 0 behind, which is a time.
      for (const one of [loaded, published]) one.remove();
      for (const one of [info, documents, coverage]) one.reset();
      if (edition === undefined) return;
      info.set({ edition }, 1);
      loaded.set(loadTimeOf(edition).getTime() / 1000);
      const meta = await readMeta(client, edition);
      if (meta?.publishedAt !== undefined) published.set(Date.parse(meta.publishedAt) / 1000);
      for (const [type, count] of Object.entries(meta?.manifest.documents ?? {}))
        documents.set({ type }, count);
      // A field that is not in the edition has no coverage, not 0.
      for (const [field, count] of Object.entries(meta?.manifest.coverage ?? {}))
        if (count !== null) coverage.set({ field }, count);
    },
  };
}
