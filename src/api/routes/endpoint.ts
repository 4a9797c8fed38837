import type { z } from 'zod';
import type { Scope } from '../auth/authenticate.js';

/** A path of the API that is no question about the industry: what it takes and answers, for routes and OpenAPI. */
export type Endpoint = {
  /** The path below `/v1/`. */
  name: string;
  summary: string;
  description: string;
  scope: Scope;
  parameters: z.ZodObject;
  data: z.ZodType;
  /** Undefined when there is no such thing. */
  answer(parameters: Record<string, unknown>): Promise<unknown>;
  example: Record<string, string>;
};
