import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { measureNames } from '../src/questions/measures/measures.js';
import { median, say } from './common-steps.js';
import { ask, lightGoal, p99, timesOfLight, withSmallServer } from './small-server.js';

/*
 * The thirty heaviest groupings asked for at once, of a server with 512 MB of heap: does it survive, is each answered or
 * told to come back, and how long do light questions wait meanwhile?
 */

const { values } = parseArgs({
  options: { movies: { type: 'string', default: '45466' }, groupings: { type: 'string', default: '30' } },
});
const [movies, count] = [Number(values.movies), Number(values.groupings)];

/** Tens of thousands of groups each, which are all read, because their order is that of a profit or a mean. */
const groups = [
  'director,decade',
  'company,country',
  'director,genre',
  'writer,decade',
  'company,genre',
  'composer,genre',
  'director,country',
  'director,year',
  'collection,keyword',
  'company,year',
];
const sorts = ['-profit', '-weightedRating', 'returnOnInvestment'];

/** Groupings asked before it counts. */
const warmUps = 5;

const pathOf = (at: number): string =>
  `/v1/movies/aggregate?${new URLSearchParams({
    group: groups[at % groups.length] as string,
    sort: sorts[Math.floor(at / groups.length) % sorts.length] as string,
    measures: measureNames.join(),
    limit: '1000',
    // So that none is cached.
    minVotes: String(Math.floor(at / (groups.length * sorts.length))),
  })}`;

type Grouping = { status: number | undefined; retryAfter: string | undefined; milliseconds: number };

await withSmallServer(movies, async (url, api) => {
  await timesOfLight(url, warmUp(url));
  const alone = await timesOfLight(url, sleep(5000));
  const grouping = Promise.all(Array.from({ length: count }, (_, at) => group(url, at)));
  const beside = await timesOfLight(url, grouping);
  const asked = await grouping;
  const answered = asked.filter(({ status }) => status === 200);
  const tooLong = asked.filter(({ status }) => status === 504);
  const rejected = asked.filter(({ status, retryAfter }) => status === 429 && Number(retryAfter) > 0);
  const others = asked.filter((one) => ![answered, tooLong, rejected].some((kind) => kind.includes(one)));
  say(
    `${count} groupings of ${movies} movies by ${measureNames.length} measures at once: ${answered.length} answered (median ${median(answered.map(({ milliseconds }) => milliseconds)).toFixed(0)} ms), ${tooLong.length} × 504 (longer than the deadline), ${rejected.length} × 429 with Retry-After, others: ${others.map(({ status }) => status).join() || 'none'}`,
  );
  say(`the server ended: ${api.exitCode !== null}`);
  say(`light questions, p99: ${p99(alone)} ms alone, ${p99(beside)} ms beside them (goal: ${lightGoal})`);
  if (others.length > 0 || answered.length === 0 || api.exitCode !== null) process.exitCode = 1;
});

/** Others of the same kind, one after the other: servers run for weeks. */
async function warmUp(url: string): Promise<void> {
  const others = groups.length * sorts.length;
  for (let at = 0; at < warmUps; at++) await group(url, others + at);
}

async function group(url: string, at: number): Promise<Grouping> {
  const began = performance.now();
  const response = await ask(url, pathOf(at), `reader ${at}`);
  await response.toArray();
  return {
    status: response.statusCode,
    retryAfter: response.headers['retry-after'],
    milliseconds: performance.now() - began,
  };
}
