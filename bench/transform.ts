import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { link, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import csvParser from 'csv-parser';
import { projectRoot } from '../src/config/project-root.js';
import { transformEdition } from '../src/transform/transform-edition.js';
import { type BenchOptions, prepareEdition, readOptions, say } from './common-steps.js';

/*
 * Time and peak memory of a transform beside a bare csv-parser pass over the same files, which does nothing with the rows.
 * Both run alternately, each in a process of its own; medians and their ratios are printed. The edition has the size of the
 * real one; --movies and --ratings-per-movie make it smaller, --growth compares it with one of ten times the size.
 */

const files = ['movies_metadata.csv', 'credits.csv', 'keywords.csv', 'links.csv', 'ratings.csv'] as const;

/** What a child process prints of its run. */
type Run = { milliseconds: number; cpuMilliseconds: number; megabytes: number };

/**
 * Goals on 2 cores: ratios to the bare passes; how many times as long pandas takes for the same documents; time per movie
 * at ten times the movies; peak memory in MB, at the real size and at ten times.
 */
const goals = {
  metadata: 2.5,
  everything: 0.75,
  pandas: 2.5,
  growth: 1.15,
  megabytes: 350,
  megabytesAtTen: 1000,
};

const [role, ...rest] = process.argv.slice(2);
if (role === 'parse') await measured(() => parseFiles(rest));
else if (role === 'transform') await measured(() => transform(rest[0] as string, rest[1] as string));
else await compare();

async function compare(): Promise<void> {
  const options = readOptions(5);
  if (options.growth) return await compareSizes(options);
  const { movies, ratingsPerMovie, runs } = options;
  const { full, metadata } = await prepare(movies, ratingsPerMovie);
  const out = join(full, '..', 'out');
  say(
    `${movies} movies, ${movies * ratingsPerMovie} ratings, ${runs} runs each, medians; ratios by time on the clock, and by time on the processor`,
  );
  const passes = new Map<string, Run[]>();
  const hasPandas = spawnSync('python3', ['-c', 'import pandas']).status === 0;
  const note = (name: string, args: string[]) => passes.set(name, [...(passes.get(name) ?? []), run(args)]);
  for (let n = 0; n < runs; n++) {
    for (const file of files) note(file, ['parse', join(full, file)]);
    note('metadata', ['transform', metadata, out]);
    note('everything', ['transform', full, out]);
    if (hasPandas)
      for (const [name, time] of Object.entries(runPandas(join(metadata, files[0]), out)))
        passes.set(name, [...(passes.get(name) ?? []), time]);
  }
  const median = (name: string): Run => medianOf(passes.get(name) ?? []);
  for (const file of files) say(describe(`csv-parser, ${file}`, median(file)));
  const bare = { metadata: median('movies_metadata.csv'), everything: sum(files.map(median)) };
  for (const name of ['metadata', 'everything'] as const) {
    const ours = median(name);
    const ratio = (ours.milliseconds / bare[name].milliseconds).toFixed(2);
    const cpuRatio = (ours.cpuMilliseconds / bare[name].cpuMilliseconds).toFixed(2);
    say(describe(`transform, ${name}`, ours));
    say(
      `  ratio ${ratio} on the clock, ${cpuRatio} on the processor (goal: at most ${goals[name]} on the clock)`,
    );
    say(`  peak memory ${ours.megabytes.toFixed(0)} MB (goal: at most ${goals.megabytes})`);
  }
  if (hasPandas) {
    const ours = median('metadata').milliseconds;
    const [literals, documents] = [median('literals').milliseconds, median('documents').milliseconds];
    say(
      `pandas with ast.literal_eval, metadata: documents written after ${(documents / 1000).toFixed(2)} s, ${(documents / ours).toFixed(1)} × ours (goal: at least ${goals.pandas}); literals read, and no more, after ${(literals / 1000).toFixed(2)} s, ${(literals / ours).toFixed(1)} ×`,
    );
  } else say('pandas: left out, because python3 here cannot import it');
  await rm(out, { recursive: true, force: true });
}

/** Time for each movie at ten times the edition, beside that at the edition itself. */
async function compareSizes({ movies, ratingsPerMovie, runs }: BenchOptions): Promise<void> {
  const measure = async (size: number): Promise<Run> => {
    const { full } = await prepare(size, ratingsPerMovie);
    const out = join(full, '..', 'out');
    const median = medianOf(Array.from({ length: runs }, () => run(['transform', full, out])));
    say(describe(`transform, ${size} movies`, median));
    await rm(out, { recursive: true, force: true });
    return median;
  };
  const one = await measure(movies);
  const ten = await measure(10 * movies);
  const ratio = (time: 'milliseconds' | 'cpuMilliseconds') => (ten[time] / one[time] / 10).toFixed(2);
  say(
    `  time per movie at ten times the size: ratio ${ratio('milliseconds')} on the clock, ${ratio('cpuMilliseconds')} on the processor (goal: at most ${goals.growth})`,
  );
  say(`  peak memory ${ten.megabytes.toFixed(0)} MB (goal: at most ${goals.megabytesAtTen})`);
}

/** The times that pandas takes from the file to literals, and to documents, without the start of Python. */
function runPandas(path: string, out: string): Record<'literals' | 'documents', Run> {
  const script = join(projectRoot, 'bench', 'pandas-documents.py');
  const { status, stdout, stderr } = spawnSync('python3', [script, path, out], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`pandas ended with ${status}: ${stderr}`);
  const { literals, documents } = JSON.parse(stdout) as { literals: number; documents: number };
  const run = (milliseconds: number): Run => ({
    milliseconds,
    cpuMilliseconds: milliseconds,
    megabytes: Number.NaN,
  });
  return { literals: run(literals), documents: run(documents) };
}

/** The edition, made once and kept, and a folder with nothing but its metadata. */
async function prepare(movies: number, ratingsPerMovie: number): Promise<{ full: string; metadata: string }> {
  const full = await prepareEdition(movies, ratingsPerMovie);
  const metadata = join(full, '..', 'metadata');
  await mkdir(metadata, { recursive: true });
  await rm(join(metadata, files[0]), { force: true });
  await link(join(full, files[0]), join(metadata, files[0]));
  return { full, metadata };
}

async function parseFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    let rows = 0;
    const parser = createReadStream(path).pipe(csvParser());
    parser.on('data', () => rows++);
    await finished(parser);
    if (rows === 0) throw new Error(`${path} has no rows`);
  }
}

async function transform(input: string, out: string): Promise<void> {
  await transformEdition({ input, out });
}

/** Runs something in this process and prints what it took, without the start of Node.js. */
async function measured(work: () => Promise<void>): Promise<void> {
  const begin = performance.now();
  const cpu = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  const result: Run = {
    milliseconds: performance.now() - begin,
    cpuMilliseconds: (user + system) / 1000,
    megabytes: process.resourceUsage().maxRSS / 1024,
  };
  process.stdout.write(JSON.stringify(result));
}

function run(args: string[]): Run {
  // What earlier runs left to be written would be waited for by this one.
  spawnSync('sync');
  const { status, stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as Run;
}

function medianOf(runs: readonly Run[]): Run {
  const middle = (key: keyof Run): number =>
    runs.map((run) => run[key]).sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? Number.NaN;
  return {
    milliseconds: middle('milliseconds'),
    cpuMilliseconds: middle('cpuMilliseconds'),
    megabytes: Math.max(...runs.map(({ megabytes }) => megabytes)),
  };
}

function sum(runs: readonly Run[]): Run {
  return runs.reduce((a, b) => ({
    milliseconds: a.milliseconds + b.milliseconds,
    cpuMilliseconds: a.cpuMilliseconds + b.cpuMilliseconds,
    megabytes: Math.max(a.megabytes, b.megabytes),
  }));
}

function describe(name: string, { milliseconds, cpuMilliseconds, megabytes }: Run): string {
  const seconds = (time: number): string => `${(time / 1000).toFixed(2).padStart(7)} s`;
  const times = `${seconds(milliseconds)}, processor ${seconds(cpuMilliseconds)}`;
  return `${name.padEnd(32)} ${times}, peak ${megabytes.toFixed(0).padStart(5)} MB`;
}
