import type { Client } from '@elastic/elasticsearch';
import Koa from 'koa';
import type { Logger } from 'pino';
import { createAsk } from '../analytics/ask.js';
import { LiveGeneration } from '../analytics/live-generation.js';
import { questions } from '../analytics/registry.js';
import type { LimitConfig, TokenConfig } from '../config.js';
import { allowOrigins } from './allow-origins.js';
import { answerProblems, refuseOtherMethods } from './answer-problems.js';
import { Answerer } from './answers/answerer.js';
import { refuseOversized } from './bounds.js';
import { docsRoutes } from './docs-routes.js';
import { editionEndpoints } from './edition-endpoints.js';
import { endpointRoutes } from './endpoint-routes.js';
import { createRateLimit } from './limit-rate.js';
import { openRoutes } from './open-routes.js';
import { createOpenApi } from './openapi/create-openapi.js';
import { questionRoutes } from './question-routes.js';
import { identifyRequests } from './request-id.js';
import { securityHeaders } from './security-headers.js';
import { createAuthenticate, requireScope, type Scope } from './tokens/authenticate.js';
import { webRoutes } from './web-routes.js';

export type App = { koa: Koa; close(): void };

/** The API over one cluster: open paths first, then the questions, each behind a token with scope `read`. */
export async function createApp(options: {
  client: Client;
  tokens: TokenConfig;
  limits: LimitConfig;
  logger: Logger;
  version: string;
}): Promise<App> {
  const { client, tokens, limits, logger, version } = options;
  const ask = createAsk(client);
  const live = new LiveGeneration(client, (generation) => void answerer.renew(generation));
  const answerer = new Answerer({ ...limits, ask, live, version });
  const rateLimit = await createRateLimit(limits, logger);
  const authenticate = createAuthenticate(tokens);
  const guard = (scope: Scope) => [requireScope(authenticate, scope), rateLimit.middleware];
  const endpoints = editionEndpoints(client);
  const answers = questionRoutes(questions, answerer, guard('read'));

  const koa = new Koa();
  koa.silent = true;
  koa.on('error', (error: Error) => logger.warn({ err: error }, 'a response could not be sent'));
  koa.use(identifyRequests);
  koa.use(answerProblems(logger));
  koa.use(securityHeaders);
  koa.use(allowOrigins(limits.corsOrigins));
  koa.use(answers.known);
  koa.use(refuseOversized);
  koa.use(openRoutes(live, createOpenApi(questions, endpoints, version)).routes());
  koa.use(docsRoutes().routes());
  koa.use(webRoutes().routes());
  koa.use(endpointRoutes(endpoints, guard, limits.deadlineMilliseconds).routes());
  koa.use(answers.routes);
  koa.use(refuseOtherMethods);
  return {
    koa,
    close() {
      live.stop();
      rateLimit.close();
    },
  };
}
