import type { Edition } from './plan-edition.js';
import { Random, streams } from './random.js';
import type { Tokens } from './tokens.js';
import { mensNames, surnameEnds, surnameStarts, womensNames } from './vocabulary.js';

/** A member of a cast or a crew. */
export type Person = Readonly<{
  id: number;
  name: string;
  /** 1 woman, 2 man, 0 not noted. */
  gender: 0 | 1 | 2;
  profilePath: string | null;
}>;

/** One person under two spellings, the first three times as often. Ids of other people are 0 or 1 modulo 3. */
export const spelledPerson: readonly Person[] = [
  'Ottoline Varley-Quist',
  'Ottoline Varley-Quist',
  'Ottoline Varley Quist',
  'Ottoline Varley-Quist',
].map((name) => ({ id: 2, name, gender: 1, profilePath: null }));

/** Picks a person: one of a busy few or of a long tail (the full edition has 4.4 people for each movie). */
export function pickPerson(edition: Edition, tokens: Tokens, draw: Random): Person {
  const people = Math.max(60, Math.floor(edition.movies * 4.4));
  const share = draw.next();
  const number = Math.floor(people * share * share);
  const random = new Random(edition.seed, streams.person, number);
  const woman = random.chance(0.4);
  return {
    id: 6 + 3 * number + random.below(2),
    name: fullName(random, woman),
    gender: random.chance(0.4) ? 0 : woman ? 1 : 2,
    profilePath: random.chance(0.45) ? tokens.imagePath(random) : null,
  };
}

/** Invents a name for a character or for the author of an overview. */
export function inventName(random: Random): string {
  return fullName(random, random.chance(0.45));
}

function fullName(random: Random, woman: boolean): string {
  const first = random.pick(woman ? womensNames : mensNames);
  const last = random.pick(surnameStarts) + random.pick(surnameEnds);
  const style = random.next();
  if (style < 0.8) return `${first} ${last}`;
  if (style < 0.93) return `${first} ${random.pick(initials)}. ${last}`;
  if (style < 0.96) return `${first} O'${last}`;
  if (style < 0.97) return `${first} "${random.pick(nicknames)}" ${last}`;
  if (style < 0.99) return `${first} de ${last}`;
  return random.pick(unspaced);
}

const initials = [...'ABCDEFGHJKLMNOPRSTVW'];
const nicknames = ['Sparky', 'Duke', 'Biscuit', "Lil' Mo", 'The Hat', 'Zip'];
const unspaced = [
  '灯野遥',
  '雪村光',
  '달보라',
  'Ладислав Звонарёв',
  'Μάγια Φάρου',
  '玻璃月',
  'लाली दीपकर',
  'ThePlumtones',
];
