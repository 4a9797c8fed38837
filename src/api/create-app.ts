import Koa from 'koa';
import type { LiveEdition } from '../editions/live-edition.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { createApiMetrics } from '../telemetry/metrics/api-metrics.js';
import { createScrape } from '../telemetry/metrics/create-scrape.js';
import { observeElasticsearch } from '../telemetry/metrics/observe-elasticsearch.js';
import { createAnswers } from './answers/create-answers.js';
import type { AppConfig, Clients } from './app-config.js';
import { createAuthenticate } from './auth/authenticate.js';
import { limitFailures } from './auth/failed-sign-ins.js';
import { createRateLimit } from './auth/rate-limit.js';
import { createRequireScope } from './auth/require-scope.js';
import { createRoutes } from './create-routes.js';
import { allowOrigins } from './middleware/allow-origins.js';
import { commonHeaders } from './middleware/common-headers.js';
import { errorHandler } from './middleware/error-handler.js';
import { limitUrlSize } from './middleware/limit-url-size.js';
import { observeRequests } from './middleware/observe-requests.js';
import { oneHost } from './middleware/one-host.js';
import { rejectOtherMethods } from './middleware/reject-other-methods.js';
import { requestId } from './middleware/request-id.js';
import { traceRequests } from './middleware/trace-requests.js';
import { Readiness } from './routes/readiness.js';

export type App = {
  koa: Koa;
  /** From now on `/readyz` fails, although requests are still answered. */
  stopReadiness(): void;
  /** Returns all metrics as text, for Prometheus. */
  scrape(): Promise<string>;
  close(): void;
};

/** Creates the API over one cluster: every request passes the middleware in this order, then finds its route. */
export async function createApp(clients: Clients, config: AppConfig): Promise<App> {
  const { limits, logger } = config;
  const answers = createAnswers(clients.reader, config);
  const { metrics, scrape } = createMetrics(clients.reader, answers.live, config);
  const rateLimit = await createRateLimit(limits, logger);
  const { signIn } = config;
  const authenticate = createAuthenticate(config.tokens, { signIn });
  const requireScope = createRequireScope(
    limitFailures(authenticate, signIn.failuresPerMinute, logger),
    rateLimit,
  );
  const readiness = new Readiness(clients.reader, answers.live, limits.staleMilliseconds);
  const stopping = new AbortController();
  const parts = { answers, requireScope, readiness, scrape, signal: stopping.signal };

  const routers = createRoutes(clients, config, parts);
  const isPath = (path: string) => routers.some((router) => router.match(path, 'GET').route);

  const koa = new Koa();
  koa.silent = true;
  // Behind proxies the address of the client is the one that the outermost of them has added.
  koa.proxy = signIn.proxies > 0;
  koa.maxIpsCount = signIn.proxies;
  koa.on('error', (error: Error) => logger.warn({ err: error }, 'a response could not be sent'));
  koa.use(requestId);
  if (config.isTraced) koa.use(traceRequests);
  koa.use(observeRequests(metrics, logger, config.requestLevel));
  koa.use(commonHeaders);
  koa.use(errorHandler(logger, isPath));
  koa.use(allowOrigins(limits.corsOrigins));
  koa.use(oneHost);
  koa.use(limitUrlSize);
  for (const router of routers) koa.use(router.routes());
  koa.use(rejectOtherMethods);
  return {
    koa,
    scrape,
    stopReadiness: () => readiness.stop(),
    close() {
      stopping.abort();
      answers.close();
      rateLimit.close();
    },
  };
}

/** Creates the metrics of this process, and the function that answers a scrape of it. */
function createMetrics(client: MarqueeClient, live: LiveEdition, { version, shareCounts }: AppConfig) {
  const metrics = createApiMetrics(version);
  observeElasticsearch(client, metrics);
  const readCounts = shareCounts?.(metrics.registry) ?? (() => metrics.registry.metrics());
  return { metrics, scrape: createScrape(client, live, readCounts) };
}
