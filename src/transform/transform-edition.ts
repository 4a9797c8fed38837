import { join } from 'node:path';
import type { DataFile } from '../files/data-file.js';
import { DatasetError } from '../files/dataset-error.js';
import type { DescribeSource, EditionOptions, EditionSource } from '../files/edition-source.js';
import { openEdition } from '../files/open/open-edition.js';
import { fillHydrationFolder } from '../hydration/hydration-folder.js';
import { NdjsonFile } from '../hydration/json-lines.js';
import type { Report } from '../model/report.js';
import { countMovies } from './build-report.js';
import { CopyStore } from './copy-store.js';
import { countCoverage } from './coverage.js';
import { type BudgetLimits, usualLimits } from './error-budget.js';
import { readMovies } from './read-movies.js';
import { readSideFiles } from './read-side-files.js';
import { countReferences, writeEntities } from './write-entities.js';
import { findConflicts, writeMovies } from './write-movies.js';

/** How far a file has been read, in bytes of its CSV; `size` where it is known beforehand. */
export type ReadProgress = { file: string; read: number; size: number | undefined };

export type TransformOptions = EditionOptions & {
  input: string;
  out: string;
  /** How many rows may be rejected; the usual limits by default. */
  limits?: BudgetLimits;
  onRead?: (progress: ReadProgress) => void;
};

/**
 * Turns an edition (a folder, a zip or the URL of one) into hydration files: files → rows → documents |
 * rejections → NDJSON.
 *
 * Each file is read once. What goes into a movie's document waits on disk, and only what decides between
 * copies and spellings is remembered; then the movies that stay are put together, under the settled names.
 * @throws {DatasetError} when the input is not an edition, or too much of it is rejected; an earlier output
 * stays as it was then.
 */
export async function transformEdition(options: TransformOptions): Promise<Report> {
  const source = await openEdition(options.input, options);
  try {
    return await fillHydrationFolder(options.out, (staging) => transformInto(staging, source, options));
  } finally {
    await source.close();
  }
}

async function transformInto(
  staging: string,
  source: EditionSource,
  { limits = usualLimits, onRead, signal }: TransformOptions,
): Promise<Report> {
  const opened: DescribeSource[] = [];
  const open = async (dataFile: DataFile) => {
    const file = source.files.get(dataFile);
    if (file === undefined) return undefined;
    const { name, where, size } = file;
    const { stream, describe } = await file.open((read) => onRead?.({ file: name, read, size }));
    opened.push(describe);
    return { stream, name, where };
  };
  const to = (file: string): string => join(staging, file);
  const store = new CopyStore(to('copies.spill'));
  const spill = new NdjsonFile(to('credits.spill'));
  const rejections = new NdjsonFile(to('rejected.ndjson'));
  try {
    const reading = { open, rejections, limits, signal };
    const { copies, counts } = await readMovies(store, reading);
    if (copies.length === 0) {
      throw new DatasetError(
        `${source.movies.where} holds no usable movie: ${counts.rejected} of ${counts.rows} rows were rejected`,
      );
    }
    copies.settleNames();
    const { sides, report } = await readSideFiles(copies, spill, reading);
    const sideCoverage = await writeMovies(to('movies.ndjson'), copies, store, sides, signal);
    const write = (file: string, kind: 'companies' | 'genres' | 'collection'): number =>
      writeEntities(to(file), copies.books[kind], countReferences(copies, kind));
    return {
      ...countMovies(copies),
      coverage: countCoverage(copies, sideCoverage),
      ...counts,
      companies: write('companies.ndjson', 'companies'),
      genres: write('genres.ndjson', 'genres'),
      people: sides.credits.people.write(to('people.ndjson'), copies),
      keywords: sides.keywords.write(to('keywords.ndjson')),
      collections: write('collections.ndjson', 'collection'),
      conflicts: findConflicts(copies, store),
      ...report,
      missing: source.missing,
      ...(source.isSample && { sample: true as const }),
      inputs: opened.map((describe) => describe()),
    };
  } finally {
    store.close();
    spill.close();
    rejections.close();
  }
}
