import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeEdition } from '../sample/write-edition.js';
import { projectRoot } from '../src/config/project-root.js';
import { transformEdition } from '../src/transform/transform-edition.js';

/** Whether warm-ups and durations are short: all is measured, but roughly. */
export const isQuick = process.argv.includes('--quick');

/** Ratings of each movie in the full edition: 26,024,289 of 45,466. */
const fullRatings = 572;

/** Ratings of each movie where only the documents matter. */
const fewRatings = 57;

/** The size of the edition, the number of runs, and whether an edition of ten times the size follows. */
export type BenchOptions = { movies: number; ratingsPerMovie: number; runs: number; growth: boolean };

export function readOptions(defaultRuns: number): BenchOptions {
  const { values } = parseArgs({
    options: {
      movies: { type: 'string', default: '45466' },
      'ratings-per-movie': { type: 'string', default: String(fullRatings) },
      runs: { type: 'string', default: String(defaultRuns) },
      growth: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
    },
  });
  const [movies, runs, ratingsPerMovie] = [values.movies, values.runs, values['ratings-per-movie']].map(
    Number,
  ) as [number, number, number];
  if (!(movies >= 1 && runs >= 1)) throw new RangeError('--movies and --runs take a number from 1');
  if (!(ratingsPerMovie >= 0)) throw new RangeError('--ratings-per-movie takes a number from 0');
  return { movies, ratingsPerMovie, runs, growth: values.growth };
}

/** The folder of an invented edition, which is made once and kept. By default it has the ratings of the full edition. */
export async function prepareEdition(movies: number, ratingsPerMovie = fullRatings): Promise<string> {
  const ratings = movies * ratingsPerMovie;
  const full = join(projectRoot, '.marquee', 'bench', `${movies}-movies-${ratings}-ratings`, 'full');
  if (!existsSync(join(full, 'movies_metadata.csv'))) {
    tell(`making an edition of ${movies} movies and ${ratings} ratings in ${full}`);
    await writeEdition(full, { movies, seed: 1, ratings });
  }
  return full;
}

/** The hydration files of an invented edition, which is made once and kept. */
export async function prepareHydration(movies: number): Promise<string> {
  // The documents are the same size however many ratings are behind a histogram.
  const full = await prepareEdition(movies, fewRatings);
  const hydration = join(full, '..', 'hydration');
  await transformEdition({ input: full, out: hydration });
  return hydration;
}

/** Starts `marquee serve` over an Elasticsearch, in a process of its own, whose memory can be measured. */
export async function startServe(
  elasticsearch: string,
  secret: string,
  settings: Readonly<Record<string, string>>,
): Promise<{ api: ChildProcess; url: string }> {
  const api = spawn(process.execPath, [join(projectRoot, 'dist', 'src', 'cli.js'), 'serve'], {
    env: {
      ...process.env,
      ELASTICSEARCH_URL: elasticsearch,
      LOG_LEVEL: 'warn',
      JWT_SECRET: secret,
      PORT: '0',
      MARQUEE_RATE_LIMIT: '0',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(api.stdout, 'data')) as [Buffer];
  return { api, url: /API on (http:\S+),/.exec(line.toString())?.[1] as string };
}

export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** Prints a result, which goes to bench/RESULTS.md. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Prints what is being done, which is no result. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
