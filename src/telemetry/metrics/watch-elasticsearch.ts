import type { Client, DiagnosticResult } from '@elastic/elasticsearch';
import type { Metrics } from './create-metrics.js';

/** The operations that Marquee uses; whatever else is sent counts as `other`, so that no path becomes a label. */
const operations =
  /\/_(search|msearch|alias|aliases|mapping|doc|bulk|count|refresh|cluster|nodes|snapshot)\b/;

/** Measures every request of a client by its own diagnostic events. */
export function watchElasticsearch(client: Client, { observeElasticsearch }: Metrics): void {
  const began = new WeakMap<object, number>();
  client.diagnostic.on('request', (_error: Error | null, result: DiagnosticResult | null) => {
    if (result?.meta) began.set(result.meta, performance.now());
  });
  client.diagnostic.on('response', (_error: Error | null, result: DiagnosticResult | null) => {
    if (!result?.meta) return;
    const since = began.get(result.meta);
    if (since === undefined) return;
    const operation = operations.exec(result.meta.request.params.path ?? '')?.[1] ?? 'other';
    const status = result.statusCode ? String(result.statusCode) : 'none';
    observeElasticsearch(operation, status, (performance.now() - since) / 1000);
  });
}
