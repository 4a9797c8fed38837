import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Router from '@koa/router';
import { projectRoot } from '../../config/project-root.js';

/** `/runbooks/ALERT`: what to do when an alert of deploy/prometheus fires, from docs/operations.md, for the alert's link. */
export function runbookRoutes(): Router {
  const router = new Router({ sensitive: true });
  for (const [alert, text] of readRunbooks()) {
    router.get(`/runbooks/${alert}`, (ctx) => {
      ctx.type = 'text/plain';
      ctx.body = text;
    });
  }
  return router;
}

/** Returns the sections of the operations guide that have the name of an alert, by that name in small letters. */
function readRunbooks(): [alert: string, text: string][] {
  const sections = readFileSync(join(projectRoot, 'docs', 'operations.md'), 'utf8').split(/^(?=#{2,3} )/m);
  return sections.flatMap((section) => {
    const [, alert] = /^### (Marquee\w+)\n/.exec(section) ?? [];
    return alert === undefined ? [] : [[alert.toLowerCase(), section.replace(/^#+ /, '')]];
  });
}
