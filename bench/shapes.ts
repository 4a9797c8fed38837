import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeEdition } from '../sample/write-edition.js';
import { allQuestions } from '../src/api/all-questions.js';
import { projectRoot } from '../src/config/project-root.js';
import { MarqueeClient } from '../src/elasticsearch/marquee-client.js';
import { startEmbeddedNode } from '../src/embedded/start-embedded-node.js';
import { loadEdition } from '../src/load/load-edition.js';
import type { EditionId } from '../src/model/edition-id.js';
import type { ShapeName } from '../src/model/shape-name.js';
import { createQuestionRunner } from '../src/questions/run.js';
import { transformEdition } from '../src/transform/transform-edition.js';
import { isQuick, say, tell } from './common-steps.js';

/*
 * TMDB's data at the sizes that people have: lines of its API, and the CSV of all movies from the transform to the answer
 * of every question, each step in a process of its own, for its memory.
 */

/** Seconds and MB of a reload of the CSV of all movies: transform, load, checks, publish. */
const goals = { seconds: 600, megabytes: 1500 };

type Run = { seconds: number; megabytes: number };

const { values } = parseArgs({
  options: {
    csv: { type: 'string', default: isQuick ? '5000' : '1300000' },
    api: { type: 'string', default: isQuick ? '2000' : '100000' },
    quick: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

const [role, ...rest] = process.argv.slice(2);
if (role === 'transform')
  await measured(() => transformEdition({ input: rest[0] as string, out: rest[1] as string }));
else if (role === 'load') await measured(() => load(rest[0] as string, rest[1] as string));
else await compare();

async function compare(): Promise<void> {
  await transformInProcess('tmdb-api', Number(values.api));
  const { hydration, run } = await transformInProcess('tmdb-csv', Number(values.csv));
  const dataDir = await mkdtemp(join(tmpdir(), 'marquee-bench-'));
  const node = await startEmbeddedNode({ dataDir, port: 0, heap: '1g' });
  try {
    const loaded = runInProcess(['load', node.url, hydration]);
    const [seconds, megabytes] = [run.seconds + loaded.seconds, Math.max(run.megabytes, loaded.megabytes)];
    say(`load, checks, publish: ${loaded.seconds.toFixed(0)} s, peak ${loaded.megabytes.toFixed(0)} MB`);
    say(
      `reload: ${seconds.toFixed(0)} s (goal: at most ${goals.seconds}), peak ${megabytes.toFixed(0)} MB (goal: at most ${goals.megabytes})`,
    );
    await askAll(node.url);
  } finally {
    await node.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function transformInProcess(
  shape: ShapeName,
  movies: number,
): Promise<{ hydration: string; run: Run }> {
  const folder = join(projectRoot, '.marquee', 'bench', `${movies}-movies-${shape}`);
  const edition = join(folder, 'edition');
  if (!existsSync(edition)) {
    tell(`making an edition of ${movies} movies as ${shape} in ${edition}`);
    await writeEdition(edition, { movies, seed: 1, ratings: 0, shape });
  }
  const hydration = join(folder, 'hydration');
  const run = runInProcess(['transform', edition, hydration]);
  say(
    `${shape}, ${movies} movies: transform ${run.seconds.toFixed(1)} s, ${Math.round(movies / run.seconds)} rows/s, peak ${run.megabytes.toFixed(0)} MB`,
  );
  return { hydration, run };
}

async function load(url: string, input: string): Promise<void> {
  const client = new MarqueeClient({ node: url, maxRetries: 0 });
  await loadEdition({ client, questions: allQuestions, input });
  await client.close();
}

/** The time of the example of every question, asked once. */
async function askAll(url: string): Promise<void> {
  const client = new MarqueeClient({ node: url });
  const aliases = await client.indices.getAlias({ name: client.names.alias('movies') });
  const id = Object.keys(aliases)[0]?.slice(-14) as EditionId;
  const runner = createQuestionRunner(client);
  const times: { name: string; milliseconds: number }[] = [];
  for (const question of allQuestions) {
    const parameters = question.parameters.parse(question.example ?? {}) as Record<string, unknown>;
    const began = performance.now();
    await runner.run(id, question, parameters);
    times.push({ name: question.name, milliseconds: performance.now() - began });
  }
  times.sort((a, b) => b.milliseconds - a.milliseconds);
  const middle = times[Math.floor(times.length / 2)];
  const slowest = times.slice(0, 5).map(({ name, milliseconds }) => `${name} ${milliseconds.toFixed(0)} ms`);
  say(
    `${times.length} questions, asked once: median ${middle?.milliseconds.toFixed(0)} ms; slowest ${slowest.join(', ')}`,
  );
  await client.close();
}

/** Runs something in this process and prints what it took, without the start of Node.js. */
async function measured(work: () => Promise<unknown>): Promise<void> {
  const begin = performance.now();
  await work();
  const result: Run = {
    seconds: (performance.now() - begin) / 1000,
    megabytes: process.resourceUsage().maxRSS / 1024,
  };
  process.stdout.write(JSON.stringify(result));
}

function runInProcess(args: string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as Run;
}
