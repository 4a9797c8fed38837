import { type Command, InvalidArgumentError } from 'commander';
import { defaultBulkSettings } from '../load/bulk/send-documents.js';
import type { LoadOptions } from '../load/load-edition.js';
import { defaultKeep } from '../load/prune-editions.js';
import { parseText } from './parse-text.js';

/** The options of a command that loads hydration files. */
export type LoadFlags = RunFlags & {
  dryRun?: boolean;
  publish: boolean;
  force?: boolean;
  resume?: boolean;
  acceptShrink?: boolean;
  keep: number;
  concurrency: number;
  flushMegabytes: number;
};

/** The output options of a command that changes what readers see. */
export type RunFlags = { quiet?: boolean; json?: boolean; metricsFile?: string };

export const withRunFlags = (command: Command): Command =>
  command
    .option('--quiet', 'print nothing but errors')
    .option('--json', 'print JSON lines for programs: progress, then the report of the run')
    .option('--metrics-file <path>', 'also write the metrics of the run to a file for Prometheus', parseText);

export const withLoadFlags = (command: Command): Command =>
  withRunFlags(
    command
      .option('--dry-run', 'do everything except touching Elasticsearch')
      .option('--no-publish', 'stop before publishing, for a review; marquee publish continues')
      .option('--force', 'load the documents of the live edition again')
      .option('--resume', 'continue an interrupted load of the same documents')
      .option('--accept-shrink', 'publish an edition that is much smaller than the live one')
      .option('--keep <editions>', 'editions to keep, including the live one', parseCount, defaultKeep)
      .option(
        '--concurrency <requests>',
        'concurrent bulk requests',
        parseCount,
        defaultBulkSettings.concurrency,
      )
      .option(
        '--flush-megabytes <size>',
        'size of a bulk request',
        parseCount,
        defaultBulkSettings.flushBytes / 1024 ** 2,
      ),
  );

/** Returns the flags as options of `loadEdition`. */
export const toLoadOptions = (flags: LoadFlags): Omit<LoadOptions, 'client' | 'input' | 'questions'> => ({
  publish: flags.publish,
  force: flags.force ?? false,
  resume: flags.resume ?? false,
  acceptShrink: flags.acceptShrink ?? false,
  keep: flags.keep,
  bulk: { concurrency: flags.concurrency, flushBytes: flags.flushMegabytes * 1024 ** 2 },
});

function parseCount(text: string): number {
  const number = Number(text);
  if (/^[1-9]\d{0,2}$/.test(text)) return number;
  throw new InvalidArgumentError('It must be a whole number from 1 to 999.');
}
