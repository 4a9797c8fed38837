import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { type Cursor, encodeCursor } from '../../questions/parameters/paging.js';
import type { Question } from '../../questions/question.js';
import { Problem } from '../problems/problem.js';
import { canonicalQuery, defaultsOf } from './canonical-query.js';
import { type CommonParameters, commonParameters, type Format } from './common-parameters.js';
import { readParameters } from './read-parameters.js';
import { membersOf, readSelect } from './select.js';

/** A question with its parameters, read and checked: the same for all URLs that ask the same. */
export type AnswerRequest = {
  question: Question;
  parameters: Record<string, unknown>;
  /** `companies/3/profit-by-year` */
  path: string;
  /** The canonical query string. */
  query: string;
  /** Digest of `path` and `query` without the page; a cursor is valid for one of them. */
  digest: string;
  /** The edition asked for, by parameter or cursor; undefined for the live one. */
  edition: string | undefined;
  /** The format asked for by parameter. */
  format: Format | undefined;
  /** Whether CSV begins with a byte order mark. */
  hasMark: boolean;
  /** The digests in its ETags, by form: a request is parsed once, and identified each time it is sent. */
  digests: Map<string, string>;
};

const pageParameters: readonly string[] = ['limit', 'offset', 'cursor'];

/**
 * Returns a function that reads the requests for one question.
 * @throws {Problem} the function: `invalid-parameter`
 */
export function createRequestReader(
  question: Question,
): (path: Record<string, string>, query: NodeJS.Dict<string | string[]>) => AnswerRequest {
  const schema = question.parameters.safeExtend(commonParameters) as z.ZodObject;
  const defaults = defaultsOf(question.parameters);
  const members = membersOf(question);
  return (pathParameters, rawQuery) => {
    const { edition, format, bom, select, ...asked } = readParameters(
      schema,
      pathParameters,
      rawQuery,
    ) as Record<string, unknown> & CommonParameters;
    const parameters: Record<string, unknown> = {
      ...asked,
      ...(select !== undefined && { select: readSelect(select, members) }),
    };
    const path = question.name.replaceAll(/\{(\w+)\}/g, (_, name) => String(parameters[name]));
    const inQuery = Object.entries(parameters).filter(([name]) => !(name in pathParameters));
    const ofAnyPage = inQuery.filter(([name]) => !pageParameters.includes(name));
    const digest = digestOf(path, canonicalQuery(ofAnyPage, defaults));
    const cursor = parameters.cursor as Cursor | undefined;
    checkCursor(cursor, digest, edition);
    return {
      question,
      parameters,
      path,
      query: canonicalQuery(inQuery, defaults),
      digest,
      edition: edition ?? cursor?.edition,
      format,
      hasMark: bom === '1',
      digests: new Map(),
    };
  };
}

/** Returns the URL of the page that begins after `cursor`. */
export function nextPageUrl(request: AnswerRequest, cursor: string): string {
  const query = new URLSearchParams(request.query);
  query.delete('offset');
  query.set('cursor', cursor);
  if (request.format !== undefined) query.set('format', request.format);
  if (request.hasMark) query.set('bom', '1');
  return `/v1/${request.path}?${query}`;
}

/** A cursor is valid for the question that returned it, in the edition of that answer. */
function checkCursor(cursor: Cursor | undefined, digest: string, edition: string | undefined): void {
  if (cursor === undefined) return;
  const invalid = (allowed: string): Problem =>
    new Problem('invalid-parameter', `'cursor' is of another question: it ${allowed}.`, {
      errors: [{ parameter: 'cursor', value: encodeCursor(cursor).slice(0, 200), allowed }],
    });
  if (cursor.query !== digest) {
    throw invalid('must be used with the parameters of the answer that returned it, except limit and format');
  }
  if (edition !== undefined && edition !== cursor.edition) {
    throw invalid(`continues in edition ${cursor.edition}: 'edition' must be the same, or left out`);
  }
}

/** Returns 132 bits of a SHA-256 as text: short, and no two questions share one. */
export const digestOf = (...parts: string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22);

/** What a path asks for, by its first word. */
const kinds: Readonly<Record<string, string>> = {
  companies: 'company',
  genres: 'genre',
  people: 'person',
  collections: 'collection',
};

/** Returns the problem that the edition has nothing with the id in the path, or with one of the ids asked for. */
export function unknownSubject({ parameters, question }: AnswerRequest): Problem {
  const [plural = ''] = question.name.split('/');
  const ids = [parameters.id ?? parameters.ids].flat();
  return new Problem(
    'not-found',
    ids.length > 1
      ? `The edition has not all of the ${plural} ${ids.join(', ')}.`
      : `The edition has no ${kinds[plural] ?? 'movie'} ${ids[0]}.`,
  );
}
