import type { TransportRequestOptions } from '@elastic/elasticsearch';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { Question } from '../../questions/question.js';
import type { AnswerSource } from '../../telemetry/metrics/api-metrics.js';
import type { Answers } from '../answers/create-answers.js';
import { withDeadline } from '../answers/deadline.js';
import type { AnswerResponse } from '../answers/encode.js';
import { inEdition } from '../answers/in-edition.js';
import type { Form } from '../answers/representation.js';
import { type AnswerRequest, createRequestReader, unknownSubject } from '../requests/answer-request.js';
import type { Endpoint } from '../routes/endpoint.js';
import { invalidArguments } from './create-tool.js';
import { describeAnswer, type Result } from './describe-answer.js';
import { countFitting, cutRows, leftOfPages, withoutLinks } from './fit-rows.js';
import { pageLink } from './page-link.js';
import { readArguments, toParameters } from './read-arguments.js';
import type { Arguments, Tool } from './tool.js';

/** What a call belongs to. */
export type CallContext = {
  /** The URL of the page, without a slash at its end. */
  site: string;
  /** What identifies the call to Elasticsearch. */
  transport: TransportRequestOptions;
  /** Aborted when the caller has gone. */
  cancelled: AbortSignal;
  /** Notes where the answer came from, for metrics and log. */
  note(source: AnswerSource, edition: string): void;
};

/** @throws {Problem} as the API does */
export type CallTool = (tool: Tool, given: Arguments, context: CallContext) => Promise<CallToolResult>;

const form: Form = { format: 'json', encoding: 'identity', hasMark: false };

/** Returns the function that answers a call as the API answers the same question, from the same cache. */
export function createCallTool(
  questions: readonly Question[],
  answers: Answers,
  deadlineMilliseconds: number,
): CallTool {
  const readers = new Map(questions.map((question) => [question, createRequestReader(question)]));

  function readRequest(question: Question, given: Arguments): AnswerRequest {
    const { path, query } = toParameters(question, given);
    const read = readers.get(question) ?? createRequestReader(question);
    const request = read(path, query);
    if (request.parameters.limit !== 'all') return request;
    throw invalidArguments([
      { parameter: 'limit', value: 'all', allowed: 'must be a whole number from 1 to 1000' },
    ]);
  }

  /** The answer of the API, and for how many seconds Elasticsearch has been unavailable. */
  async function ask(request: AnswerRequest, context: CallContext): Promise<Result> {
    const { transport, cancelled, note } = context;
    return await inEdition<Result>(answers, request, form, {
      async answer(representation) {
        const found = await answers.answerer.find(representation, transport, cancelled);
        if (found === undefined) throw unknownSubject(request);
        note(found.source, representation.edition);
        return read(found.response);
      },
      stale({ representation, response, age }) {
        note('stale', representation.edition);
        return { ...read(response), stale: Math.ceil(age / 1000) };
      },
    });
  }

  async function askQuestion(question: Question, given: Arguments, context: CallContext): Promise<Result> {
    let request = readRequest(question, given);
    let result = await ask(request, context);
    const isPaged = 'cursor' in question.parameters.shape;
    const rows = withoutLinks(result.data);
    const fitting = Array.isArray(rows) ? countFitting(rows) : 1;
    if (isPaged && Array.isArray(rows) && fitting < rows.length) {
      // A shorter page, so that its cursor continues after the last row of the result.
      request = readRequest(question, { ...given, limit: fitting });
      result = await ask(request, context);
    }
    const { meta } = result;
    const cut = cutRows(withoutLinks(result.data));
    const left = cut.left ?? (meta && leftOfPages(meta));
    const page = meta && pageLink(context.site, request, meta.edition);
    return { ...result, data: cut.data, ...(left && { left }), ...(page && { page }) };
  }

  async function askEndpoint({ answer, parameters }: Endpoint): Promise<Result> {
    const data = await withDeadline(deadlineMilliseconds, () => answer(parameters.parse({})));
    return cutRows(data);
  }

  return async (tool, given, context) => {
    const asked = tool.choose(readArguments(tool, given));
    const result =
      'question' in asked
        ? await askQuestion(asked.question, asked.given, context)
        : await askEndpoint(asked.endpoint);
    const { summary } = 'question' in asked ? asked.question : asked.endpoint;
    return {
      content: [{ type: 'text', text: describeAnswer(summary, result) }],
      structuredContent: result,
    };
  };
}

/** An answer without compression is whole: only all rows are sent as a stream. */
const read = ({ body }: AnswerResponse): Result => JSON.parse(String(body));
