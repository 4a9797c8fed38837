#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { exitCode } from './commands/exit-code.js';
import { verbs } from './commands/index.js';
import { describeUnknownVariables } from './config/unknown-variables.js';
import { version } from './config/version.js';
import { explain } from './elasticsearch/cluster-fault.js';
import { InputNotFoundError } from './files/dataset-error.js';
import { printable } from './files/show-text.js';
import { isInterruption, isRejection, LockError } from './load/load-error.js';

// The reader of our output may have stopped (`| head`): then nothing is left to do.
process.stdout.on('error', () => process.exit(exitCode.failed));

for (const sentence of await describeUnknownVariables())
  process.stderr.write(`marquee: ${printable(sentence)}\n`);

const program = new Command('marquee')
  .description('Analytics and search over the film industry: transform, load and serve The Movies Dataset.')
  .version(version)
  .exitOverride()
  .showHelpAfterError('(run with --help for the commands and their options)');

const requested = Object.entries(verbs).filter(([name]) => name === process.argv[2]);
for (const [, verb] of requested.length > 0 ? requested : Object.entries(verbs)) {
  const command = await verb();
  program.addCommand(command.exitOverride().showHelpAfterError('(run with --help for an example)'));
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Prints an error as one message, without its stack; returns the exit code. */
function report(error: unknown): number {
  if (error instanceof Error && error.name === 'AbortError') {
    process.stderr.write('marquee: interrupted\n');
    return exitCode.interrupted;
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.usage;
  process.stderr.write(`marquee: ${printable(explain(error))}\n`);
  if (error instanceof InputNotFoundError) return exitCode.usage;
  if (isRejection(error)) return exitCode.rejected;
  if (error instanceof LockError) return exitCode.locked;
  return isInterruption(error) ? exitCode.interrupted : exitCode.failed;
}
