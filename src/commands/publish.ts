import { Command } from 'commander';
import { publishEdition } from '../load/publish-edition.js';
import { type RunFlags, withRunFlags } from './load-options.js';
import { runLoadVerb } from './run-load-verb.js';

export const publishCommand = (): Command =>
  withRunFlags(
    new Command('publish')
      .description('verify a staged or previous edition again, and make it live')
      .argument('<edition>', 'its id, from marquee editions')
      .option('--accept-shrink', 'also if it is much smaller than the live edition'),
  )
    .addHelpText('after', '\nExample:\n  marquee publish 20261101063000')
    .action(
      async (edition: string, { acceptShrink = false, ...flags }: RunFlags & { acceptShrink?: boolean }) => {
        await runLoadVerb('publish', flags, async ({ connect }) =>
          publishEdition(edition, { ...(await connect()), acceptShrink }),
        );
      },
    );
