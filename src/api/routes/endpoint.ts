import type { z } from 'zod';
import type { Scope } from '../auth/authenticate.js';

/** A GET that is no question about the movies: its parameters and its answer, for its route and for OpenAPI. */
export type Endpoint = {
  /** The path below `/v1/`. */
  name: string;
  summary: string;
  description: string;
  scope: Scope;
  parameters: z.ZodObject;
  /** The shape of `data`. */
  data: z.ZodType;
  /** Returns `data`; undefined while no edition is live. */
  answer(parameters: Record<string, unknown>): Promise<unknown>;
  /** Parameters of a call that means something. */
  example: Record<string, string>;
};
