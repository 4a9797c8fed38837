import type { Edition } from './plan-edition.js';
import { type Quantiles, quantile } from './quantile.js';
import { hash32, Random, streams } from './random.js';

/** Release years of the full edition: a share of its movies is older than each year. */
const yearShares: Quantiles = [
  [0, 1892],
  [0.0025, 1901],
  [0.0045, 1911],
  [0.008, 1920],
  [0.018, 1930],
  [0.048, 1940],
  [0.081, 1950],
  [0.126, 1960],
  [0.183, 1970],
  [0.26, 1980],
  [0.347, 1990],
  [0.47, 2000],
  [0.575, 2005],
  [0.719, 2010],
  [0.865, 2014],
  [0.951, 2016],
  [0.988, 2017],
  [1, 2018],
];

/** The same in even steps, because ratings look up millions of years. */
const steps = 16_384;
const years = Uint16Array.from({ length: steps }, (_, step) =>
  Math.floor(quantile(yearShares, step / steps)),
);

/** Returns the year of a movie, also where its row leaves it out: 1892 to 2017; parts of a franchise follow each other. */
export function yearOf(edition: Edition, movie: number): number {
  const member = edition.franchises.of(movie);
  if (member === undefined) {
    return years[hash32(edition.seed, streams.year, movie) % steps] as number;
  }
  const { collection, part } = placeInFranchise(member.card);
  const random = new Random(edition.seed, streams.year, -1 - collection);
  const first = Math.floor(quantile(yearShares, 0.02 + 0.93 * random.next()));
  return Math.min(2017, first + part * (2 + random.below(4)));
}

/** Returns the collection and the part of a card: every franchise is a trilogy. */
export function placeInFranchise(card: number): { collection: number; part: number } {
  return { collection: Math.floor(card / 3), part: card % 3 };
}
