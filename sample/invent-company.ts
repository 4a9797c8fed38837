import type { Edition } from './plan-edition.js';
import { hash32, type Random, streams } from './random.js';
import { companyFirsts, companySeconds, companySuffixes, studios } from './vocabulary.js';

/** A company as a movie's cell names it; `name` before `id`, as in the data set. */
export type Company = Readonly<{ name: string; id: number }>;

/**
 * Companies that carry a defect. No other company has an id of 3 modulo 4, so they occur only where they are dealt.
 * A list is one company (or one name) in its spellings; cards take them in turn.
 */
export const companiesWithDefects = {
  /** One name, two ids. */
  twin: [
    { name: 'Canal Aurore', id: 1003 },
    { name: 'Canal Aurore', id: 1007 },
  ],
  /** One id: four times in six the most frequent spelling. */
  spelled: [
    { name: 'Marrow & Sons Pictures', id: 1011 },
    { name: 'Marrow & Sons Pictures', id: 1011 },
    { name: 'Marrow and Sons Pictures', id: 1011 },
    { name: 'Marrow & Sons Pictures', id: 1011 },
    { name: 'Marrow & Sons Pictures', id: 1011 },
    { name: 'Marrow & Sons Pictures, Inc.', id: 1011 },
  ],
  /** One id, each spelling as often: the alphabetically first wins. */
  tied: [
    { name: 'Étude Films', id: 1015 },
    { name: 'Etude Films', id: 1015 },
  ],
  /** Has only movies that are unreleased or undated. */
  shelved: [{ name: 'Shelved Dreams Ltd.', id: 1019 }],
  /** Written `\xa0` and `\u200b` by Python. */
  invisible: [{ name: 'Petit\u00a0Nuage\u200b Films', id: 1023 }],
  backslash: [{ name: 'Either\\Or Films', id: 1027 }],
  quotes: [{ name: 'The "Tinker\'s Yard" Film Co.', id: 1031 }],
} as const satisfies Record<string, readonly Company[]>;

const names = companyFirsts.length * companySeconds.length * companySuffixes.length;
const epochs = ['', 'New ', 'Little ', 'Great ', 'Old '];

/** Picks a company: often one of the busy studios, else one of a long tail that grows with the edition. */
export function pickCompany(edition: Edition, random: Random): Company {
  if (random.chance(0.35)) {
    const studio = Math.floor(studios.length * lean(random.next()));
    return { name: studios[studio] as string, id: 5 + 11 * studio };
  }
  const tail = Math.max(20, Math.floor(edition.movies / 2));
  const number = Math.floor(tail * lean(random.next()));
  // One small company in ninety has the name of its neighbour: the rule, not the exception, of real production companies.
  return { name: nameOf(number % 90 === 7 ? number - 1 : number), id: idOf(edition.seed, number) };
}

/** Leans towards 0, so that the first of a list are drawn several times as often as the last. */
const lean = (share: number) => share * (0.4 + 0.6 * share);

function idOf(seed: number, number: number): number {
  return 1_100 + 4 * number + (hash32(seed, streams.company, number) % 3);
}

function nameOf(number: number): string {
  // A stride by a prime walks through every combination once before any repeats.
  let rest = (number * 104_729) % names;
  const first = companyFirsts[rest % companyFirsts.length];
  rest = Math.floor(rest / companyFirsts.length);
  const second = companySeconds[rest % companySeconds.length];
  const suffix = companySuffixes[Math.floor(rest / companySeconds.length)];
  return `${epochs[Math.floor(number / names) % epochs.length]}${first} ${second} ${suffix}`;
}
