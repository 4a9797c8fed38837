import { execFileSync } from 'node:child_process';

/**
 * Whether a program that the tests can do without is installed.
 * @param argument - with which it ends with 0
 */
export function isInstalled(program: string, argument = '--version'): boolean {
  try {
    execFileSync(program, [argument], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Skips the running test for want of something optional, which its title says from then on. */
export function skipWithout(context: Mocha.Context, absent: string): never {
  const test = context.test as Mocha.Runnable;
  test.title = titleWithout(test.title, absent);
  return context.skip();
}

/** The title of a suite or test that is skipped for want of something. */
export const titleWithout = (title: string, absent: string): string => `${title} [without ${absent}]`;

/** What the title of a skipped test says is absent. */
export const absentIn = (title: string): string => /\[without ([^\]]+)\]/.exec(title)?.[1] ?? 'a reason';
