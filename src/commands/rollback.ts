import { Command } from 'commander';
import { rollBack } from '../load/publish-edition.js';
import { type RunFlags, withRunFlags } from './load-options.js';
import { runLoadVerb } from './run-load-verb.js';

export const rollbackCommand = (): Command =>
  withRunFlags(
    new Command('rollback')
      .description('go back to the newest previous edition, or to a given one, in one step')
      .argument('[edition]', 'as marquee editions lists it'),
  )
    .addHelpText('after', '\nExamples:\n  marquee rollback\n  marquee rollback 20261101063000')
    .action(async (edition: string | undefined, flags: RunFlags) => {
      await runLoadVerb('rollback', flags, async ({ connect }) => rollBack(edition, await connect()));
    });
