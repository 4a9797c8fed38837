import { createWriteStream } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fillFolder, stagingFolder } from '../src/files/fill-folder.js';
import { makeFolder } from '../src/files/make-folder.js';
import { sampleFile } from '../src/files/sample-file.js';
import type { ShapeName } from '../src/model/shape-name.js';
import { tmdb5000Columns } from '../src/sources/tmdb-5000.js';
import { creditsRows } from './credits-rows.js';
import { columns } from './csv-files.js';
import { csvLine } from './csv-line.js';
import { keywordsRows } from './keywords-rows.js';
import { type Ledger, openLedger } from './ledger.js';
import { linksRows, smallLinksRows } from './links-rows.js';
import { movieRows } from './movie-rows.js';
import { type Edition, type EditionOptions, planEdition } from './plan-edition.js';
import { ratingsRows, smallRatingsRows } from './ratings-rows.js';
import { type SampleFile, sampleFiles } from './sample-files.js';
import {
  tmdb5000CreditsRows,
  tmdb5000MovieRows,
  tmdbApiLines,
  tmdbCsvColumns,
  tmdbCsvRows,
} from './shape-rows.js';
import { createTokens, type Tokens } from './tokens.js';

/** Characters gathered before a write. */
const chunkLength = 64 * 1024;

/** The folder is no folder, not writable, or holds files that do not belong to an edition. */
export class UnusableFolderError extends Error {
  override readonly name = 'UnusableFolderError';
}

/**
 * Writes the files of a sample edition into a folder, in one of the shapes, and sample.json, by which it says that it is
 * one; returns its ledger.
 * The folder may be missing, empty, or hold an earlier edition, which is replaced once the new one is whole; the file with
 * the movies comes last, so where it stands the edition is complete. One writer at a time.
 * The same options give the same bytes on every platform. Memory does not grow with the edition.
 * @throws {UnusableFolderError} before anything is written; errors of the file system after that leave the folder as it was
 */
export async function writeEdition(
  folder: string,
  options: EditionOptions & { shape?: ShapeName },
): Promise<Ledger> {
  await expectUsable(folder);
  const files: readonly SampleFile[] = sampleFiles[options.shape ?? 'the-movies-dataset'];
  return await fillFolder(folder, [sampleFile, ...files], async (staging) => {
    const ledger = openLedger();
    const edition = planEdition(options);
    const tokens = createTokens(edition.seed);
    for (const file of files) {
      const { header, rows } = tables[file];
      const lines = rows(edition, tokens, ledger);
      await pipeline(chunks(file, header, lines, ledger), createWriteStream(join(staging, file)));
    }
    await writeFile(join(staging, sampleFile), `${JSON.stringify({ sample: true, ...options })}\n`);
    // Of an earlier edition in another shape: with its files the folder would hold two.
    const others = allFiles.filter((file) => !files.includes(file));
    for (const file of others) await rm(join(folder, file), { force: true });
    return ledger;
  });
}

const allFiles: readonly SampleFile[] = Object.values(sampleFiles).flat();

/** Makes the folder if it is missing. @throws {UnusableFolderError} when it is not writable or holds other files */
async function expectUsable(folder: string): Promise<void> {
  const others = await makeFolder(folder)
    .then(() => readdir(folder))
    .then((names) => names.filter((name) => !allowed.has(name)).sort())
    .catch(unusable(folder));
  if (others.length > 0) {
    const more = others.length > 1 ? ` and ${others.length - 1} more` : '';
    throw new UnusableFolderError(
      `Folder '${folder}' holds '${others[0]}'${more}, which does not belong to an edition. ` +
        'Name a folder that is new, empty, or holds an earlier edition and nothing else.',
    );
  }
  await makeFolder(join(folder, stagingFolder)).catch(unusable(folder));
}

const allowed = new Set<string>([...allFiles, sampleFile, stagingFolder]);

function unusable(folder: string): (error: unknown) => never {
  return (cause) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UnusableFolderError(
      `No edition can be written into '${folder}' (${reason}). Name a folder that can be created or written to.`,
      { cause },
    );
  };
}

/** The columns of a file, none of JSON lines, and the lines below them. */
type Table = {
  header: readonly string[];
  rows: (edition: Edition, tokens: Tokens, ledger: Ledger) => Iterable<string>;
};

const tables: Record<SampleFile, Table> = {
  'movies_metadata.csv': { header: columns['movies_metadata.csv'], rows: movieRows },
  'credits.csv': { header: columns['credits.csv'], rows: creditsRows },
  'keywords.csv': {
    header: columns['keywords.csv'],
    rows: (edition, _, ledger) => keywordsRows(edition, ledger),
  },
  'links.csv': { header: columns['links.csv'], rows: (edition, _, ledger) => linksRows(edition, ledger) },
  'links_small.csv': { header: columns['links_small.csv'], rows: smallLinksRows },
  'ratings.csv': { header: columns['ratings.csv'], rows: ratingsRows },
  'ratings_small.csv': { header: columns['ratings_small.csv'], rows: smallRatingsRows },
  'tmdb_5000_movies.csv': { header: tmdb5000Columns, rows: tmdb5000MovieRows },
  'tmdb_5000_credits.csv': { header: ['movie_id', 'title', 'cast', 'crew'], rows: tmdb5000CreditsRows },
  'TMDB_movie_dataset_v11.csv': { header: tmdbCsvColumns, rows: tmdbCsvRows },
  'movies.jsonl': { header: [], rows: tmdbApiLines },
};

/** Yields the header and the rows in buffers of about 64 KB and counts them. */
function* chunks(
  file: SampleFile,
  header: readonly string[],
  rows: Iterable<string>,
  ledger: Ledger,
): Generator<Buffer> {
  const count = ledger.files[file];
  let text = header.length > 0 ? csvLine(header) : '';
  const take = () => {
    const bytes = Buffer.from(text);
    count.bytes += bytes.length;
    text = '';
    return bytes;
  };
  for (const row of rows) {
    text += row;
    count.rows++;
    if (text.length >= chunkLength) yield take();
  }
  if (text !== '') yield take();
}
