import { rename, writeFile } from 'node:fs/promises';
import { Registry } from 'prom-client';
import type { LoadRun } from '../../model/load-run.js';
import { createLoadMetrics } from './load-metrics.js';

/**
 * Writes the metrics of a run where the textfile collector of node_exporter reads them (`*.prom`), in one step, so that
 * it never meets half a file.
 * @throws when the file cannot be written, naming it
 */
export async function writeMetricsFile(path: string, run: LoadRun): Promise<void> {
  const registry = new Registry();
  createLoadMetrics(registry).update([run]);
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(unfinished, await registry.metrics());
    await rename(unfinished, path);
  } catch (error) {
    throw new Error(`--metrics-file '${path}' could not be written: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
