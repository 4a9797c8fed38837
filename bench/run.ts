import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../src/config/project-root.js';
import { say } from './common-steps.js';

/*
 * Runs the benchmarks, all or those that are named. Their figures go to bench/RESULTS.md, each with its day, commit and
 * machine; those of others stay. `--quick` has a small edition, few rounds and short warm-ups, shows within minutes that
 * every benchmark works, and writes nothing, because its figures are rough.
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

const head = `# Results of the benchmarks

Written by \`npm run bench\`; do not edit. What is measured, and beside what, is said at the top of each file of \`bench/\`.
`;

const quickOptions: Record<Part, string[]> = {
  transform: ['--movies', '1000', '--runs', '1'],
  shapes: ['--quick'],
  load: ['--movies', '1000', '--runs', '1'],
  api: ['--movies', '1000', '--runs', '1', '--quick'],
  groupings: ['--movies', '1000', '--runs', '3', '--quick'],
  'heavy-groupings': ['--movies', '1000', '--groupings', '12'],
  search: ['--movies', '1000', '--runs', '15', '--quick'],
  page: ['--movies', '1000', '--runs', '1'],
  exports: ['--movies', '1000'],
  downloads: ['--reloads', '1'],
};

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !parts.some((part) => part === name));
if (unknown.length > 0)
  throw new RangeError(`${unknown.join(', ')}: no such benchmark, of: ${parts.join(', ')}`);
const results = join(projectRoot, 'bench', 'RESULTS.md');
for (const part of parts.filter((part) => positionals.length === 0 || positionals.includes(part))) {
  const began = new Date();
  const lines = await runPart(part, values.quick ? quickOptions[part] : []);
  if (!values.quick) await writeSection(part, `${describeRun(part, began)}\n\`\`\`text\n${lines}\`\`\`\n`);
}
if (!values.quick) say(`\nwritten: ${results}`);

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

/** Writes the section of one benchmark; the others stay as they are. */
async function writeSection(part: Part, text: string): Promise<void> {
  const before = existsSync(results) ? await readFile(results, 'utf8') : '';
  const kept = new Map(
    before.split(/^## /m).map((section) => {
      const [name = ''] = section.split('\n', 1);
      return [name, section.slice(name.length).trim()];
    }),
  );
  kept.set(part, text.trim());
  const sections = parts.filter((name) => kept.has(name)).map((name) => `## ${name}\n\n${kept.get(name)}\n`);
  await writeFile(results, [head, ...sections].join('\n'));
}

function describeRun(part: Part, date: Date): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8' }).trim();
  const isChanged = git('status', '--porcelain', '--untracked-files=no', ':!bench/RESULTS.md') !== '';
  const commit = `${git('rev-parse', '--short', 'HEAD')}${isChanged ? ', with changes' : ''}`;
  const machine = `${availableParallelism()} cores of ${cpus()[0]?.model.trim()}, ${(totalmem() / 1024 ** 3).toFixed(0)} GB, ${type()} ${release()}, Node.js ${process.version}`;
  return `${date.toISOString().slice(0, 10)}, commit ${commit}, \`npm run bench -- ${part}\`, on ${machine}\n`;
}
