import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListResourcesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { Question } from '../../questions/question.js';
import type { Answers } from '../answers/create-answers.js';
import type { Problem } from '../problems/problem.js';
import { toProblem } from '../problems/to-problem.js';
import { suggestName } from '../requests/suggest.js';
import type { Endpoint } from '../routes/endpoint.js';
import { type CallContext, createCallTool } from './call-tool.js';
import { createResources } from './resources.js';
import type { Tool } from './tool.js';
import { createTools } from './tools.js';

/** What every client is told about the server. */
const instructions = `Marquee answers questions about movies from The Movies Dataset: budgets, revenues, profits, popularity, votes, releases, by year, genre, company, person, country, language and more. Never guess a figure: ask.
Tools take ids; find returns them by name. Money is nominal US dollars unless adjust is inflation. Every figure has its coverage \`known\`, the number of movies for which it is known: state it, and the edition, with the figure. null means not known, never 0. Rows of genres, companies or people overlap and must not be added up.`;

/** What is asked, and what answers it. */
export type McpParts = {
  questions: readonly Question[];
  /** Among them `editions` and `schema`. */
  endpoints: readonly Endpoint[];
  answers: Answers;
  deadlineMilliseconds: number;
  version: string;
};

/** What a server does for its caller, besides answering. */
export type Caller = Omit<CallContext, 'cancelled' | 'note'> & {
  note(tool: string, ...answer: Parameters<CallContext['note']>): void;
  /** Notes the problem that a call ended with. */
  noteProblem(tool: string, problem: Problem, error: unknown): void;
};

/** Creates servers for one connection or request each: they keep nothing between two calls. */
export function createMcpServers(parts: McpParts): (caller: Caller) => McpServer {
  const { questions, endpoints, answers, deadlineMilliseconds, version } = parts;
  const endpointNamed = (name: string): Endpoint => {
    const found = endpoints.find((endpoint) => endpoint.name === name);
    if (found === undefined) throw new Error(`the API has no endpoint '${name}'`);
    return found;
  };
  /** Described when the first assistant connects: most servers have none, and are ready sooner. */
  let described: readonly Tool[] | undefined;
  const resources = createResources(endpointNamed('schema'));
  const call = createCallTool(questions, answers, deadlineMilliseconds);
  return (caller) => {
    described ??= createTools(questions, endpointNamed('editions'));
    const tools = described;
    const descriptions = tools.map(({ description }) => description);
    const server = new McpServer(
      { name: 'marquee', title: 'Marquee', version },
      { capabilities: { tools: {}, resources: {} }, instructions },
    );
    // The tools' schemas are the API's, which checks the arguments: its errors say more than those of a schema.
    const { server: handlers } = server;
    handlers.setRequestHandler(ListToolsRequestSchema, () => ({ tools: descriptions }));
    handlers.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
      const { name, arguments: given = {} } = params;
      const tool = tools.find(({ description }) => description.name === name);
      if (tool === undefined)
        throw unknown(
          'tool',
          name,
          descriptions.map((one) => one.name),
        );
      try {
        const note: CallContext['note'] = (...answer) => caller.note(name, ...answer);
        return await call(tool, given, { ...caller, cancelled: signal, note });
      } catch (error) {
        // Nothing waits for an answer any more.
        if (signal.aborted) throw error;
        const problem = toProblem(error);
        caller.noteProblem(name, problem, error);
        return describeProblem(problem);
      }
    });
    handlers.setRequestHandler(ListResourcesRequestSchema, () => ({
      resources: resources.map(({ description }) => description),
    }));
    handlers.setRequestHandler(ReadResourceRequestSchema, async ({ params: { uri } }) => {
      const found = resources.find(({ description }) => description.uri === uri);
      if (found === undefined)
        throw unknown(
          'resource',
          uri,
          resources.map(({ description }) => description.uri),
        );
      const { mimeType } = found.description;
      return { contents: [{ uri, ...(mimeType && { mimeType }), text: await found.read() }] };
    });
    return server;
  };
}

/** A problem of the API as the error of a tool, from which an assistant can correct its call. */
const describeProblem = (problem: Problem): CallToolResult => ({
  isError: true,
  content: [
    { type: 'text', text: `${problem.toJSON().title}. ${problem.message}` },
    { type: 'text', text: JSON.stringify(problem) },
  ],
});

function unknown(kind: string, name: string, names: readonly string[]): McpError {
  const meant = suggestName(name, names);
  const hint = meant === undefined ? '' : ` Did you mean '${meant}'?`;
  return new McpError(
    ErrorCode.InvalidParams,
    `There is no ${kind} '${name.slice(0, 100)}'.${hint}${kind === 'tool' ? ` Tools: ${names.join(', ')}.` : ''}`,
  );
}
