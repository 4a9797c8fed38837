import { Command } from 'commander';
import { publishGeneration } from '../load/publish-edition.js';
import { type RunFlags, withRunFlags } from './load-options.js';
import { runLoadVerb } from './run-load-verb.js';

export const publishCommand = (): Command =>
  withRunFlags(
    new Command('publish')
      .description('check a generation that was held back once more, and make it live')
      .argument('<generation>', 'as marquee generations lists it')
      .option('--accept-shrink', 'also when it is much smaller than the live one'),
  )
    .addHelpText('after', '\nExample:\n  marquee publish 20261101063000')
    .action(
      async (
        generation: string,
        { acceptShrink = false, ...flags }: RunFlags & { acceptShrink?: boolean },
      ) => {
        await runLoadVerb('publish', flags, async ({ connect }) =>
          publishGeneration(generation, { ...(await connect()), acceptShrink }),
        );
      },
    );
