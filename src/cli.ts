#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { verbs } from './commands/index.js';
import { version } from './version.js';

/** Exit codes that scripts can rely on. */
const exitCode = { done: 0, failed: 1, usage: 2 } as const;

// Whoever reads our output may stop reading (`| head`): then there is nobody left to work for.
process.stdout.on('error', () => process.exit(exitCode.failed));

const program = new Command('marquee')
  .description('Analytics and search over the film industry: transform, load and serve The Movies Dataset.')
  .version(version)
  .exitOverride()
  .showHelpAfterError('(run with --help for the verbs and their options)');

for (const verb of verbs)
  program.addCommand(verb().exitOverride().showHelpAfterError('(run with --help for an example)'));

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Says what went wrong, in one message and without a stack for errors that are the user's to mend; answers the exit code. */
function report(error: unknown): number {
  if (error instanceof Error && error.name === 'AbortError') {
    process.stderr.write('marquee: interrupted\n');
    return exitCode.failed;
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.usage;
  process.stderr.write(`marquee: ${error instanceof Error ? error.message : String(error)}\n`);
  return exitCode.failed;
}
