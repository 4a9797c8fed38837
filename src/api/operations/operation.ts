import type { z } from 'zod';
import type { LoadRun } from '../../model/load-run.js';

/** The caller of an operation: the subject of its token, and the id of its request. */
export type Caller = { subject: string; requestId: string };

/** A change of what readers see: a POST with a small JSON body, for tokens with the scope `admin`. */
export type Operation = {
  /** The path below `/v1/`. */
  name: string;
  summary: string;
  description: string;
  body: z.ZodObject;
  /** Returns the report of the run. @throws as `src/load` does */
  run(body: Record<string, unknown>, caller: Caller, signal: AbortSignal): Promise<LoadRun>;
};
