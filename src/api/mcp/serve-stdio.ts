import { randomUUID } from 'node:crypto';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { allQuestions } from '../all-questions.js';
import { createAnswers } from '../answers/create-answers.js';
import type { AppConfig, Clients } from '../app-config.js';
import { logProblem } from '../middleware/error-handler.js';
import { editionEndpoints } from '../routes/edition-endpoints.js';
import { schemaEndpoint } from '../routes/schema-endpoint.js';
import { type Caller, createMcpServers } from './create-mcp-server.js';

export type StdioConfig = Pick<AppConfig, 'limits' | 'exports' | 'logger' | 'version'> & {
  /** The URL of the page, without a slash at its end. */
  site: string;
};

/**
 * Speaks the Model Context Protocol on standard input and output until either ends, or the signal is aborted. The
 * caller is the program that started this one, which has the right to all that it can read.
 */
export async function serveStdio(
  { reader }: Pick<Clients, 'reader'>,
  config: StdioConfig,
  signal: AbortSignal,
): Promise<void> {
  const { limits, logger, version, site } = config;
  const { deadlineMilliseconds } = limits;
  const answers = createAnswers(reader, config);
  const endpoints = [schemaEndpoint(allQuestions), ...editionEndpoints(reader)];
  const createServer = createMcpServers({
    questions: allQuestions,
    endpoints,
    answers,
    deadlineMilliseconds,
    version,
  });
  const caller: Caller = {
    site,
    transport: { opaqueId: `mcp-${randomUUID()}` },
    note: (tool, source, edition) => logger.info({ tool, source, edition }, 'answered'),
    noteProblem(tool, problem, error) {
      logger.info({ tool, problem: problem.kind }, 'answered');
      logProblem(logger, problem, error, { tool });
    },
  };
  const server = createServer(caller);
  const ended = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve);
    process.stdin.once('close', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  try {
    await server.connect(new StdioServerTransport());
    if (!signal.aborted) await ended;
  } finally {
    await server.close();
    answers.close();
  }
}
