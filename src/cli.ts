#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { verbs } from './commands/index.js';
import { version } from './config/version.js';
import { isInterruption, isRejection, LockError } from './load/load-error.js';

/** Exit codes that scripts can rely on; the README explains them. */
const exitCode = { done: 0, failed: 1, usage: 2, rejected: 3, locked: 4, interrupted: 5 } as const;

// Whoever reads our output may stop reading (`| head`): then there is nobody left to work for.
process.stdout.on('error', () => process.exit(exitCode.failed));

const program = new Command('marquee')
  .description('Analytics and search over the film industry: transform, load and serve The Movies Dataset.')
  .version(version)
  .exitOverride()
  .showHelpAfterError('(run with --help for the verbs and their options)');

const called = Object.entries(verbs).filter(([name]) => name === process.argv[2]);
for (const [, verb] of called.length > 0 ? called : Object.entries(verbs)) {
  const command = await verb();
  program.addCommand(command.exitOverride().showHelpAfterError('(run with --help for an example)'));
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Says what went wrong, in one message and without a stack for errors that are the user's to mend; answers the exit code. */
function report(error: unknown): number {
  if (error instanceof Error && error.name === 'AbortError') {
    process.stderr.write('marquee: interrupted\n');
    return exitCode.interrupted;
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.usage;
  process.stderr.write(`marquee: ${error instanceof Error ? error.message : String(error)}\n`);
  if (isRejection(error)) return exitCode.rejected;
  if (error instanceof LockError) return exitCode.locked;
  return isInterruption(error) ? exitCode.interrupted : exitCode.failed;
}
