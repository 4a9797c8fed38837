import type { Tool as ToolDescription } from '@modelcontextprotocol/sdk/types.js';
import type { Question } from '../../questions/question.js';
import type { Endpoint } from '../routes/endpoint.js';

/** The arguments of a call, as the client sent them. */
export type Arguments = Readonly<Record<string, unknown>>;

/** What a call asks: a question of the API, or an endpoint. */
type Asked = { question: Question; given: Arguments } | { endpoint: Endpoint };

/** A tool of the MCP server: a question of the API, or a choice among questions of one kind. */
export type Tool = {
  description: ToolDescription;
  /** Names that are not in the description and taken all the same: the rarer filters of its questions. */
  furtherArguments: ReadonlySet<string>;
  /**
   * Returns what a call asks, with the arguments that the question itself takes.
   * @throws {Problem} `invalid-parameter` when the choice is not one of the tool's
   */
  choose(given: Arguments): Asked;
};
