import { type Deal, dealDefects, type Share } from './deal-defects.js';
import * as defects from './defects.js';
import { hash32, streams } from './random.js';
import { createShuffle, type Shuffle } from './shuffle.js';

/** What makes an edition: the same three numbers give the same bytes. */
export type EditionOptions = Readonly<{
  /** Distinct movies that survive the transform's rules; copies and rejected rows come on top. */
  movies: number;
  seed: number;
  /** Rows of ratings.csv. */
  ratings: number;
}>;

/** An edition computed on demand: which movie has which id, rank and defects. Its memory does not grow with the number of movies. */
export type Edition = EditionOptions &
  Readonly<{
    /** Movies from the most to the least famous; place 0 is the most famous. */
    fame: Shuffle;
    rows: Deal<keyof typeof defects.rowDefects>;
    rejected: Deal<keyof typeof defects.rejectedRows>;
    money: Deal<keyof typeof defects.moneyDefects>;
    date: Deal<keyof typeof defects.dateDefects>;
    status: Deal<keyof typeof defects.statusDefects>;
    figures: Deal<keyof typeof defects.figureDefects>;
    literals: Deal<keyof typeof defects.literalDefects>;
    texts: Deal<keyof typeof defects.textDefects>;
    franchises: Deal<'member'>;
    credits: Deal<keyof typeof defects.creditsDefects>;
    keywords: Deal<keyof typeof defects.keywordsDefects>;
    links: Deal<keyof typeof defects.linksDefects>;
    /** TMDB id of a movie: unordered and with gaps, as in the data set; never ends in 0 or 1. */
    tmdbId: (movie: number) => number;
    /** A TMDB id that no movie of the edition has. */
    strangerId: (movie: number) => number;
    /** IMDb number of a movie, without the `tt` and the zeros. */
    imdbNumber: (movie: number) => number;
    /** MovieLens id of a movie: ascending, with gaps; many equal the TMDB id of another movie. */
    movieLensId: (movie: number) => number;
    /** A MovieLens id that belongs to no movie; `movies` and above are in no link. */
    spareMovieLensId: (movie: number) => number;
  }>;

/** Movies of one franchise in ten, as in the full edition (4,494 of 45,466 belong to a collection). */
const franchiseShare = { member: { share: 0.1, atLeast: 6 } };

/** Plans an edition; the cost does not depend on its size. */
export function planEdition({ movies, seed, ratings }: EditionOptions): Edition {
  let shuffles = 0;
  const shuffle = () => createShuffle(movies, hash32(seed, streams.shuffle, shuffles++));
  const deal = <Kind extends string>(shares: Readonly<Record<Kind, Share>>) =>
    dealDefects(shares, movies, shuffle());
  const idOrder = shuffle();
  const jitter = (movie: number, limit: number) => hash32(seed, streams.id, movie) % limit;
  return {
    movies,
    seed,
    ratings,
    fame: shuffle(),
    rows: deal(defects.rowDefects),
    rejected: deal(defects.rejectedRows),
    money: deal(defects.moneyDefects),
    date: deal(defects.dateDefects),
    status: deal(defects.statusDefects),
    figures: deal(defects.figureDefects),
    literals: deal(defects.literalDefects),
    texts: deal(defects.textDefects),
    franchises: deal(franchiseShare),
    credits: deal(defects.creditsDefects),
    keywords: deal(defects.keywordsDefects),
    links: deal(defects.linksDefects),
    tmdbId: (movie) => 10 * idOrder.placeOf(movie) + 2 + jitter(movie, 8),
    strangerId: (movie) => 10 * (movie + 1) + 1,
    imdbNumber: (movie) => 1_000 + 13 * movie + jitter(movie, 13),
    movieLensId: (movie) => 4 * movie + 1 + jitter(movie, 3),
    spareMovieLensId: (movie) => 4 * movie + 4,
  };
}
