import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import Router from '@koa/router';
import type { Context } from 'koa';
import { projectRoot } from '../../config/project-root.js';
import { encodings, negotiateEncoding } from '../requests/negotiate.js';

const folder = join(projectRoot, 'dist', 'page');
const endings: Record<string, string> = { br: '.br', gzip: '.gz', identity: '' };
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Allows what this server sends; no inline scripts or styles. */
const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

type Asset = { tag: string; type: string; forms: Record<string, Buffer> };

/** `/` and `/assets/…`: Marquee's page as the build wrote it, held in memory (about half a megabyte). */
export function webRoutes(): Router {
  const router = new Router({ sensitive: true });
  if (!existsSync(join(folder, 'index.html'))) {
    router.get('/', (ctx) => {
      ctx.type = 'text/plain';
      ctx.body =
        'The page has not been built: run `npm run setup`. Until then, /docs lets you try the questions.\n';
    });
    return router;
  }
  const names = readdirSync(folder).filter((name) => !/\.(br|gz)$/.test(name));
  for (const name of names) {
    const asset = readAsset(name);
    if (name === 'index.html') router.get('/', (ctx) => send(ctx, asset, 'no-cache'));
    // The name holds a digest of the content, so what it names never changes.
    else router.get(`/assets/${name}`, (ctx) => send(ctx, asset, 'public, max-age=31536000, immutable'));
  }
  return router;
}

function readAsset(name: string): Asset {
  const forms = Object.fromEntries(
    encodings.map((encoding) => [encoding, readFileSync(join(folder, name + endings[encoding]))]),
  );
  const digest = createHash('sha256')
    .update(forms.identity as Buffer)
    .digest('base64url');
  return { tag: digest.slice(0, 22), type: types[extname(name)] ?? 'application/octet-stream', forms };
}

function send(ctx: Context, { tag, type, forms }: Asset, caching: string): void {
  const encoding = negotiateEncoding(ctx);
  ctx.set({
    'Content-Security-Policy': pagePolicy,
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': caching,
    ETag: `"${tag}-${encoding}"`,
    Vary: 'Accept-Encoding',
  });
  // The tag names the content; each encoding of it will do.
  const known = ctx.headers['if-none-match'];
  if (known?.trim() === '*' || known?.includes(tag)) {
    ctx.status = 304;
    return;
  }
  if (encoding !== 'identity') ctx.set('Content-Encoding', encoding);
  ctx.set('Content-Type', type);
  ctx.body = forms[encoding];
}
