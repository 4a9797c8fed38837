import type { Context } from 'koa';
import getRawBody from 'raw-body';
import type { z } from 'zod';
import { Problem } from '../problems/problem.js';
import { readParameters } from './read-parameters.js';

/** Bytes of the body of an operation; the longest valid one has about 70. */
const maxBytes = 1024;

/**
 * Reads the JSON body of a request by a schema; no body counts as an empty object.
 * @throws {Problem} `body-too-large`, `unsupported-media-type`, `malformed-body`; `invalid-parameter`, naming every
 * invalid member
 */
export async function readBody(ctx: Context, schema: z.ZodObject): Promise<Record<string, unknown>> {
  const text = await readText(ctx, maxBytes);
  if (text === '') return readParameters(schema, {}, {});
  if (!ctx.is('application/json')) {
    throw new Problem('unsupported-media-type', 'The body must be application/json.');
  }
  return readParameters(schema, {}, toObject(text));
}

/**
 * Reads the body of a request as text.
 * @param limit most bytes
 * @throws {Problem} `body-too-large`
 */
export function readText(ctx: Context, limit: number): Promise<string> {
  const length = ctx.get('content-length') || null;
  return getRawBody(ctx.req, { limit, encoding: 'utf8', length }).catch(
    (error: Error & { type?: string }) => {
      if (error.type === undefined) throw error;
      if (error.type !== 'entity.too.large') {
        throw new Problem('malformed-request', `The body could not be read: ${error.message}.`);
      }
      // The rest of the body is not read.
      throw new Problem('body-too-large', `The body has more than ${limit} bytes.`, {
        headers: { Connection: 'close' },
      });
    },
  );
}

function toObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new Problem('malformed-body', 'The body is not a JSON object.');
}
