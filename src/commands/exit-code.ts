/**
 * Exit codes that scripts can rely on. They tell a scheduler what to do: after 1 the same again may succeed, also after a
 * download with another checksum, which may be broken; after 2 and 3 it would fail again.
 */
export const exitCode = { done: 0, failed: 1, usage: 2, rejected: 3, locked: 4, interrupted: 5 } as const;

/** What each of them says. */
export const exitCodeMeanings: Readonly<Record<keyof typeof exitCode, string>> = {
  done: 'done: published, or nothing to do',
  failed: 'failed for a reason that may pass: run again',
  usage: 'wrong usage: an unknown verb, a bad value, or a path or URL that is not there',
  rejected: 'the edition was read and rejected: it is none, damaged, or a check failed',
  locked: 'another loader is running',
  interrupted: 'interrupted by a signal',
};
