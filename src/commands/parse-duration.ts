import { InvalidArgumentError } from 'commander';

const secondsPer = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Returns the seconds of a duration: `30s`, `15m`, `8h`, `2d`. @throws {InvalidArgumentError} */
export function parseDuration(text: string): number {
  const [, number, unit] = /^([1-9]\d{0,5})([smhd])$/.exec(text) ?? [];
  if (number === undefined) {
    throw new InvalidArgumentError('It must be a number and s, m, h or d, such as 30m or 8h.');
  }
  return Number(number) * secondsPer[unit as keyof typeof secondsPer];
}
