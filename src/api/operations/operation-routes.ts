import Router from '@koa/router';
import type { Context } from 'koa';
import type { Logger } from 'pino';
import { EditionRejectedError, LockError } from '../../load/load-error.js';
import type { LoadRun } from '../../model/load-run.js';
import type { RequireScope } from '../auth/require-scope.js';
import { requestIdOf } from '../middleware/request-id.js';
import { Problem } from '../problems/problem.js';
import { readBody } from '../requests/read-body.js';
import { missingPrivilege } from './missing-privilege.js';
import type { Caller, Operation } from './operation.js';

/**
 * One POST per operation, for tokens with the scope `admin`. Each writes a line to the log with `audit: true`, also
 * when it was rejected or failed: the caller, the body, what was live before, and the outcome.
 * @param signal aborted when the server stops
 */
export function operationRoutes(
  operations: readonly Operation[],
  requireScope: RequireScope,
  logger: Logger,
  signal: AbortSignal,
): Router {
  const router = new Router({ prefix: '/v1', sensitive: true });
  for (const { name, body, run } of operations) {
    router.post(`/${name}`, requireScope('admin'), async (ctx) => {
      const asked = await readBody(ctx, body);
      const caller = callerOf(ctx);
      const entry = { audit: true, operation: name, ...caller, address: ctx.ip, asked };
      try {
        const report = await run(asked, caller, signal);
        logger.info({ ...entry, ...summaryOf(report) }, 'operation');
        ctx.body = { data: report };
      } catch (error) {
        const { message } = error as Error;
        logger.warn({ ...entry, outcome: outcomeOf(error), error: message }, 'operation');
        throw toProblem(error);
      }
    });
    router.get(`/${name}`, () => {
      throw new Problem('method-not-allowed', 'An operation changes something: send a POST.', {
        headers: { Allow: 'POST' },
      });
    });
  }
  return router;
}

const callerOf = (ctx: Context): Caller => ({
  subject: String(ctx.state.user.sub ?? 'unknown'),
  requestId: requestIdOf(ctx),
});

const summaryOf = ({ id, outcome, edition, previous }: LoadRun) => ({ run: id, outcome, edition, previous });

function outcomeOf(error: unknown): LoadRun['outcome'] {
  if (error instanceof LockError) return 'locked';
  return error instanceof EditionRejectedError ? 'rejected' : 'failed';
}

function toProblem(error: unknown): unknown {
  if (error instanceof LockError) {
    return new Problem('locked', error.message, { headers: { 'Retry-After': '15' }, cause: error });
  }
  if (error instanceof EditionRejectedError) {
    return new Problem('edition-rejected', error.message, { cause: error });
  }
  const missing = missingPrivilege(error);
  return missing === undefined ? error : new Problem('missing-privilege', missing, { cause: error });
}
