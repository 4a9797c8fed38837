import type { Movie } from '../model/movie.js';
import { type RatingPrior, ratingVotesOf, weightedRatingOf } from '../model/weighted-rating.js';

/**
 * The fields that follow from others of the movie and of its edition. They stand in the document because Elasticsearch,
 * which has no scripts here, can then group and sort by them (rules 23, 24).
 */
export type GroupingFields = Pick<
  Movie,
  | 'releaseDecade'
  | 'releaseQuarter'
  | 'releaseMonth'
  | 'budgetBand'
  | 'ratingBand'
  | 'ratingVotes'
  | 'weightedRating'
>;

type Known = Pick<Movie, 'releaseDate' | 'releaseYear' | 'budget' | 'rating' | 'votes'>;

/** @param prior - of the movie's edition */
export function groupingFieldsOf(movie: Known, prior: RatingPrior | null): GroupingFields {
  const { releaseDate, releaseYear, budget, rating, votes } = movie;
  const month = releaseDate === null ? null : Number(releaseDate.slice(5, 7));
  const ratingVotes = ratingVotesOf(movie);
  return {
    releaseDecade: releaseYear === null ? null : releaseYear - (releaseYear % 10),
    releaseQuarter: month === null ? null : Math.ceil(month / 3),
    releaseMonth: month,
    budgetBand: budget === null ? null : bandOf(budget, budgetBands),
    // Without votes the source has a rating of 0, which nobody gave.
    ratingBand: rating === null || ratingVotes === null ? null : bandOf(rating, ratingBands),
    ratingVotes,
    weightedRating: weightedRatingOf(ratingVotes, votes, prior),
  };
}

/** The lower bounds of bands, the highest first. */
const budgetBands = [100_000_000, 50_000_000, 10_000_000, 1_000_000, 0];
/** A rating of 10 belongs to the band of 9. */
const ratingBands = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0];

const bandOf = (value: number, bands: readonly number[]): number | null =>
  bands.find((bound) => value >= bound) ?? null;
