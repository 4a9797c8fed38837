import { InvalidArgumentError } from 'commander';

/** Rejects an empty text, which an unset variable in a script gives; as a path it would mean the current folder. */
export function parseText(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('It must not be empty.');
}
