import Router from '@koa/router';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { Context } from 'koa';
import type { Logger } from 'pino';
import type { RequireScope } from '../auth/require-scope.js';
import { logProblem } from '../middleware/error-handler.js';
import { noteCall, noteSource } from '../middleware/observe-requests.js';
import { requestIdOf, transportOf } from '../middleware/request-id.js';
import { Problem } from '../problems/problem.js';
import { readText } from '../requests/read-body.js';
import type { Caller, createMcpServers } from './create-mcp-server.js';

/** Bytes of a message; a call with every filter has about ten thousand. */
const maxBytes = 65_536;

/** The status of a request whose caller has gone, in the log and the metrics; nginx uses the same. */
const callerGone = 499;

export type McpRouteOptions = {
  requireScope: RequireScope;
  logger: Logger;
  /** Origins whose pages may call. */
  origins: readonly string[];
  /** The URL of the page; by default that of the request. */
  site?: string | undefined;
};

/**
 * `/mcp`: the Model Context Protocol over HTTP (streamable HTTP, without sessions), so that any worker or replica can
 * take any request.
 */
export function mcpRoutes(
  createServer: ReturnType<typeof createMcpServers>,
  { requireScope, logger, origins, site }: McpRouteOptions,
): Router {
  const router = new Router({ sensitive: true });
  router.post('/mcp', requireScope('read'), async (ctx) => {
    checkOrigin(ctx, origins);
    const message = readMessage(await readText(ctx, maxBytes));
    const caller: Caller = {
      site: site ?? `${ctx.protocol}://${ctx.host}`,
      transport: transportOf(ctx),
      note(tool, source, edition) {
        noteCall(ctx, { tool });
        noteSource(ctx, source);
        ctx.state.edition = edition;
      },
      noteProblem(tool, problem, error) {
        noteCall(ctx, { tool, problem: problem.kind });
        logProblem(logger, problem, error, { method: ctx.method, requestId: requestIdOf(ctx), tool });
      },
    };
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    const server = createServer(caller);
    // The end of the connection ends the server, which cancels the call.
    const gone = new Promise<undefined>((resolve) => ctx.res.once('close', () => resolve(undefined)));
    try {
      await server.connect(transport);
      const response = await Promise.race([
        transport.handleRequest(toRequest(ctx), { parsedBody: message }),
        gone,
      ]);
      if (response === undefined) ctx.status = callerGone;
      else await send(ctx, response);
    } finally {
      await server.close();
    }
  });
  for (const method of ['get', 'delete'] as const) {
    router[method]('/mcp', () => {
      throw new Problem('method-not-allowed', 'There are no sessions and no streams: send a POST.', {
        headers: { Allow: 'POST' },
      });
    });
  }
  return router;
}

/** A page of another origin may not call, even if it has a token. @throws {Problem} `forbidden` */
function checkOrigin(ctx: Context, origins: readonly string[]): void {
  const origin = ctx.get('Origin');
  if (origin === '' || origins.includes('*') || origins.includes(origin)) return;
  throw new Problem('forbidden', `Pages of ${origin} may not call this: see MARQUEE_CORS_ORIGINS.`);
}

/** @throws {Problem} `malformed-body` for several messages, which would count as one request */
function readMessage(text: string): unknown {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    throw new Problem('malformed-body', 'The body is not JSON: send one JSON-RPC message.');
  }
  if (!Array.isArray(message)) return message;
  throw new Problem('malformed-body', 'The body is a list of messages: send one JSON-RPC message.');
}

/** The headers that the transport reads, with the body apart. */
const toRequest = (ctx: Context): Request =>
  new Request(new URL('/mcp', 'http://localhost'), {
    method: 'POST',
    headers: Object.entries(ctx.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  });

async function send(ctx: Context, response: Response): Promise<void> {
  ctx.status = response.status;
  const type = response.headers.get('content-type');
  const body = await response.text();
  if (body !== '') ctx.body = body;
  if (type !== null) ctx.type = type;
  ctx.set('Cache-Control', 'no-store');
}
