import { Command } from 'commander';
import { makeFolder } from '../files/make-folder.js';
import type { Report } from '../model/report.js';
import { exportRelational } from '../relational/export-relational.js';
import { transformEdition } from '../transform/transform-edition.js';
import { describeReport } from './describe-report.js';
import { type EditionFlags, inputKinds, toEditionOptions, withEditionFlags } from './edition-options.js';
import { onInterruption } from './interruption.js';
import { parseText } from './parse-text.js';
import { progressKind, showProgress } from './show-progress.js';
import { print } from './terminal.js';

const examples = `
Examples:
  marquee transform --input ./the-movies-dataset --out ./hydration
  marquee transform --input ./archive.zip --out ./hydration
  marquee transform --input https://example.org/archive.zip --sha256 9f86…0a08 --out ./hydration

The shape is recognised: The Movies Dataset, of whose CSV files only movies_metadata.csv is required (the report names those
that are missing), the TMDB 5000 Movie Dataset, the CSV of all movies at TMDB, or JSON of TMDB's API; --shape overrides that.
Each file may also be packed, as .gz or .zip.
A zip is read without unpacking. A URL is downloaded to .marquee/cache, resumed after an interruption, and downloaded
again only when it has changed; with --sha256 a cached copy that matches is used without a request.`;

export const transformCommand = (): Command =>
  withEditionFlags(
    new Command('transform')
      .description(
        'transform the CSV files of an edition into hydration files, with a report of every defect',
      )
      .requiredOption('--input <path or URL>', inputKinds, parseText)
      .requiredOption('--out <folder>', 'folder for the hydration files', parseText),
  )
    .option('--relational', 'also write the normalised tables: CSV files and SQL scripts in OUT/relational')
    .option('--quiet', 'print nothing but errors')
    .option('--json', 'print JSON lines for programs: progress, then the report')
    .addHelpText('after', examples)
    .action(transform);

type Options = EditionFlags & {
  input: string;
  out: string;
  relational?: boolean;
  quiet?: boolean;
  json?: boolean;
};

async function transform({
  input,
  out,
  relational,
  quiet = false,
  json = false,
  ...flags
}: Options): Promise<void> {
  const signal = onInterruption();
  await makeFolder(out);
  const progress = showProgress(progressKind({ json, quiet }));
  const started = Date.now();
  let report: Report;
  try {
    const { onRead, onDownload } = progress;
    report = await transformEdition({
      input,
      out,
      signal,
      onRead,
      onProgress: onDownload,
      ...toEditionOptions(flags),
    });
    if (relational) await exportRelational(out, signal);
  } finally {
    progress.stop();
  }
  if (json) process.stdout.write(`${JSON.stringify({ event: 'done', out, report })}\n`);
  else if (!quiet) {
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    print(`${describeReport(report)}\nhydration files are in ${out}, after ${seconds} s\n`);
  }
}
