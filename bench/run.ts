import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../src/config/project-root.js';
import { say } from './common-steps.js';

/*
 * Runs all benchmarks. The whole run writes its figures to bench/RESULTS.md; `--quick` has a small edition, few rounds
 * and short warm-ups, shows within minutes that every benchmark works, and writes nothing, because its figures are rough.
 */

const parts = [
  'transform',
  'shapes',
  'load',
  'api',
  'groupings',
  'heavy-groupings',
  'search',
  'page',
  'exports',
  'downloads',
] as const;
type Part = (typeof parts)[number];

const quickOptions: Record<Part, string[]> = {
  transform: ['--movies', '2000', '--runs', '1'],
  shapes: ['--quick'],
  load: ['--movies', '2000', '--runs', '1'],
  api: ['--movies', '2000', '--runs', '1', '--quick'],
  groupings: ['--movies', '2000', '--runs', '3', '--quick'],
  'heavy-groupings': ['--movies', '2000'],
  search: ['--movies', '2000', '--runs', '40', '--quick'],
  page: ['--movies', '2000', '--runs', '1'],
  exports: ['--movies', '2000'],
  downloads: ['--reloads', '1'],
};

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const began = new Date();
const sections: string[] = [];
for (const part of parts) {
  const lines = await runPart(part, values.quick ? quickOptions[part] : []);
  sections.push(`## ${part}\n\n\`\`\`text\n${lines}\`\`\`\n`);
}
if (!values.quick) {
  const path = join(projectRoot, 'bench', 'RESULTS.md');
  await writeFile(path, `${describeRun(began)}\n${sections.join('\n')}`);
  say(`\nwritten: ${path}`);
}

/** Runs one benchmark, shows what it prints and returns it. */
async function runPart(part: Part, options: readonly string[]): Promise<string> {
  say(`\nbench: ${part} …`);
  const start = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, `${part}.js`), ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    process.stdout.write(chunk);
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${part} ended with ${code}; alone: node dist/bench/${part}.js`);
  say(`bench: ${part}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
  return text;
}

function describeRun(date: Date): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8' }).trim();
  const isChanged = git('status', '--porcelain', '--untracked-files=no') !== '';
  return `# Results of the benchmarks

Written by \`npm run bench\`; do not edit. What is measured, and beside what, is said at the top of each file of \`bench/\`.

| | |
| --- | --- |
| date | ${date.toISOString().slice(0, 10)} |
| commit | ${git('rev-parse', '--short', 'HEAD')}${isChanged ? ', with changes' : ''} |
| command | \`npm run bench\` |
| machine | ${availableParallelism()} cores of ${cpus()[0]?.model.trim()}, ${(totalmem() / 1024 ** 3).toFixed(0)} GB |
| system | ${type()} ${release()}, Node.js ${process.version} |
`;
}
