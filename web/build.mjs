// Bundles the page into dist/page: names contain a digest of their content, and each file is also written as .br and .gz.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const web = fileURLToPath(new URL('./', import.meta.url));
const out = join(web, '..', 'dist', 'page');

const { outputFiles } = await build({
  entryPoints: [join(web, 'main.tsx'), join(web, 'styles/main.css'), join(web, 'styles/docs.css')],
  bundle: true,
  minify: true,
  write: false,
  format: 'esm',
  target: ['es2022', 'chrome109', 'firefox115', 'safari16'],
  outdir: out,
  outbase: web,
  entryNames: '[name]-[hash]',
  legalComments: 'none',
  logLevel: 'warning',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  // downshift is written for React.
  alias: { react: 'preact/compat', 'react-dom': 'preact/compat' },
  define: { 'process.env.NODE_ENV': '"production"' },
});
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
/** @type {Record<string, string>} */
const names = {};
for (const { path, contents } of outputFiles) {
  const name = basename(path);
  if (name.startsWith('main-')) names[extname(name)] = name;
  writeCompressed(name, contents);
}
const icon = readFileSync(join(web, 'icon.svg'));
names['.svg'] = `icon-${createHash('sha256').update(icon).digest('hex').slice(0, 8).toUpperCase()}.svg`;
writeCompressed(names['.svg'], icon);
const page = readFileSync(join(web, 'index.html'), 'utf8')
  .replace('main.tsx', `assets/${names['.js']}`)
  .replace('styles/main.css', `assets/${names['.css']}`)
  .replace('icon.svg', `assets/${names['.svg']}`);
writeCompressed('index.html', Buffer.from(page));

/**
 * @param {string} name
 * @param {Uint8Array} content
 */
function writeCompressed(name, content) {
  const file = join(out, name);
  writeFileSync(file, content);
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
}
