import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allQuestions } from '../src/api/all-questions.js';
import { MarqueeClient } from '../src/elasticsearch/marquee-client.js';
import { startEmbeddedNode } from '../src/embedded/start-embedded-node.js';
import { readManifest } from '../src/hydration/read-hydration.js';
import { readBatches } from '../src/load/bulk/read-batches.js';
import { toOperations } from '../src/load/bulk/send-bulk.js';
import { defaultBulkSettings } from '../src/load/bulk/send-documents.js';
import { createIndices } from '../src/load/create-indices.js';
import { loadEdition } from '../src/load/load-edition.js';
import { rollBack } from '../src/load/publish-edition.js';
import { RunRecorder } from '../src/load/run-recorder.js';
import { documentTypes } from '../src/model/document-type.js';
import type { LoadRun } from '../src/model/load-run.js';
import { median, prepareHydration, readOptions, say } from './common-steps.js';

/*
 * How long does a load take beside a bare HTTP client that sends the same bulk bodies, built beforehand, to the
 * same node? Both run alternately, over the same number of connections, into fresh indices of the same mapping.
 */

/** Goals: ratio of the whole load to the bare client's sending; milliseconds of a publish and of a rollback. */
const goals = { load: 2.3, publish: 200, rollback: 1000 };

type Measured = { run: LoadRun; megabytes: number };

const [role, ...rest] = process.argv.slice(2);
if (role === 'load') await load(rest[0] as string, rest[1] as string);
else await compare();

async function compare(): Promise<void> {
  const { movies, runs, growth } = readOptions(3);
  const dataDir = await mkdtemp(join(tmpdir(), 'marquee-bench-'));
  const node = await startEmbeddedNode({ dataDir, port: 0, heap: '1g' });
  try {
    if (growth) await compareMemory(node.url, movies);
    else await compareTimes(node.url, movies, runs);
  } finally {
    await node.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function compareTimes(url: string, movies: number, runs: number): Promise<void> {
  const hydration = await prepareHydration(movies);
  const bodies = await buildBodies(hydration);
  const [bare, ours]: [number[], Measured[]] = [[], []];
  // The first pass warms the node up and is not counted.
  for (let n = 0; n <= runs; n++) {
    const seconds = await sendBare(url, hydration, bodies);
    const measured = loadInProcess(url, hydration);
    if (n > 0) bare.push(seconds);
    if (n > 0) ours.push(measured);
  }
  const stage = (name: string): number =>
    median(ours.map(({ run }) => run.stages.find((one) => one.name === name)?.seconds ?? Number.NaN));
  const [sent, all] = [stage('send'), median(ours.map(({ run }) => run.seconds ?? Number.NaN))];
  const alone = median(bare);
  say(`${movies} movies with all their entities, ${runs} runs each, medians`);
  say(`bare HTTP client, prebuilt bodies   ${alone.toFixed(2)} s`);
  say(`load, sending                       ${sent.toFixed(2)} s`);
  say(`  ratio ${(sent / alone).toFixed(2)}`);
  say(`load, from the files' digests to the last old edition deleted ${all.toFixed(2)} s`);
  say(`  ratio ${(all / alone).toFixed(2)} (goal: at most ${goals.load})`);
  say(`  of it: ${ours[0]?.run.stages.map(({ name }) => `${name} ${stage(name).toFixed(2)}`).join(', ')}`);
  say(`publish ${(1000 * stage('publish')).toFixed(0)} ms (goal: less than ${goals.publish})`);
  const client = new MarqueeClient({ node: url });
  const { seconds } = await rollBack(undefined, { client, recorder: new RunRecorder('rollback') });
  const bytes = await bytesOfEdition(client);
  await client.close();
  say(`rollback ${(1000 * (seconds ?? Number.NaN)).toFixed(0)} ms (goal: less than ${goals.rollback})`);
  say(`peak memory of the loader ${Math.max(...ours.map(({ megabytes }) => megabytes)).toFixed(0)} MB`);
  const kilobytes = (size: number) => `${(size / movies / 1000).toFixed(1)} KB`;
  say(
    `disk of one copy, for each movie: its document ${kilobytes(bytes.movies)}, with its share of the other indices ${kilobytes(bytes.all)}`,
  );
}

/** What the live edition takes on disk, without replicas. */
async function bytesOfEdition(client: MarqueeClient): Promise<{ movies: number; all: number }> {
  const sizeOf = async (index: string | string[]): Promise<number> => {
    const { _all } = await client.indices.stats({ index, metric: 'store' });
    return _all.primaries?.store?.size_in_bytes ?? Number.NaN;
  };
  return { movies: await sizeOf(client.names.alias('movies')), all: await sizeOf([...client.names.aliases]) };
}

/** Peak memory of a load of an edition, and of one five times as large. */
async function compareMemory(url: string, movies: number): Promise<void> {
  for (const size of [movies, 5 * movies]) {
    const { megabytes, run } = loadInProcess(url, await prepareHydration(size));
    say(`${size} movies: peak memory of the loader ${megabytes.toFixed(0)} MB, ${run.seconds?.toFixed(1)} s`);
  }
}

type Bodies = { type: (typeof documentTypes)[number]; bodies: Buffer[] }[];

async function buildBodies(hydration: string): Promise<Bodies> {
  const all: Bodies = [];
  for (const type of documentTypes) {
    const bodies: Buffer[] = [];
    const batches = readBatches(hydration, type, defaultBulkSettings.flushBytes);
    for await (const batch of batches) bodies.push(Buffer.from(`${toOperations(batch).join('\n')}\n`));
    all.push({ type, bodies });
  }
  return all;
}

/** Seconds to send the bodies to fresh indices, which are deleted again. */
async function sendBare(url: string, hydration: string, all: Bodies): Promise<number> {
  const client = new MarqueeClient({ node: url });
  const edition = '20000101000000';
  await createIndices(client, edition, await readManifest(hydration), 'bench');
  const began = performance.now();
  for (const { type, bodies } of all) {
    const queue = [...bodies];
    const sender = async (): Promise<void> => {
      for (let body = queue.shift(); body; body = queue.shift()) {
        await post(`${url}/${client.names.index(type, edition)}/_bulk?filter_path=items.*.error`, body);
      }
    };
    await Promise.all(Array.from({ length: defaultBulkSettings.concurrency }, sender));
  }
  const seconds = (performance.now() - began) / 1000;
  await client.indices.delete({ index: documentTypes.map((type) => client.names.index(type, edition)) });
  await client.close();
  return seconds;
}

async function post(url: string, body: Buffer): Promise<void> {
  const headers = { 'content-type': 'application/x-ndjson' };
  const response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) });
  const text = await response.text();
  if (text !== '{}') throw new Error(`refused: ${text.slice(0, 500)}`);
}

/** A load in a process of its own. */
function loadInProcess(url: string, hydration: string): Measured {
  const script = fileURLToPath(import.meta.url);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, 'load', url, hydration], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 ** 2,
  });
  if (status !== 0) throw new Error(`the load ended with ${status}: ${stderr}`);
  return JSON.parse(stdout) as Measured;
}

async function load(url: string, input: string): Promise<void> {
  const client = new MarqueeClient({ node: url, maxRetries: 0 });
  const run = await loadEdition({
    client,
    input,
    questions: allQuestions,
    force: true,
    acceptShrink: true,
    keep: 2,
  });
  await client.close();
  process.stdout.write(JSON.stringify({ run, megabytes: process.resourceUsage().maxRSS / 1024 }));
}
