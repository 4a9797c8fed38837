import Koa from 'koa';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { LimitConfig, ServerConfig, TokenConfig } from '../config/config.js';
import { LiveEdition } from '../editions/live-edition.js';
import type { MarqueeClient } from '../elasticsearch/marquee-client.js';
import { announceRun } from '../load/webhook/announce-run.js';
import type { WebhookConfig } from '../load/webhook/send-webhook.js';
import { createQuestionRunner } from '../questions/run.js';
import { createMetrics } from '../telemetry/metrics/create-metrics.js';
import { createScrape } from '../telemetry/metrics/scrape.js';
import { watchElasticsearch } from '../telemetry/metrics/watch-elasticsearch.js';
import { allQuestions } from './all-questions.js';
import { Answerer } from './answers/answerer.js';
import { createKnownRequests } from './answers/read-request.js';
import { createAuthenticate } from './auth/authenticate.js';
import { createAdmission, guard } from './auth/require-scope.js';
import { allowOrigins } from './middleware/allow-origins.js';
import { commonHeaders } from './middleware/common-headers.js';
import { answerProblems, refuseOtherMethods } from './middleware/error-handler.js';
import { createRateLimit } from './middleware/limit-rate.js';
import { refuseOversized } from './middleware/limit-url-size.js';
import { observeRequests } from './middleware/observe-requests.js';
import { identifyRequests } from './middleware/request-id.js';
import { rememberedAnswers } from './middleware/serve-cached.js';
import { traceRequests } from './middleware/trace-requests.js';
import { createOpenApi } from './openapi/create-openapi.js';
import { createOperations } from './operations/create-operations.js';
import { operationRoutes } from './operations/operation-routes.js';
import { docsRoutes } from './routes/docs-routes.js';
import { editionEndpoints } from './routes/edition-endpoints.js';
import { endpointRoutes } from './routes/endpoint-routes.js';
import { metricsRoute } from './routes/metrics-route.js';
import { openRoutes } from './routes/public-routes.js';
import { questionRoutes } from './routes/question-routes.js';
import { Readiness } from './routes/readiness.js';
import { webRoutes } from './routes/web-routes.js';

export type App = {
  koa: Koa;
  /** From now on `/readyz` fails, although requests are still answered. */
  stopReadiness(): void;
  close(): void;
};

/** The API over one cluster: open paths first, then the questions, each behind a token with scope `read`. */
export async function createApp(options: {
  client: MarqueeClient;
  tokens: TokenConfig;
  limits: LimitConfig;
  logger: Logger;
  version: string;
  /** Who may read `/metrics`; nobody unless told. */
  metricsAccess?: ServerConfig['metrics'];
  /** Tells what was counted, where several processes count: given what this one does. */
  joinCounts?: (registry: Registry) => () => Promise<string>;
  /** What operations ask with: nothing of theirs is sent twice. */
  operationsClient?: MarqueeClient;
  /** How long their lock lasts without being renewed. */
  lockMilliseconds?: number;
  /** Who is told how they ended. */
  webhook?: WebhookConfig | undefined;
  /** Whether a span is recorded for each request. */
  isTraced?: boolean;
}): Promise<App> {
  const { client, tokens, limits, logger, version, metricsAccess = 'off' } = options;
  const metrics = createMetrics(version);
  const counted = options.joinCounts?.(metrics.registry) ?? (() => metrics.registry.metrics());
  watchElasticsearch(client, metrics);
  const questions = createQuestionRunner(client);
  const live = new LiveEdition(client, {
    onChange: (edition) => void answerer.renew(edition),
    onAvailability: (isAvailable, error) =>
      isAvailable
        ? logger.warn('Elasticsearch is available again')
        : logger.warn({ err: error }, 'Elasticsearch is unavailable'),
  });
  const answerer = new Answerer({ ...limits, questions, live, version });
  const readiness = new Readiness(client, limits.staleMilliseconds);
  const rateLimit = await createRateLimit(limits, logger);
  const admission = createAdmission(createAuthenticate(tokens), rateLimit);
  const admitReaders = admission('read');
  const stopping = new AbortController();
  const endpoints = editionEndpoints(client);
  const operations = createOperations(
    options.operationsClient ?? client,
    options.lockMilliseconds,
    // The answer does not wait for it.
    (run) => void announceRun(options.webhook, run).then((warning) => warning && logger.warn(warning)),
  );
  const requests = createKnownRequests();

  const koa = new Koa();
  koa.silent = true;
  koa.on('error', (error: Error) => logger.warn({ err: error }, 'a response could not be sent'));
  koa.use(identifyRequests);
  if (options.isTraced) koa.use(traceRequests);
  koa.use(observeRequests(metrics, logger));
  koa.use(answerProblems(logger));
  koa.use(rememberedAnswers(requests, answerer, admitReaders));
  koa.use(commonHeaders);
  koa.use(allowOrigins(limits.corsOrigins));
  koa.use(refuseOversized);
  koa.use(openRoutes(live, createOpenApi(allQuestions, endpoints, operations, version), readiness).routes());
  koa.use(
    metricsRoute(metricsAccess, guard(admission('metrics')), createScrape(client, live, counted)).routes(),
  );
  koa.use(docsRoutes().routes());
  koa.use(webRoutes().routes());
  koa.use(
    endpointRoutes(endpoints, (scope) => guard(admission(scope)), limits.deadlineMilliseconds).routes(),
  );
  koa.use(operationRoutes(operations, guard(admission('admin')), logger, stopping.signal).routes());
  koa.use(questionRoutes(allQuestions, requests, answerer, guard(admitReaders)).routes());
  koa.use(refuseOtherMethods);
  return {
    koa,
    stopReadiness: () => readiness.stop(),
    close() {
      stopping.abort();
      live.stop();
      answerer.close();
      rateLimit.close();
    },
  };
}
