import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import Router from '@koa/router';
import type { Context } from 'koa';
import type { PageConfig } from '../../config/page-config.js';
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

const closed: PageConfig = { frameAncestors: [], hasPosters: false };

/** Allows what this server sends and what the operator has allowed; no inline scripts or styles. */
function policyOf({ frameAncestors, hasPosters }: PageConfig): string {
  const images = hasPosters ? "'self' data: https://image.tmdb.org" : "'self' data:";
  const ancestors = frameAncestors.length === 0 ? "'none'" : frameAncestors.join(' ');
  return `default-src 'none'; script-src 'self'; style-src 'self'; img-src ${images}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ${ancestors}`;
}

type Asset = { tag: string; type: string; forms: Record<string, Buffer> };

/**
 * `/` and `/assets/…`: Marquee's page as the build wrote it, held in memory (about half a megabyte). Its document says what
 * the operator has allowed.
 */
export function webRoutes(config: PageConfig = closed): Router {
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
  const policy = policyOf(config);
  for (const name of names) {
    if (name === 'index.html') {
      const start = readDocument(config);
      router.get('/', (ctx) => send(ctx, start, policy, 'no-cache'));
      continue;
    }
    const asset = readAsset(name);
    // The name holds a digest of the content, so what it names never changes.
    router.get(`/assets/${name}`, (ctx) => send(ctx, asset, policy, 'public, max-age=31536000, immutable'));
  }
  return router;
}

/** The document of the page, with what the operator has allowed as words of a meta element. */
function readDocument({ frameAncestors, hasPosters }: PageConfig): Asset {
  const allowed = [frameAncestors.length > 0 && 'frames', hasPosters && 'posters'].filter(Boolean).join(' ');
  const identity = Buffer.from(
    readFileSync(join(folder, 'index.html'), 'utf8').replace(
      '<meta name="allowed" content="">',
      `<meta name="allowed" content="${allowed}">`,
    ),
  );
  return toAsset('index.html', { br: brotliCompressSync(identity), gzip: gzipSync(identity), identity });
}

function readAsset(name: string): Asset {
  const forms = encodings.map((encoding) => [encoding, readFileSync(join(folder, name + endings[encoding]))]);
  return toAsset(name, Object.fromEntries(forms));
}

function toAsset(name: string, forms: Record<string, Buffer>): Asset {
  const digest = createHash('sha256')
    .update(forms.identity as Buffer)
    .digest('base64url');
  return { tag: digest.slice(0, 22), type: types[extname(name)] ?? 'application/octet-stream', forms };
}

function send(ctx: Context, { tag, type, forms }: Asset, policy: string, caching: string): void {
  const encoding = negotiateEncoding(ctx);
  ctx.set({
    'Content-Security-Policy': policy,
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
