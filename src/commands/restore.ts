import { Command } from 'commander';
import { defaultRepository, restore } from '../load/snapshots.js';
import { type RunFlags, withRunFlags } from './load-options.js';
import { parseText } from './parse-text.js';
import { runLoadVerb } from './run-load-verb.js';

export const restoreCommand = (): Command =>
  withRunFlags(
    new Command('restore')
      .description('restore an edition from its snapshot and verify it; marquee publish then makes it live')
      .argument('[edition]', 'its id; the newest backup by default')
      .option('--repository <name>', "Elasticsearch's snapshot repository", parseText, defaultRepository),
  )
    .addHelpText('after', '\nExample:\n  marquee restore 20261101063000')
    .action(
      async (edition: string | undefined, { repository, ...flags }: RunFlags & { repository: string }) => {
        await runLoadVerb('restore', flags, async ({ connect }) =>
          restore(repository, edition, await connect()),
        );
      },
    );
