import type { Client } from '@elastic/elasticsearch';
import Koa from 'koa';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { createAsk } from '../analytics/asking/ask.js';
import { LiveGeneration } from '../analytics/editions/live-generation.js';
import type { LimitConfig, ServerConfig, TokenConfig } from '../config.js';
import type { WebhookConfig } from '../notify/send-webhook.js';
import { tellOfRun } from '../notify/tell-of-run.js';
import { allQuestions } from '../search/all-questions.js';
import { createAdmission, guard } from './admission.js';
import { allowOrigins } from './allow-origins.js';
import { answerProblems, refuseOtherMethods } from './answer-problems.js';
import { Answerer } from './answers/answerer.js';
import { createKnownRequests } from './answers/read-request.js';
import { refuseOversized } from './bounds.js';
import { commonHeaders } from './common-headers.js';
import { docsRoutes } from './docs-routes.js';
import { editionEndpoints } from './edition-endpoints.js';
import { endpointRoutes } from './endpoint-routes.js';
import { createRateLimit } from './limit-rate.js';
import { createMetrics } from './metrics/create-metrics.js';
import { metricsRoute } from './metrics/metrics-route.js';
import { createScrape } from './metrics/scrape.js';
import { watchElasticsearch } from './metrics/watch-elasticsearch.js';
import { observeRequests } from './observe-requests.js';
import { openRoutes } from './open-routes.js';
import { createOpenApi } from './openapi/create-openapi.js';
import { createOperations } from './operations/create-operations.js';
import { operationRoutes } from './operations/operation-routes.js';
import { questionRoutes } from './question-routes.js';
import { Readiness } from './readiness.js';
import { rememberedAnswers } from './remembered-answers.js';
import { identifyRequests } from './request-id.js';
import { createAuthenticate } from './tokens/authenticate.js';
import { traceRequests } from './trace-requests.js';
import { webRoutes } from './web-routes.js';

export type App = {
  koa: Koa;
  /** From now on `/readyz` fails, although requests are still answered. */
  stopReadiness(): void;
  close(): void;
};

/** The API over one cluster: open paths first, then the questions, each behind a token with scope `read`. */
export async function createApp(options: {
  client: Client;
  tokens: TokenConfig;
  limits: LimitConfig;
  logger: Logger;
  version: string;
  /** Who may read `/metrics`; nobody unless told. */
  metricsAccess?: ServerConfig['metrics'];
  /** Tells what was counted, where several processes count: given what this one does. */
  joinCounts?: (registry: Registry) => () => Promise<string>;
  /** What operations ask with: nothing of theirs is sent twice. */
  operationsClient?: Client;
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
  const ask = createAsk(client);
  const live = new LiveGeneration(client, {
    onChange: (generation) => void answerer.renew(generation),
    onAway: (isAway, error) =>
      isAway
        ? logger.warn({ err: error }, 'Elasticsearch is away')
        : logger.warn('Elasticsearch answers again'),
  });
  const answerer = new Answerer({ ...limits, ask, live, version });
  const readiness = new Readiness(limits.staleMilliseconds);
  const rateLimit = await createRateLimit(limits, logger);
  const admission = createAdmission(createAuthenticate(tokens), rateLimit);
  const admitReaders = admission('read');
  const stopping = new AbortController();
  const endpoints = editionEndpoints(client);
  const operations = createOperations(
    options.operationsClient ?? client,
    options.lockMilliseconds,
    // The answer does not wait for it.
    (run) => void tellOfRun(options.webhook, run).then((warning) => warning && logger.warn(warning)),
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
