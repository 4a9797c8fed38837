import type { Client } from '@elastic/elasticsearch';
import Koa from 'koa';
import type { Logger } from 'pino';
import { createAsk } from '../analytics/ask.js';
import { questions } from '../analytics/registry.js';
import type { TokenConfig } from '../config.js';
import { answerProblems, refuseOtherMethods } from './answer-problems.js';
import { authenticate } from './authenticate.js';
import { openRoutes } from './open-routes.js';
import { createOpenApi } from './openapi.js';
import { questionRoutes } from './question-routes.js';

/** The API over one cluster: open paths first, then the questions, each behind a token with scope `read`. */
export function createApp(options: {
  client: Client;
  tokens: TokenConfig;
  logger: Logger;
  version: string;
}): Koa {
  const { client, tokens, logger, version } = options;
  const open = openRoutes(client, createOpenApi(questions, version));
  const guarded = questionRoutes(questions, createAsk(client), authenticate(tokens, 'read'));
  const app = new Koa();
  app.silent = true;
  app.on('error', (error: Error) => logger.warn({ err: error }, 'a response could not be sent'));
  app.use(answerProblems(logger));
  app.use(securityHeaders);
  app.use(open.routes());
  app.use(guarded.routes());
  app.use(refuseOtherMethods);
  return app;
}

/** Answers are JSON for programs: never sniffed, framed, or remembered without asking. */
const securityHeaders: Koa.Middleware = async (ctx, next) => {
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  ctx.set('Cache-Control', 'private, no-cache');
  await next();
};
