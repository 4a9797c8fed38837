import { createWriteStream } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fillFolder, stagingFolder } from '../src/files/fill-folder.js';
import { makeFolder } from '../src/files/make-folder.js';
import { sampleFile } from '../src/files/sample-file.js';
import { creditsRows } from './credits-rows.js';
import { type CsvFile, columns } from './csv-files.js';
import { csvLine } from './csv-line.js';
import { keywordsRows } from './keywords-rows.js';
import { type Ledger, openLedger } from './ledger.js';
import { linksRows, smallLinksRows } from './links-rows.js';
import { movieRows } from './movie-rows.js';
import { type Edition, type EditionOptions, planEdition } from './plan-edition.js';
import { ratingsRows, smallRatingsRows } from './ratings-rows.js';
import { createTokens } from './tokens.js';

/** Characters gathered before a write. */
const chunkLength = 64 * 1024;

/** The folder is no folder, not writable, or holds files that do not belong to an edition. */
export class UnusableFolderError extends Error {
  override readonly name = 'UnusableFolderError';
}

/**
 * Writes the seven files of a sample edition into a folder, and sample.json, by which it says that it is one; returns
 * its ledger.
 * The folder may be missing, empty, or hold an earlier edition, which is replaced once the new one is whole;
 * movies_metadata.csv comes last, so where it stands the edition is complete. One writer at a time.
 * The same options give the same bytes on every platform. Memory does not grow with the edition.
 * @throws {UnusableFolderError} before anything is written; errors of the file system after that leave the folder as it was
 */
export async function writeEdition(folder: string, options: EditionOptions): Promise<Ledger> {
  await expectUsable(folder);
  return await fillFolder(folder, [sampleFile, ...csvFiles], async (staging) => {
    const ledger = openLedger();
    const files = rowsOfFiles(planEdition(options), ledger);
    for (const file of csvFiles) {
      await pipeline(chunks(file, files[file], ledger), createWriteStream(join(staging, file)));
    }
    await writeFile(join(staging, sampleFile), `${JSON.stringify({ sample: true, ...options })}\n`);
    return ledger;
  });
}

/** In the order in which they appear: movies_metadata.csv last. */
const csvFiles = Object.keys(columns) as CsvFile[];

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

const allowed = new Set<string>([...csvFiles, sampleFile, stagingFolder]);

function unusable(folder: string): (error: unknown) => never {
  return (cause) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UnusableFolderError(
      `No edition can be written into '${folder}' (${reason}). Name a folder that can be created or written to.`,
      { cause },
    );
  };
}

function rowsOfFiles(edition: Edition, ledger: Ledger): Record<CsvFile, Iterable<string>> {
  const tokens = createTokens(edition.seed);
  return {
    'movies_metadata.csv': movieRows(edition, tokens, ledger),
    'credits.csv': creditsRows(edition, tokens, ledger),
    'keywords.csv': keywordsRows(edition, ledger),
    'links.csv': linksRows(edition, ledger),
    'links_small.csv': smallLinksRows(edition),
    'ratings.csv': ratingsRows(edition),
    'ratings_small.csv': smallRatingsRows(edition),
  };
}

/** Yields the header and the rows in buffers of about 64 KB and counts them. */
function* chunks(file: CsvFile, rows: Iterable<string>, ledger: Ledger): Generator<Buffer> {
  const count = ledger.files[file];
  let text = csvLine(columns[file]);
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
