import { parentPort, workerData } from 'node:worker_threads';
import { ignoredColumns } from '../csv/columns.js';
import { DatasetError } from '../files/dataset-error.js';
import type { TextOptions } from '../files/edition-source.js';
import { NdjsonFile } from '../hydration/json-lines.js';
import type { ShapeName } from '../model/shape-name.js';
import type { SourceFile } from '../model/source-file.js';
import { openEdition } from '../sources/open-edition.js';
import { ratingsColumns } from '../sources/the-movies-dataset.js';
import { countRatings, type Histograms } from './count-ratings.js';
import { type BudgetLimits, ErrorBudget } from './error-budget.js';

/*
 * The worker thread that reads ratings.csv, which has three quarters of an edition's bytes and depends on no other file.
 */

export type RatingsTask = TextOptions & {
  /** The folder or zip of the edition. */
  path: string;
  small: boolean;
  shape: ShapeName;
  limits: BudgetLimits;
  /** Where rejected rows are written. */
  rejections: string;
};

export type RatingsCount = {
  histograms: Histograms;
  rows: number;
  rejected: number;
  /** Columns that are not read. */
  ignored: string[];
  input: SourceFile;
};

/** `read`: bytes read so far. `failure`: an error without its class; `isDamaged` if the file itself cannot be read. */
export type RatingsMessage =
  | { read: number }
  | { count: RatingsCount }
  | { failure: { message: string; isDatasetError: boolean; isDamaged: boolean } };

let isDamaged = false;

async function count({
  path,
  small,
  shape,
  encoding,
  limits,
  rejections,
}: RatingsTask): Promise<RatingsCount> {
  const source = await openEdition(path, { small, shape, encoding });
  const file = source.sides.get('ratings');
  if (file === undefined) throw new DatasetError(`${path}: the ratings are gone`);
  const rejected = new NdjsonFile(rejections);
  try {
    const { stream, describe } = await file.open((read) => tell({ read }));
    stream.once('error', (error) => {
      isDamaged = error instanceof DatasetError;
    });
    const budget = new ErrorBudget(file, rejected, limits);
    let ignored: string[] = [];
    const histograms = await countRatings({ stream, where: file.where }, budget, (header) => {
      ignored = ignoredColumns(header, { needed: ratingsColumns });
    });
    return { histograms, rows: budget.rows, rejected: budget.rejected, ignored, input: describe() };
  } finally {
    rejected.close();
    await source.close();
  }
}

const tell = (message: RatingsMessage): void => parentPort?.postMessage(message);

try {
  tell({ count: await count(workerData as RatingsTask) });
} catch (error) {
  const { message } = error as Error;
  tell({ failure: { message, isDatasetError: error instanceof DatasetError, isDamaged } });
}
