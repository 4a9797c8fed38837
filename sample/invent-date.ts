import type { Edition } from './plan-edition.js';
import type { Random } from './random.js';

const daysOf = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const impossible = ['02-30', '13-05', '06-31'] as const;

/** Returns the release_date cell of a movie with the defect that was dealt to it; planned movies are released from 2018 on. */
export function inventDate(edition: Edition, movie: number, random: Random, knownYear: number): string {
  const status = edition.status.of(movie)?.kind;
  const year = status === 'planned' || status === 'inProduction' ? 2018 + random.below(3) : knownYear;
  const { month, day } = pickDay(random, year);
  const dealt = edition.date.of(movie);
  switch (dealt?.kind) {
    case 'empty':
      return '';
    case 'spreadsheet':
      return `${month}/${day}/${year}`;
    case 'shortSpreadsheet':
      return `${month}/${day}/${two(year % 100)}`;
    case 'impossible':
      return `${year}-${impossible[dealt.card % impossible.length]}`;
    default:
      return isoDate(year, month, day);
  }
}

/** Returns a valid date, `YYYY-MM-DD`. */
export function inventIsoDate(random: Random, year: number): string {
  const { month, day } = pickDay(random, year);
  return isoDate(year, month, day);
}

function pickDay(random: Random, year: number): { month: number; day: number } {
  // Movies of which only the year is known are filed under the first of January.
  if (random.chance(0.06)) return { month: 1, day: 1 };
  // The full edition was collected in August 2017.
  const month = 1 + random.below(year === 2017 ? 8 : 12);
  return { month, day: 1 + random.below(daysOf[month - 1] as number) };
}

const isoDate = (year: number, month: number, day: number) => `${year}-${two(month)}-${two(day)}`;
const two = (number: number) => String(number).padStart(2, '0');
