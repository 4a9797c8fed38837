import type { z } from 'zod';
import type { LoadRun } from '../../model/load-run.js';

/** Who asked for an operation, and how that request is named elsewhere. */
export type Caller = { subject: string; requestId: string };

/** Something that changes what readers see: a POST with a small JSON body, for tokens with the scope `admin`. */
export type Operation = {
  /** The path below `/v1/`. */
  name: string;
  summary: string;
  description: string;
  body: z.ZodObject;
  /** Resolves with its report; throws what `src/load` throws. */
  run(body: Record<string, unknown>, caller: Caller, signal: AbortSignal): Promise<LoadRun>;
};
