import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Router from '@koa/router';
import type { Context } from 'koa';
import examples from '../../../docs/openapi-examples.json' with { type: 'json' };
import { projectRoot } from '../../config/project-root.js';
import { operationIdOf } from '../openapi/describe-operations.js';
import { docsGuide } from './docs-guide.js';

/** Swagger UI from its package: nothing is fetched from other hosts. */
const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const assets = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
  'favicon-32x32.png': 'image/png',
} as const;

/** The style sheet that the page's build made for it, under `/assets`; none where the page is not built. */
const styles = (): string[] => {
  const built = join(projectRoot, 'dist', 'page');
  return existsSync(built) ? readdirSync(built).filter((name) => /^docs-.*\.css$/.test(name)) : [];
};

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Marquee API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
${styles()
  .map((name) => `<link rel="stylesheet" href="/assets/${name}">`)
  .join('')}
<script src="/docs/theme.js"></script>
<link rel="icon" href="/docs/favicon-32x32.png">
</head>
<body>
${docsGuide}<div id="api"></div>
<noscript>The description of the API for programs is at <a href="/openapi.json">/openapi.json</a>.</noscript>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

/** The colours chosen on the page, or the system's: Swagger UI has dark ones for the class dark-mode. */
const theme = `const chosen = localStorage.getItem('marquee.theme');
if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
const isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.classList.toggle('dark-mode', isDark);
`;

/** The token of the page, which is in the tab's session storage, is taken over. */
const start = `const ui = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#api',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: -1,
  tryItOutEnabled: true,
  persistAuthorization: false,
  validatorUrl: null,
  onComplete() {
    const token = sessionStorage.getItem('marquee.token');
    if (token !== null) ui.preauthorizeApiKey('token', token);
  },
});
`;

/** Allows what this server sends, and the inline styles and images of Swagger UI. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** `/docs`: a guide, Swagger UI over the OpenAPI document, where calls can be tried, and the answers that it shows. */
export function docsRoutes(): Router {
  const router = new Router({ sensitive: true });
  const send = (ctx: Context, type: string, body: unknown): void => {
    ctx.set('Content-Security-Policy', policy);
    ctx.set('Referrer-Policy', 'no-referrer');
    ctx.set('Cross-Origin-Opener-Policy', 'same-origin');
    ctx.type = type;
    ctx.body = body;
  };
  router.get('/docs', (ctx) => send(ctx, 'text/html', page));
  router.get('/docs/start.js', (ctx) => send(ctx, 'text/javascript', start));
  router.get('/docs/theme.js', (ctx) => send(ctx, 'text/javascript', theme));
  for (const [name, type] of Object.entries(assets)) {
    router.get(`/docs/${name}`, (ctx) => {
      ctx.set('Cache-Control', 'public, max-age=3600');
      send(ctx, type, createReadStream(join(folder, name)));
    });
  }
  for (const [name, example] of Object.entries(examples)) {
    router.get(`/docs/examples/${operationIdOf({ name })}.json`, (ctx) =>
      send(ctx, 'application/json', example),
    );
  }
  return router;
}
