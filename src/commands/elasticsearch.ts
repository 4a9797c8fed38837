import { Command } from 'commander';
import { readEmbeddedConfig } from '../config/embedded-config.js';
import { EmbeddedNodeError } from '../embedded/embedded-node-error.js';
import { findEmbeddedNode } from '../embedded/find-embedded-node.js';
import { nodeFiles } from '../embedded/node-files.js';
import type { EmbeddedNodeExit } from '../embedded/start-embedded-node.js';
import { useEmbeddedNode } from '../embedded/use-embedded-node.js';
import { aborted, onInterruption } from './interruption.js';

const examples = `
Examples:
  marquee elasticsearch                       on port 9200, until Ctrl-C
  $ EMBEDDED_PORT=9201 EMBEDDED_HEAP=2g marquee elasticsearch

The other commands use this node while it runs. If one already runs on the data folder, this command prints its URL and
exits with 0. Data, snapshots and logs are in the folder elasticsearch below MARQUEE_DATA (default .marquee).`;

/** `marquee elasticsearch`: runs the embedded node alone, until it is told to stop. */
export function elasticsearchCommand(): Command {
  return new Command('elasticsearch')
    .description('run the embedded Elasticsearch alone, until Ctrl-C')
    .addHelpText('after', examples)
    .action(run);
}

async function run(): Promise<void> {
  const config = readEmbeddedConfig();
  const running = await findEmbeddedNode(config.dataDir);
  if (running !== undefined) return sayAlreadyRunning(running, config.dataDir);

  const interruption = onInterruption();
  say('Starting Elasticsearch …');
  const use = await useEmbeddedNode({ ...config, signal: interruption }).catch((error: unknown) => {
    if (error instanceof EmbeddedNodeError && error.failure === 'aborted') return undefined;
    throw error;
  });
  if (!use) return say('Stopped before it was ready.');
  // Another program started one in the meantime.
  if (!use.started) return sayAlreadyRunning(use.url, config.dataDir);

  say(`Elasticsearch is ready at ${use.url}`);
  say(`  data  ${config.dataDir}`);
  say(`  log   ${nodeFiles(config.dataDir).log}`);
  say('Ctrl-C stops it.');
  const exit = await Promise.race([use.started.exited, aborted(interruption)]);
  if (exit) throw new Error(describeExit(exit, config.dataDir));
  say('Stopping Elasticsearch …');
  await use.stop();
  say('Stopped.');
}

function describeExit({ code, signal, lastLines }: EmbeddedNodeExit, dataDir: string): string {
  const how = signal ? `by signal ${signal}` : `with code ${code}`;
  const lines = lastLines.map((line) => `  ${line}`).join('\n');
  return `Elasticsearch exited unexpectedly, ${how}. Its last log lines:\n${lines}\nThe whole log: ${nodeFiles(dataDir).log}`;
}

function sayAlreadyRunning(url: string, dataDir: string): void {
  say(`Elasticsearch already runs at ${url} (data ${dataDir}).`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
