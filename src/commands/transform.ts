import { Command } from 'commander';
import { transformEdition } from '../transform/transform-edition.js';
import { describeReport } from './describe-report.js';
import { onInterruption } from './interruption.js';

export const transformCommand = (): Command =>
  new Command('transform')
    .description('turn the CSV files of an edition into hydration files, with a report of every defect')
    .requiredOption('--input <folder>', 'folder with movies_metadata.csv')
    .requiredOption('--out <folder>', 'folder for the hydration files')
    .option('--quiet', 'print nothing but errors')
    .addHelpText('after', '\nExample:\n  marquee transform --input ./the-movies-dataset --out ./hydration')
    .action(async ({ input, out, quiet }: { input: string; out: string; quiet?: boolean }) => {
      const report = await transformEdition({ input, out, signal: onInterruption() });
      if (!quiet) process.stdout.write(`${describeReport(report)}hydration files are in ${out}\n`);
    });
