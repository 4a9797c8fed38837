import type { Check } from '../../model/load-run.js';
import { EditionRejectedError } from '../load-error.js';

/** Checks that two values are the same. */
export const checkSame = (name: string, expected: unknown, found: unknown): Check => {
  const [wanted, got] = [describe(expected), describe(found)];
  return { name, passed: wanted === got, expected: wanted, found: got };
};

const describe = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');

/** @throws {EditionRejectedError} naming every check that did not pass and was not accepted */
export function assertPassed(checks: readonly Check[]): void {
  const failed = checks.filter(({ passed, accepted }) => !passed && !accepted);
  if (failed.length === 0) return;
  const lines = failed.map(({ name, expected, found }) => `  ${name}: expected ${expected}, found ${found}`);
  const advice = failed.every(({ name }) => name.startsWith('shrink '))
    ? '\nIf that is intended, publish it with --accept-shrink.'
    : '';
  throw new EditionRejectedError(
    `${failed.length} of ${checks.length} checks did not pass:\n${lines.join('\n')}${advice}`,
  );
}
