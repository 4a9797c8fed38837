import { Command } from 'commander';
import { rollBack } from '../load/publish-edition.js';
import { type RunFlags, withRunFlags } from './load-options.js';
import { runLoadVerb } from './run-load-verb.js';

export const rollbackCommand = (): Command =>
  withRunFlags(
    new Command('rollback')
      .description('make the previous edition live again, or any other that is kept, in one step')
      .argument('[edition]', 'its id, from marquee editions; the newest before the live one by default'),
  )
    .addHelpText('after', '\nExamples:\n  marquee rollback\n  marquee rollback 20261101063000')
    .action(async (edition: string | undefined, flags: RunFlags) => {
      await runLoadVerb('rollback', flags, async ({ connect }) => rollBack(edition, await connect()));
    });
