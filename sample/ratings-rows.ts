import { qualityOf } from './invent-movie.js';
import { smallStride } from './links-rows.js';
import type { Edition } from './plan-edition.js';
import { type Quantiles, quantile } from './quantile.js';
import { hash32, Random, streams } from './random.js';
import { createShuffle } from './shuffle.js';
import { yearOf } from './years.js';

type Rating = Readonly<{ movieLensId: number; half: number; timestamp: number }>;

/** Ratings per user: MovieLens' median is 30, its mean 96. */
const userSizes: Quantiles = [
  [0, 1],
  [0.25, 15],
  [0.5, 30],
  [0.75, 93],
  [0.95, 380],
  [0.99, 900],
  [1, 2000],
];

/** Ratings in half stars, 1 to 10, with their shares in MovieLens; whole stars are given more often. */
const halves: readonly number[] = [0.037, 0.085, 0.113, 0.205, 0.292, 0.501, 0.656, 0.853, 0.918, 1];

/** Seconds: the first and last rating of the full edition. */
const first = 823_000_000;
const last = 1_501_829_870;
const year = 31_556_952;

/** Which movies a file's users may rate, and how many ratings it has. */
type Audience = Readonly<{
  edition: Edition;
  stream: number;
  ratings: number;
  movies: number;
  /** The movie at a place, the most often rated first. */
  movieAt: (place: number) => number;
}>;

/** Yields the rows of ratings.csv after its header, by user and MovieLens id; famous movies are rated more often. */
export function ratingsRows(edition: Edition): Generator<string> {
  const { movies, ratings, fame } = edition;
  return rows({ edition, stream: streams.user, ratings, movies, movieAt: fame.at });
}

/** Yields the rows of ratings_small.csv after its header: one for 26 of the full file, by other users, of the movies of links_small.csv. */
export function smallRatingsRows(edition: Edition): Generator<string> {
  const movies = Math.ceil(edition.movies / smallStride);
  const order = createShuffle(movies, hash32(edition.seed, streams.smallUser));
  return rows({
    edition,
    stream: streams.smallUser,
    ratings: Math.ceil(edition.ratings / 26),
    movies,
    movieAt: (place) => smallStride * order.at(place),
  });
}

function* rows(audience: Audience): Generator<string> {
  let left = audience.ratings;
  for (let user = 1; left > 0; user++) {
    const random = new Random(audience.edition.seed, audience.stream, user);
    const drawn = Math.floor(quantile(userSizes, random.next()));
    const size = Math.min(left, drawn, Math.ceil(audience.movies / 2));
    for (const { movieLensId, half, timestamp } of ratingsOf(audience, random, user, size)) {
      yield `${user},${movieLensId},${half % 2 ? `${half >> 1}.5` : `${half >> 1}.0`},${timestamp}\n`;
    }
    left -= size;
  }
}

/** One user's ratings, at most one for a movie. */
function ratingsOf(audience: Audience, random: Random, user: number, size: number): Rating[] {
  const { edition, movies, movieAt } = audience;
  const start = first + random.below(last - first - 10_000_000);
  const ratings: Rating[] = strays(edition, random, user, start).slice(0, size);
  const [stray, unlinked] = ratings;
  const wanted = size - ratings.length;
  let before = -1;
  for (let n = 0; n < wanted; n++) {
    // One draw in each of the user's equal slices, cubed towards fame: never the same movie twice.
    const share = (n + random.next()) / wanted;
    before = Math.min(movies - 1, Math.max(before + 1, Math.floor(movies * share * share * share)));
    const movie = movieAt(before);
    const movieLensId = edition.movieLensId(movie);
    const released = (yearOf(edition, movie) - 1970) * year;
    const time = start + n * 60 + random.below(60);
    ratings.push({
      // A movie that the user has rated as a stray gives way to one more stray.
      movieLensId: movieLensId === unlinked?.movieLensId && stray ? stray.movieLensId + 400 : movieLensId,
      half: rate(random, qualityOf(edition, movie)),
      timestamp: time > released ? time : Math.min(last, released + random.below(year)),
    });
  }
  return ratings.sort((a, b) => a.movieLensId - b.movieLensId);
}

/** Ratings that cannot be joined: of a MovieLens id without a link, and of one whose link has no tmdbId. */
function strays(edition: Edition, random: Random, user: number, timestamp: number): Rating[] {
  if (user % 40 !== 1) return [];
  const ids = [edition.spareMovieLensId(edition.movies + random.below(50))];
  const unlinked = edition.links.count('withoutTmdbId');
  if (unlinked > 0)
    ids.push(edition.movieLensId(edition.links.movieWith('withoutTmdbId', random.below(unlinked))));
  return ids.map((movieLensId) => ({ movieLensId, half: 1 + random.below(10), timestamp }));
}

function rate(random: Random, quality: number): number {
  // A share beyond an end is reflected at it, so that values do not pile up there.
  const pushed = Math.abs(random.next() + (quality - 0.5) * 0.5);
  const share = pushed < 1 ? pushed : 1.999 - pushed;
  return 1 + halves.findIndex((upTo) => share < upTo);
}
