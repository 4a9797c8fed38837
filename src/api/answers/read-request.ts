import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { z } from 'zod';
import { type Cursor, encodeCursor } from '../../questions/parameters/paging.js';
import type { Question } from '../../questions/question.js';
import { Problem } from '../problem.js';
import { readParameters } from '../read-parameters.js';
import { type CommonParameters, commonParameters, type Format } from './common-parameters.js';

/** A request for an answer, read and checked: the same for every spelling of the same question. */
export type AnswerRequest = {
  question: Question;
  parameters: Record<string, unknown>;
  /** `companies/3/profit-by-year`. */
  path: string;
  /** The query in one spelling: names in order, defaults left out, lists sorted. */
  query: string;
  /** What `path` and `query` ask, whatever the page; what a cursor is tied to. */
  digest: string;
  edition: string | undefined;
  format: Format | undefined;
  /** Of the question in each form, for its ETag. */
  digests: Map<string, string>;
};

/** The requests of URLs that were asked before. */
export type KnownRequests = LRUCache<string, AnswerRequest>;

/** Bytes, about, of the URLs that are remembered, so that a repeated question is neither routed nor read again. */
const maxRemembered = 16 * 1024 * 1024;

export const createKnownRequests = (): KnownRequests =>
  new LRUCache({
    maxSize: maxRemembered,
    // The URL, what was read from it, and the objects around them.
    sizeCalculation: (_request, url) => 1000 + 4 * url.length,
  });

/** Answers a function that reads the requests for one question. */
export function createRequestReader(
  question: Question,
  known: KnownRequests,
): (path: Record<string, string>, url: string, query: NodeJS.Dict<string | string[]>) => AnswerRequest {
  const schema = question.parameters.safeExtend(commonParameters) as z.ZodObject;
  const defaults = defaultsOf(question.parameters);
  return (pathParameters, url, rawQuery) => {
    const { edition, format, ...parameters } = readParameters(schema, pathParameters, rawQuery) as Record<
      string,
      unknown
    > &
      CommonParameters;
    const path = question.name.replaceAll(/\{(\w+)\}/g, (_, name) => String(parameters[name]));
    const inQuery = Object.entries(parameters).filter(([name]) => !(name in pathParameters));
    const request: AnswerRequest = {
      question,
      parameters,
      path,
      query: spell(inQuery, defaults),
      digest: digestOf(
        path,
        spell(
          inQuery.filter(([name]) => !pageNames.has(name)),
          defaults,
        ),
      ),
      edition: edition ?? (parameters.cursor as Cursor | undefined)?.edition,
      format,
      digests: new Map(),
    };
    checkCursor(request, edition);
    known.set(url, request);
    return request;
  };
}

const pageNames = new Set(['limit', 'offset', 'cursor']);

/** The address of the page that begins after `cursor`. */
export function nextPage(request: AnswerRequest, cursor: string): string {
  const query = new URLSearchParams(request.query);
  query.delete('offset');
  query.set('cursor', cursor);
  if (request.format !== undefined) query.set('format', request.format);
  return `/v1/${request.path}?${query}`;
}

/** Values that a parameter takes when it is not given. */
function defaultsOf(schema: z.ZodObject): Map<string, unknown> {
  const found = Object.entries(schema.shape).map(
    ([name, type]) => [name, (type as z.ZodType).safeParse(undefined).data] as const,
  );
  return new Map(found.filter(([, value]) => value !== undefined));
}

function spell(parameters: readonly (readonly [string, unknown])[], defaults: Map<string, unknown>): string {
  const given = parameters
    .filter(([name, value]) => value !== undefined && value !== defaults.get(name))
    .map(([name, value]): [string, string] => [
      name,
      name === 'cursor' ? encodeCursor(value as Cursor) : String(value),
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return new URLSearchParams(given).toString();
}

/** A cursor leads on in its own question, and stays in its edition. */
function checkCursor({ parameters, digest }: AnswerRequest, edition: string | undefined): void {
  const cursor = parameters.cursor as Cursor | undefined;
  if (cursor === undefined) return;
  const refuse = (allowed: string) => {
    throw new Problem('invalid-parameter', `'cursor' is of another question: it ${allowed}.`, {
      errors: [{ parameter: 'cursor', value: encodeCursor(cursor).slice(0, 200), allowed }],
    });
  };
  if (cursor.query !== digest) {
    refuse('must be used with the very parameters of the answer that gave it, but for limit and format');
  }
  if (edition !== undefined && edition !== cursor.edition) {
    refuse(`goes on in edition ${cursor.edition}, and so must 'edition', or be left out`);
  }
}

/** Short, and yet no two questions share one. */
export const digestOf = (...parts: string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22);
