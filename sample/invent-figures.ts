import type { Edition } from './plan-edition.js';
import { pythonFloat } from './python-repr.js';
import { type Quantiles, quantile } from './quantile.js';
import type { Random } from './random.js';

/** Cells of the measures of a movie. */
export type Figures = Readonly<{
  popularity: string;
  runtime: string;
  voteAverage: string;
  voteCount: string;
}>;

/** Quartiles and tails of the full edition. */
const popularities: Quantiles = [
  [0, 0],
  [0.05, 0.03],
  [0.25, 0.386],
  [0.5, 1.128],
  [0.75, 3.68],
  [0.9, 8.3],
  [0.95, 11.1],
  [0.99, 17],
  [0.999, 60],
  [0.9999, 180],
  [1, 450],
];

const voteCounts: Quantiles = [
  [0, 0],
  [0.064, 1],
  [0.25, 3],
  [0.5, 10],
  [0.75, 34],
  [0.9, 160],
  [0.95, 434],
  [0.99, 2183],
  [0.999, 7000],
  [1, 14000],
];

const voteAverages: Quantiles = [
  [0, 1.5],
  [0.05, 3.9],
  [0.25, 5.3],
  [0.5, 6.1],
  [0.75, 6.8],
  [0.95, 7.9],
  [1, 9.6],
];

/** Minutes. */
const runtimes: Quantiles = [
  [0, 2],
  [0.05, 20],
  [0.09, 70],
  [0.25, 86],
  [0.5, 96],
  [0.75, 108],
  [0.95, 140],
  [0.999, 260],
  [1, 900],
];

/** Invents the measures of a movie from its shares of fame and quality, 0 to 1. */
export function inventFigures(
  edition: Edition,
  movie: number,
  random: Random,
  { fame, quality }: { fame: number; quality: number },
): Figures {
  const popularity = Math.floor(quantile(popularities, fame) * (0.8 + 0.4 * random.next()) * 1e6) / 1e6;
  const noise = (random.next() - 0.5) * 0.08;
  const votes = Math.floor(
    quantile(voteCounts, Math.min(1, Math.max(0, fame * 0.96 + 0.04 * fame * fame + noise))),
  );
  const average = quantile(voteAverages, quality);
  const minutes = Math.floor(quantile(runtimes, random.next()));
  const dealt = edition.figures.of(movie)?.kind;
  // The copy with fewer votes needs an original that has some.
  const outvotes = edition.rows.of(movie)?.kind === 'fewerVotesCopy';
  const voteCount = outvotes ? Math.max(5, votes) : dealt === 'zeroVotes' ? 0 : votes;
  // pandas wrote the columns in blocks, and a block without a gap lost its `.0`.
  const float = movie % 5 === 4 ? String : pythonFloat;
  return {
    popularity:
      dealt === 'emptyPopularity'
        ? ''
        : dealt === 'wordyPopularity'
          ? 'Beware of the fog'
          : dealt === 'negativePopularity'
            ? '-1.5'
            : pythonFloat(popularity),
    runtime: dealt === 'emptyRuntime' ? '' : float(dealt === 'zeroRuntime' ? 0 : minutes),
    voteAverage: float(voteCount === 0 ? 0 : Math.round(average * 10) / 10),
    voteCount: dealt === 'emptyVotes' && !outvotes ? '' : String(voteCount),
  };
}
