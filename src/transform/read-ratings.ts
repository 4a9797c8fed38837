import { Worker } from 'node:worker_threads';
import { DatasetError } from '../files/dataset-error.js';
import type { EditionFile } from '../files/edition-source.js';
import type { MovieLens } from '../model/movie.js';
import type { FileReport, RatingsReport } from '../model/report.js';
import type { EditionSource } from '../sources/open-edition.js';
import type { BudgetLimits } from './error-budget.js';
import type { RatingsCount, RatingsMessage, RatingsTask } from './ratings-worker.js';
import type { Links } from './read-links.js';
import { newFileReport } from './read-table.js';

/**
 * Counts the ratings of an edition in a worker thread, while this thread reads the other files.
 * @param rejections - path of the file for rejected rows
 * @returns once the thread has ended; undefined when the edition lacks the file
 * @throws {DatasetError} when the file cannot be read, or too many rows are rejected; the reason of the signal
 */
export async function countInThread(
  { sides, local, invalidate }: EditionSource,
  { limits, rejections }: { limits: BudgetLimits; rejections: string },
  onRead: (file: EditionFile) => (bytes: number) => void,
  signal: AbortSignal,
): Promise<RatingsCount | undefined> {
  const file = sides.get('ratings');
  if (file === undefined) return undefined;
  const task: RatingsTask = { ...local, limits, rejections };
  const result = await run(task, onRead(file), signal);
  if ('count' in result) return result.count;
  const { message, isDatasetError, isDamaged } = result.failure;
  if (isDamaged) await invalidate?.();
  throw isDatasetError ? new DatasetError(message) : new Error(message);
}

type Result = Exclude<RatingsMessage, { read: number }>;

function run(task: RatingsTask, onRead: (bytes: number) => void, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./ratings-worker.js', import.meta.url), { workerData: task });
    let result: Result | undefined;
    worker.on('message', (message: RatingsMessage) => {
      if ('read' in message) onRead(message.read);
      else result = message;
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      if (signal.aborted) reject(signal.reason);
      else if (result !== undefined) resolve(result);
      else reject(new Error(`the thread that reads ratings.csv ended with ${code}, without a result`));
    });
    const terminate = () => void worker.terminate();
    if (signal.aborted) terminate();
    else signal.addEventListener('abort', terminate, { once: true });
  });
}

/** Returns the report of the ratings, counted by the links of their MovieLens ids; null without the file. */
export function joinRatings(
  counted: RatingsCount | undefined,
  links: Links,
): { files: Record<string, FileReport>; report: RatingsReport | null } {
  if (counted === undefined) return { files: {}, report: null };
  const { histograms, rows, rejected, ignored, input } = counted;
  const report: RatingsReport = { joined: 0, unlinked: 0, withoutTmdbId: 0, ambiguous: 0, orphans: 0 };
  for (const [movieLensId, histogram] of histograms) {
    report[links.fateOf(movieLensId) ?? 'unlinked'] += sum(histogram);
  }
  const orphans = rows - rejected - report.joined;
  return { files: { [input.name]: { ...newFileReport({ rows, rejected }, ignored), orphans } }, report };
}

/** Returns the ratings of a movie; null without any. */
export function toMovieLens(histogram: number[] | undefined): MovieLens | null {
  if (histogram === undefined) return null;
  const count = sum(histogram);
  const stars = sum(histogram.map((times, index) => (times * (index + 1)) / 2));
  return { count, mean: stars / count, histogram };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
