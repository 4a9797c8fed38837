import cluster from 'node:cluster';
import { Command, InvalidArgumentError } from 'commander';
import { createApp } from '../api/create-app.js';
import { type ApiServer, serve } from '../api/serve.js';
import { serveMetrics } from '../api/serve-metrics.js';
import { readElasticsearchConfig } from '../config/elasticsearch-config.js';
import { readExportConfig } from '../config/export-config.js';
import { readLimitConfig } from '../config/limit-config.js';
import { readLoadConfig } from '../config/load-config.js';
import { readPageConfig } from '../config/page-config.js';
import { readServerConfig } from '../config/server-config.js';
import { readSignInConfig } from '../config/sign-in-config.js';
import { readTokenConfig, type TokenConfig } from '../config/token-config.js';
import { readTracingConfig } from '../config/tracing-config.js';
import { version } from '../config/version.js';
import { findFormerNames } from '../editions/former-names.js';
import { createElasticClient, createReadingClient } from '../elasticsearch/create-client.js';
import { expectVersion, VersionError } from '../elasticsearch/version-error.js';
import { createLogger, createReadableLogger } from '../telemetry/logger.js';
import { reportNoMetrics, shareWorkerMetrics } from '../telemetry/metrics/worker-metrics.js';
import { startTracing } from '../telemetry/tracing/start-tracing.js';
import { aborted, onInterruption } from './interruption.js';
import { type OpenElasticsearch, openElasticsearch } from './open-elasticsearch.js';
import { runWorkers } from './serve-workers.js';

export const serveCommand = (): Command =>
  new Command('serve')
    .description('serve the API over the published editions')
    .option('--workers <processes>', 'processes that share HOST and PORT', parseWorkers, 1)
    .addHelpText(
      'after',
      '\nExample:\n  JWT_SECRET=… PORT=8080 marquee serve --workers 4\n\nThe API listens on HOST (127.0.0.1) and PORT (3000) until it is told to stop.',
    )
    .action(async ({ workers }: { workers: number }) => {
      // Before all other listeners: a request of the primary to a worker that is starting must not be lost.
      if (cluster.isWorker) reportNoMetrics();
      const signal = onInterruption();
      // Before anything is started, so that a missing secret is reported at once.
      const tokens = readTokenConfig();
      const elasticsearch = await openElasticsearch(signal);
      try {
        if (workers > 1 && cluster.isPrimary) {
          await runWorkers(workers, elasticsearch.url, signal, say);
          return;
        }
        void sayWhatIsWrong(elasticsearch);
        const server = await serveApi(elasticsearch, tokens);
        say(`API on ${server.url}, over Elasticsearch on ${elasticsearch.url}`);
        await aborted(signal);
        await server.close();
      } finally {
        await elasticsearch.close();
        if (cluster.isWorker) cluster.worker?.disconnect();
      }
    });

/** Says at once what every answer will say later; the API starts all the same, and serves as soon as it can. */
async function sayWhatIsWrong({ client }: OpenElasticsearch): Promise<void> {
  try {
    await expectVersion(client);
    const former = await findFormerNames(client);
    if (former !== undefined) process.stderr.write(`marquee: ${former}\n`);
  } catch (error) {
    if (error instanceof VersionError) process.stderr.write(`marquee: ${error.message}\n`);
    // It may be starting; the log says so when it stays away.
  }
}

/** The API on HOST and PORT, with a client of its own; its log goes to standard error. */
export async function serveApi(
  { url: elasticsearchUrl }: Pick<OpenElasticsearch, 'url'>,
  tokens: TokenConfig,
): Promise<ApiServer> {
  const config = readServerConfig();
  const limits = readLimitConfig();
  const exports = readExportConfig();
  const isTerminal = process.stderr.isTTY === true;
  const logger = isTerminal ? await createReadableLogger(config.logLevel) : createLogger(config.logLevel);
  const tracing = await startTracing(readTracingConfig());
  const signIn = readElasticsearchConfig();
  const clients = {
    reader: createReadingClient(elasticsearchUrl, signIn, limits.deadlineMilliseconds),
    // Not the readers' client, which repeats on the next node what one does not answer: a swap must not be repeated.
    operations: createElasticClient(elasticsearchUrl, signIn),
  };
  const app = await createApp(clients, {
    tokens,
    signIn: readSignInConfig(),
    limits,
    exports,
    logger,
    requestLevel: isTerminal ? 'debug' : 'info',
    version,
    publicUrl: config.publicUrl,
    page: readPageConfig(),
    metricsAccess: config.metrics,
    ...(cluster.isWorker && { shareCounts: shareWorkerMetrics }),
    load: readLoadConfig(),
    isTraced: tracing.isOn,
  });
  const server = await serve(app.koa.callback(), { ...config, ...exports, onStop: app.stopReadiness });
  const metrics =
    config.metricsPort !== undefined &&
    (await serveMetrics(app.scrape, { host: config.host, port: config.metricsPort }));
  return {
    url: server.url,
    async close() {
      await server.close();
      if (metrics) await metrics.close();
      app.close();
      await clients.reader.close();
      await clients.operations.close();
      await tracing.stop();
    },
  };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function parseWorkers(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1 to 99.');
}
