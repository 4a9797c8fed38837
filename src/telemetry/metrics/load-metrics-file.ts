import { rename, rm, writeFile } from 'node:fs/promises';
import { Registry } from 'prom-client';
import type { LoadRun } from '../../model/load-run.js';
import { createLoadMetrics } from './load-metrics.js';

/**
 * Writes the metrics of a run to a file for the textfile collector of node_exporter (`*.prom`), in one step, so that it
 * never reads half a file.
 * @throws when the file cannot be written, naming it
 */
export async function writeLoadMetricsFile(path: string, run: LoadRun): Promise<void> {
  const registry = new Registry();
  createLoadMetrics(registry).update([run]);
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, await registry.metrics());
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new Error(`--metrics-file '${path}' could not be written: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
