import type Router from '@koa/router';
import { allQuestions } from './all-questions.js';
import type { Answers } from './answers/create-answers.js';
import type { AppConfig, Clients } from './app-config.js';
import type { RequireScope } from './auth/require-scope.js';
import { createMcpServers } from './mcp/create-mcp-server.js';
import { mcpRoutes } from './mcp/mcp-routes.js';
import { createOpenApi } from './openapi/create-openapi.js';
import type { ParameterStyle } from './openapi/describe-parameters.js';
import { createOperations } from './operations/create-operations.js';
import { operationRoutes } from './operations/operation-routes.js';
import { docsRoutes } from './routes/docs-routes.js';
import { editionEndpoints } from './routes/edition-endpoints.js';
import { endpointRoutes } from './routes/endpoint-routes.js';
import { metricsRoute } from './routes/metrics-route.js';
import { publicRoutes } from './routes/public-routes.js';
import { questionRoutes } from './routes/question-routes.js';
import type { Readiness } from './routes/readiness.js';
import { runbookRoutes } from './routes/runbook-routes.js';
import { schemaEndpoint } from './routes/schema-endpoint.js';
import { webRoutes } from './routes/web-routes.js';

/** The parts of the API that routes use. */
export type RouteParts = {
  answers: Answers;
  requireScope: RequireScope;
  readiness: Readiness;
  scrape: () => Promise<string>;
  /** Aborted when the server stops, for operations in progress. */
  signal: AbortSignal;
};

/** Returns all routes. Questions come first: they are asked most, and each router in front of them takes its time. */
export function createRoutes(
  clients: Clients,
  { limits, logger, version, publicUrl, page, metricsAccess = 'off', load = {} }: AppConfig,
  { answers, requireScope, readiness, scrape, signal }: RouteParts,
): Router[] {
  const endpoints = [schemaEndpoint(allQuestions), ...editionEndpoints(clients.reader)];
  const { deadlineMilliseconds } = limits;
  const createServer = createMcpServers({
    questions: allQuestions,
    endpoints,
    answers,
    deadlineMilliseconds,
    version,
  });
  const operations = createOperations(clients.operations ?? clients.reader, load, logger);
  const describe = (style: ParameterStyle) =>
    createOpenApi(allQuestions, endpoints, operations, version, style);
  return [
    questionRoutes(allQuestions, answers, requireScope),
    publicRoutes(readiness, describe),
    docsRoutes(),
    runbookRoutes(),
    webRoutes(page),
    metricsRoute(metricsAccess, requireScope, scrape),
    endpointRoutes(endpoints, requireScope, deadlineMilliseconds),
    mcpRoutes(createServer, { requireScope, logger, origins: limits.corsOrigins, site: publicUrl }),
    operationRoutes(operations, requireScope, logger, signal),
  ];
}
