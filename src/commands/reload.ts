import { join } from 'node:path';
import { Command } from 'commander';
import { readDataFolder } from '../config/embedded-config.js';
import { makeFolder } from '../files/make-folder.js';
import { checkHydration } from '../hydration/check-hydration.js';
import { loadEdition } from '../load/load-edition.js';
import { transformEdition } from '../transform/transform-edition.js';
import { describeReport } from './describe-report.js';
import { describeDryRun } from './describe-run.js';
import { type EditionFlags, inputKinds, toEditionOptions, withEditionFlags } from './edition-options.js';
import { findRealEdition } from './find-real-edition.js';
import { onInterruption } from './interruption.js';
import { writeLoadReport } from './load.js';
import { type LoadFlags, toLoadOptions, withLoadFlags } from './load-options.js';
import { makeSample } from './make-sample.js';
import { parseText } from './parse-text.js';
import { type LoadContext, runLoadVerb } from './run-load-verb.js';
import { progressKind, showProgress } from './show-progress.js';
import { print } from './terminal.js';
import { withElasticsearch } from './with-elasticsearch.js';

const examples = `
Examples:
  marquee reload --input ./the-movies-dataset
  marquee reload --input https://example.org/archive.zip --sha256 9f86…0a08 --json
  marquee reload --input ./archive.zip --no-publish    then: marquee publish EDITION
  marquee reload --sample                              to try Marquee without data

Exit codes: 0 published, or live already; 1 failed, and may pass by itself; 2 wrong usage, or an input that is not there;
3 the edition was rejected; 4 another loader is running; 5 interrupted. In any case readers see the old edition or the new one. docs/operations.md has a timer.`;

export const reloadCommand = (): Command =>
  withLoadFlags(
    withEditionFlags(
      new Command('reload')
        .description('the monthly run: transform an edition, load, verify and publish it, delete old ones')
        .option('--input <path or URL>', inputKinds, parseText)
        .option('--sample', 'an edition of invented movies, where none but such a one is live')
        .option(
          '--out <folder>',
          'folder for the hydration files and reports (reload below MARQUEE_DATA)',
          parseText,
        ),
    ),
  )
    .addHelpText('after', examples)
    .action(reload);

type Source = { input?: string; sample?: boolean };
type ReadFlags = EditionFlags & LoadFlags & { sample: boolean };
type Flags = EditionFlags & LoadFlags & { out?: string };

async function reload(
  { input: given, sample = false, out = join(readDataFolder(), 'reload'), ...flags }: Flags & Source,
  command: Command,
): Promise<void> {
  if ((given === undefined) !== sample) {
    command.error('error: name the edition by --input, or invent one by --sample: one of them');
  }
  const say = (text: string) => flags.quiet || flags.json || process.stdout.write(`${text}\n`);
  if (sample && !flags.dryRun && (await keepReal(say))) return;
  const input = given ?? (await makeSample(readDataFolder(), say));
  if (flags.dryRun) return await dryRun(input, out, { ...flags, sample });
  await runLoadVerb(
    'reload',
    flags,
    async (context) => {
      const { recorder, connect, progress, onStage, onChanges } = context;
      await transform(input, out, { ...flags, sample }, context);
      recorder.endStage('transform');
      const options = { ...(await connect()), ...toLoadOptions(flags), onlyOverSample: sample };
      return await loadEdition({ ...options, input: out, onStage, onChanges, onSent: progress.onSent });
    },
    (run) => writeLoadReport(out, run),
  );
}

/** Whether a real edition is live, which a sample must not replace. */
const keepReal = (say: (text: string) => void): Promise<boolean> =>
  withElasticsearch(async (client) => {
    const edition = await findRealEdition(client);
    if (edition === undefined) return false;
    say(`edition ${edition}, which is no sample, is live and stays: --input loads another`);
    return true;
  });

/** Does everything except touching Elasticsearch. */
async function dryRun(input: string, out: string, flags: ReadFlags): Promise<void> {
  const progress = showProgress(progressKind(flags));
  try {
    await transform(input, out, flags, { progress, signal: onInterruption() });
    const manifest = await checkHydration(out);
    if (!flags.quiet) process.stdout.write(describeDryRun(manifest, flags.json ?? false));
  } finally {
    progress.stop();
  }
}

async function transform(
  input: string,
  out: string,
  flags: ReadFlags,
  { progress, signal }: Pick<LoadContext, 'progress' | 'signal'>,
): Promise<void> {
  await makeFolder(out);
  const { onRead, onDownload } = progress;
  const options = {
    input,
    out,
    signal,
    onRead,
    onProgress: onDownload,
    ...toEditionOptions(flags, flags.sample),
  };
  const report = await transformEdition(options);
  progress.stop();
  if (!flags.quiet && !flags.json) print(describeReport(report));
}
