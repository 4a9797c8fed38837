import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { checkHydration } from '../hydration/check-hydration.js';
import { loadEdition } from '../load/load-edition.js';
import type { LoadRun } from '../model/load-run.js';
import { describeDryRun } from './describe-run.js';
import { type LoadFlags, toLoadOptions, withLoadFlags } from './load-options.js';
import { parseText } from './parse-text.js';
import { runLoadVerb } from './run-load-verb.js';

const examples = `
Examples:
  marquee load --input ./hydration
  marquee load --input ./hydration --no-publish      then: marquee publish EDITION
  marquee load --input ./hydration --resume          after a crash

The report of the run is in load-report.json beside the hydration files.`;

export const loadCommand = (): Command =>
  withLoadFlags(
    new Command('load')
      .description('load hydration files into new indices, verify them, and publish them')
      .requiredOption('--input <folder>', 'folder with the hydration files of a transform', parseText),
  )
    .addHelpText('after', examples)
    .action(load);

async function load({ input, ...flags }: { input: string } & LoadFlags): Promise<void> {
  if (flags.dryRun) {
    const manifest = await checkHydration(input);
    if (!flags.quiet) process.stdout.write(describeDryRun(manifest, flags.json ?? false));
    return;
  }
  await runLoadVerb(
    'load',
    flags,
    async ({ connect, progress, onStage, onChanges }) =>
      loadEdition({
        ...(await connect()),
        ...toLoadOptions(flags),
        input,
        onStage,
        onChanges,
        onSent: progress.onSent,
      }),
    (run) => writeLoadReport(input, run),
  );
}

/**
 * Writes the report of a run beside the hydration files. A failure becomes a warning of the run, unless there is no such
 * folder, which the error of the run says.
 */
export async function writeLoadReport(folder: string, run: LoadRun): Promise<void> {
  const report = `${JSON.stringify(run, null, 2)}\n`;
  await writeFile(join(folder, 'load-report.json'), report).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') run.warnings.push(`load-report.json could not be written: ${error.message}`);
  });
}
