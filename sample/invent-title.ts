import type { Random } from './random.js';
import {
  foreignTitleEnds,
  foreignTitleStarts,
  mensNames,
  titleAdjectives,
  titleNouns,
  towns,
  womensNames,
} from './vocabulary.js';

const patterns: readonly ((random: Random) => string)[] = [
  (r) => `The ${adjective(r)} ${noun(r)}`,
  (r) => `The ${adjective(r)} ${noun(r)}`,
  (r) => `${adjective(r)} ${noun(r)}`,
  (r) => `The ${noun(r)} of ${town(r)}`,
  (r) => `The ${noun(r)} and the ${noun(r)}`,
  (r) => `${name(r)} and the ${adjective(r)} ${noun(r)}`,
  (r) => `${name(r)}'s ${noun(r)}`,
  (r) => `A ${noun(r)} for ${name(r)}`.replace(/^A (?=[AEIOU])/, 'An '),
  (r) => `${name(r)} of ${town(r)}`,
  (r) => `Last ${noun(r)} to ${town(r)}`,
  (r) => `${town(r)}`,
  (r) => `${noun(r)}, ${noun(r)}`,
  (r) => `${2 + r.below(98)} ${adjective(r)} Days in ${town(r)}`,
  (r) => `The ${noun(r)} That Loved ${name(r)}`,
  (r) => `${name(r)} & ${name(r)}`,
  (r) => `Farewell, ${adjective(r)} ${noun(r)}!`,
];

/** Invents an English title such as "The Clockwork Orchard" or "Odette and the Ninth Barometer". */
export function inventTitle(random: Random): string {
  return random.pick(patterns)(random);
}

/** Invents a title in the movie's language; returns the English one when there are no words for that language. */
export function inventOriginalTitle(random: Random, language: string, title: string): string {
  const starts = foreignTitleStarts.get(language);
  const ends = foreignTitleEnds.get(language);
  if (starts === undefined || ends === undefined) return title;
  return random.pick(starts) + (joints[language] ?? ' ') + random.pick(ends);
}

/** What stands between the parts of a title where it is no space. */
const joints: Readonly<Record<string, string>> = { ja: 'の', cn: '', zh: '' };

/** Returns the title of a part of a franchise, counted from 0. */
export function partTitle(random: Random, base: string, part: number): string {
  if (part === 0) return base;
  const numeral = part === 1 ? 'II' : 'III';
  return random.chance(0.5) ? `${base} ${numeral}` : `${base}: ${adjective(random)} ${noun(random)}`;
}

const adjective = (r: Random) => r.pick(titleAdjectives);
const noun = (r: Random) => r.pick(titleNouns);
const town = (r: Random) => r.pick(towns);
const name = (r: Random) => r.pick(r.chance(0.5) ? womensNames : mensNames);
