import { InvalidArgumentError } from 'commander';

/** Rejects an empty path, which an unset variable in a script gives, and which would mean the current folder. */
export function parsePath(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('It must not be empty.');
}
