/**
 * What the weighted rating of every movie of an edition is drawn towards (rule 23): C and m of IMDb's formula, over the
 * movies that have votes.
 */
export type RatingPrior = {
  /** C: the mean of their ratings. */
  mean: number;
  /** m: the 95th percentile of their votes (nearest rank). */
  votes: number;
  /** How many they are. */
  movies: number;
};

type Rated = { rating: number | null; votes: number | null };

/** The share of movies with at most `RatingPrior.votes` votes. */
const percentile = 0.95;

/** Returns the votes of a movie multiplied by its rating; null without votes. */
export const ratingVotesOf = ({ rating, votes }: Rated): number | null =>
  rating === null || votes === null || votes === 0 ? null : votes * rating;

/** Returns the prior of an edition; null when none of its movies has votes. */
export function ratingPriorOf(movies: Iterable<Rated>): RatingPrior | null {
  const ratings: number[] = [];
  const counts: number[] = [];
  for (const { rating, votes } of movies) {
    if (rating === null || votes === null || votes === 0) continue;
    ratings.push(rating);
    counts.push(votes);
  }
  const count = ratings.length;
  if (count === 0) return null;
  // In ascending order, so that the sum does not depend on the order of the movies.
  const sum = Float64Array.from(ratings)
    .sort()
    .reduce((total, rating) => total + rating, 0);
  const votes = Float64Array.from(counts).sort()[Math.ceil(percentile * count) - 1] as number;
  return { mean: sum / count, votes, movies: count };
}

/**
 * Returns the weighted rating of one movie or of a group, `(Σ v·R + m·C) / (Σ v + m)`; null without votes.
 * @param ratingVotes - Σ v·R, the sum of `ratingVotes` over the movies that have it
 * @param votes - Σ v, the sum of `votes` over the same movies
 */
export const weightedRatingOf = (
  ratingVotes: number | null,
  votes: number | null,
  prior: RatingPrior | null,
): number | null =>
  ratingVotes === null || votes === null || prior === null
    ? null
    : (ratingVotes + prior.votes * prior.mean) / (votes + prior.votes);
