import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openChecked } from '../dataset/checked-source.js';
import { DatasetError } from '../dataset/dataset-error.js';
import { findMoviesFile } from '../dataset/edition-folder.js';
import { fillHydrationFolder } from '../hydration/hydration-folder.js';
import { NdjsonFile } from '../hydration/ndjson-file.js';
import type { Report } from '../model/report.js';
import type { SourceFile } from '../model/source-file.js';
import { countMovies } from './build-report.js';
import { CopyStore } from './copy-store.js';
import { readMovies } from './read-movies.js';
import { readSideFiles } from './read-side-files.js';
import { countReferences, writeEntities } from './write-entities.js';
import { findConflicts, writeMovies } from './write-movies.js';

export type TransformOptions = {
  input: string;
  out: string;
  /** Reads links_small.csv and ratings_small.csv in place of the full files. */
  small?: boolean;
  signal?: AbortSignal;
};

/**
 * Turns the folder of an edition into hydration files: files → rows → documents | rejections → NDJSON.
 *
 * Each file is read once. What goes into a movie's document waits on disk, and only what decides between
 * copies and spellings is remembered; then the movies that stay are put together, under the settled names.
 * @throws {DatasetError} when the input is not an edition; nothing is left behind then.
 */
export async function transformEdition(options: TransformOptions): Promise<Report> {
  const path = await findMoviesFile(options.input);
  return await fillHydrationFolder(options.out, (staging) => transformInto(staging, path, options));
}

async function transformInto(staging: string, path: string, options: TransformOptions): Promise<Report> {
  const sources: { describe: () => SourceFile }[] = [];
  const open = (file: string) => {
    const source = openChecked(file);
    sources.push(source);
    return { ...source, where: file };
  };
  const openSide = async (name: string) => {
    const file = join(dirname(path), name);
    return existsSync(file) ? open(file) : undefined;
  };
  const to = (file: string): string => join(staging, file);
  const store = new CopyStore(to('copies.spill'));
  const spill = new NdjsonFile(to('credits.spill'));
  const rejections = new NdjsonFile(to('rejected.ndjson'));
  try {
    const reading = { rejections, signal: options.signal };
    const { copies, counts } = await readMovies(open(path), store, reading);
    if (copies.length === 0) {
      throw new DatasetError(
        `${path} holds no usable movie: ${counts.rejected} of ${counts.rows} rows were rejected`,
      );
    }
    copies.settleNames();
    const { sides, report } = await readSideFiles(openSide, options.small ?? false, copies, spill, reading);
    await writeMovies(to('movies.ndjson'), copies, store, sides, options.signal);
    const write = (file: string, kind: 'companies' | 'genres' | 'collection'): number =>
      writeEntities(to(file), copies.books[kind], countReferences(copies, kind));
    return {
      ...countMovies(copies),
      ...counts,
      companies: write('companies.ndjson', 'companies'),
      genres: write('genres.ndjson', 'genres'),
      people: sides.credits.people.write(to('people.ndjson'), copies),
      keywords: sides.keywords.write(to('keywords.ndjson')),
      collections: write('collections.ndjson', 'collection'),
      conflicts: findConflicts(copies, store),
      ...report,
      inputs: sources.map((source) => source.describe()),
    };
  } finally {
    store.close();
    spill.close();
    rejections.close();
  }
}
