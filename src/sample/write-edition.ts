import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
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

/** Where an unfinished edition is written, inside the target folder, so that renaming never crosses a mount. */
const unfinished = '.unfinished';

/** Characters gathered before a write. */
const chunkLength = 64 * 1024;

/** The folder holds something that writing an edition would bury or mix up. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

/**
 * Writes the seven files of a sample edition into a folder and tells what is true of them.
 * The folder may be missing, empty, or hold an earlier edition, which is replaced once the new one is whole;
 * movies_metadata.csv comes last, so where it stands the edition is complete. One writer at a time.
 * The same options give the same bytes on every platform. Memory does not grow with the edition.
 * Errors: FolderInUseError when the folder holds any other file; those of the file system.
 */
export async function writeEdition(folder: string, options: EditionOptions): Promise<Ledger> {
  await mkdir(folder, { recursive: true });
  await refuseOtherFiles(folder);
  const aside = join(folder, unfinished);
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside);
  try {
    const ledger = openLedger();
    const files = rowsOfFiles(planEdition(options), ledger);
    for (const file of csvFiles) {
      await pipeline(chunks(file, files[file], ledger), createWriteStream(join(aside, file)));
    }
    await rm(join(folder, 'movies_metadata.csv'), { force: true });
    for (const file of csvFiles) await rename(join(aside, file), join(folder, file));
    return ledger;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** In the order in which they appear: movies_metadata.csv last. */
const csvFiles = Object.keys(columns) as CsvFile[];

async function refuseOtherFiles(folder: string): Promise<void> {
  const allowed = new Set<string>([...csvFiles, unfinished]);
  const others = (await readdir(folder)).filter((name) => !allowed.has(name));
  if (others.length === 0) return;
  throw new FolderInUseError(
    `${folder} holds '${others.sort()[0]}'${others.length > 1 ? ` and ${others.length - 1} more` : ''}, which is no file of an edition. ` +
      'Name a folder that is new, empty, or holds an earlier edition only.',
  );
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

/** The header and the rows in buffers of about 64 KB, counted on their way. */
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
