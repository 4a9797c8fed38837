import Router from '@koa/router';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import { EditionRejectedError, LockError } from '../../load/load-error.js';
import type { LoadRun } from '../../model/load-run.js';
import { requestIdOf } from '../middleware/request-id.js';
import { Problem } from '../problem.js';
import { missingPrivilege } from './missing-privilege.js';
import type { Operation } from './operation.js';
import { readBody } from './read-body.js';

/**
 * One POST per operation, behind the guard. Each leaves a line in the log with `audit: true`: who asked, for what, what
 * was live before, and how it ended; also when it was rejected or failed.
 */
export function operationRoutes(
  operations: readonly Operation[],
  guard: Middleware,
  logger: Logger,
  stop: AbortSignal,
): Router {
  const router = new Router({ prefix: '/v1', sensitive: true });
  for (const { name, body, run } of operations) {
    router.post(`/${name}`, guard, async (ctx) => {
      const asked = await readBody(ctx, body);
      const caller = { subject: String(ctx.state.user.sub ?? 'nobody'), requestId: requestIdOf(ctx) };
      const about = { audit: true, operation: name, ...caller, address: ctx.ip, asked };
      try {
        const report = await run(asked, caller, stop);
        logger.info({ ...about, ...endOf(report) }, 'operation');
        ctx.body = { data: report };
      } catch (error) {
        const outcome =
          error instanceof LockError
            ? 'locked'
            : error instanceof EditionRejectedError
              ? 'rejected'
              : 'failed';
        logger.warn({ ...about, outcome, error: (error as Error).message }, 'operation');
        throw toProblem(error);
      }
    });
    router.get(`/${name}`, () => {
      throw new Problem('method-not-allowed', 'This changes something: send a POST.', {
        headers: { Allow: 'POST' },
      });
    });
  }
  return router;
}

const endOf = ({ id, outcome, edition, previous }: LoadRun) => ({
  run: id,
  outcome,
  edition,
  previous,
});

function toProblem(error: unknown): unknown {
  if (error instanceof LockError) {
    return new Problem('locked', error.message, { headers: { 'Retry-After': '15' }, cause: error });
  }
  if (error instanceof EditionRejectedError)
    return new Problem('edition-rejected', error.message, { cause: error });
  const missing = missingPrivilege(error);
  return missing === undefined ? error : new Problem('missing-privilege', missing, { cause: error });
}
