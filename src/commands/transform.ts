import { Command } from 'commander';
import { transformEdition } from '../transform/transform-edition.js';
import { describeReport } from './describe-report.js';
import { type EditionFlags, inputKinds, toEditionOptions, withEditionFlags } from './edition-options.js';
import { onInterruption } from './interruption.js';

const examples = `
Examples:
  $ marquee transform --input ./the-movies-dataset --out ./hydration
  $ marquee transform --input ./archive.zip --out ./hydration
  $ marquee transform --input https://example.org/archive.zip --sha256 9f86…0a08 --out ./hydration

Of the seven CSV files (.csv or .csv.gz) only movies_metadata.csv must be there; the report names the others that are
not. A zip is read as it is, without unpacking. A URL is downloaded to .marquee/cache, goes on where it broke off, and
is downloaded again only when it has changed; with --sha256 a copy that matches is taken without asking.`;

export const transformCommand = (): Command =>
  withEditionFlags(
    new Command('transform')
      .description('turn the CSV files of an edition into hydration files, with a report of every defect')
      .requiredOption('--input <path or URL>', inputKinds)
      .requiredOption('--out <folder>', 'folder for the hydration files'),
  )
    .option('--quiet', 'print nothing but errors')
    .addHelpText('after', examples)
    .action(async ({ input, out, quiet, ...flags }: Options) => {
      const signal = onInterruption();
      const report = await transformEdition({ input, out, signal, ...toEditionOptions(flags) });
      if (!quiet) process.stdout.write(`${describeReport(report)}hydration files are in ${out}\n`);
    });

type Options = { input: string; out: string; quiet?: boolean } & EditionFlags;
