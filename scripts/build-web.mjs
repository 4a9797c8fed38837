// Bundles the page in web into dist/page: names that hold a digest of their content, packed once here by brotli and gzip.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('../', import.meta.url));

/**
 * Writes dist/page: index.html, the bundled script and style, and each of them packed (.br, .gz).
 * @param {string} [folder] the checkout
 */
export async function buildWeb(folder = root) {
  const out = join(folder, 'dist', 'page');
  // Only who builds needs the bundler: set-up imports this file before anything is installed.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'web/main.ts'), join(folder, 'web/styles/main.css')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['es2022', 'chrome109', 'firefox115', 'safari16'],
    outdir: out,
    entryNames: '[name]-[hash]',
    legalComments: 'none',
    logLevel: 'warning',
  });
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  /** @type {Record<string, string>} */
  const names = {};
  for (const { path, contents } of outputFiles) {
    const name = basename(path);
    names[extname(name)] = name;
    writePacked(join(out, name), contents);
  }
  const icon = readFileSync(join(folder, 'web/icon.svg'));
  names['.svg'] = `icon-${createHash('sha256').update(icon).digest('hex').slice(0, 8).toUpperCase()}.svg`;
  writePacked(join(out, names['.svg']), icon);
  const page = readFileSync(join(folder, 'web/index.html'), 'utf8')
    .replace('main.ts', `assets/${names['.js']}`)
    .replace('styles/main.css', `assets/${names['.css']}`)
    .replace('icon.svg', `assets/${names['.svg']}`);
  writePacked(join(out, 'index.html'), Buffer.from(page));
}

/**
 * @param {string} file
 * @param {Uint8Array} content
 */
function writePacked(file, content) {
  writeFileSync(file, content);
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWeb();
