import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { say } from './common-steps.js';
import { ask, lightGoal, p99, timesOfLight, withSmallServer } from './small-server.js';

/*
 * A hundred exports of all movies asked for at once, half of them by slow readers, of a server with 512 MB of heap: does
 * it survive, are those that are let in complete, and how long do light questions wait meanwhile?
 */

const { values } = parseArgs({
  options: {
    movies: { type: 'string', default: '45466' },
    exports: { type: 'string', default: '100' },
  },
});
const [movies, count] = [Number(values.movies), Number(values.exports)];

/** Milliseconds that a slow reader waits after each chunk. */
const pause = 20;

const lineFeed = 0x0a;

type Export = { status: number | undefined; rows: number; wasCut: boolean };

await withSmallServer(movies, async (url, api) => {
  const alone = await timesOfLight(url, sleep(5000));
  const exporting = Promise.all(Array.from({ length: count }, (_, at) => exportAll(url, at)));
  const beside = await timesOfLight(url, exporting);
  const exports = await exporting;
  const letIn = exports.filter(({ status }) => status === 200);
  const complete = letIn.filter(({ rows, wasCut }) => !wasCut && rows === movies);
  const rejected = exports.filter(({ status }) => status === 429);
  say(`${count} exports of ${movies} movies at once: ${letIn.length} let in, ${rejected.length} × 429`);
  say(`complete: ${complete.length}; the server ended: ${api.exitCode !== null}`);
  say(`light questions, p99: ${p99(alone)} ms alone, ${p99(beside)} ms beside them (goal: ${lightGoal})`);
  const isGood = complete.length === letIn.length && letIn.length + rejected.length === count;
  if (!isGood || letIn.length === 0 || api.exitCode !== null) process.exitCode = 1;
});

async function exportAll(url: string, reader: number): Promise<Export> {
  const response = await ask(
    url,
    '/v1/movies/search?limit=all&format=ndjson&adult=include',
    `reader ${reader}`,
  );
  const rows = await rowsOf(response, reader % 2 === 0 ? 0 : pause).catch(() => undefined);
  return { status: response.statusCode, rows: rows ?? 0, wasCut: rows === undefined };
}

async function rowsOf(response: IncomingMessage, pauseAfterChunk: number): Promise<number> {
  let rows = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, at + 1)) rows++;
    if (pauseAfterChunk > 0) await sleep(pauseAfterChunk);
  }
  return rows;
}
