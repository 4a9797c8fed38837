/** Exit codes that scripts can rely on. */
export const exitCode = { done: 0, failed: 1, usage: 2, rejected: 3, locked: 4, interrupted: 5 } as const;

/** What each of them says. */
export const exitCodeMeanings: Readonly<Record<keyof typeof exitCode, string>> = {
  done: 'done: published, or nothing to do',
  failed: 'failed; the message says why',
  usage: 'wrong usage: an unknown verb, or an argument or option with a bad value',
  rejected: 'the edition was rejected: the input is no edition, or a check failed',
  locked: 'another loader is running',
  interrupted: 'interrupted by a signal',
};
