import type { Client, DiagnosticResult } from '@elastic/elasticsearch';
import type { ApiMetrics } from './api-metrics.js';

/** The operations that Marquee uses; all others count as `other`, so that no path becomes a label. */
const operations =
  /\/_(search|msearch|alias|aliases|mapping|doc|bulk|count|refresh|cluster|nodes|snapshot)\b/;

/** Measures every request of a client by the client's own diagnostic events. */
export function observeElasticsearch(client: Client, metrics: ApiMetrics): void {
  const started = new WeakMap<object, number>();
  client.diagnostic.on('request', (_error: Error | null, result: DiagnosticResult | null) => {
    if (result?.meta) started.set(result.meta, performance.now());
  });
  client.diagnostic.on('response', (_error: Error | null, result: DiagnosticResult | null) => {
    if (!result?.meta) return;
    const since = started.get(result.meta);
    if (since === undefined) return;
    const operation = operations.exec(result.meta.request.params.path ?? '')?.[1] ?? 'other';
    const status = result.statusCode ? String(result.statusCode) : 'none';
    metrics.observeElasticsearch(operation, status, (performance.now() - since) / 1000);
  });
}
