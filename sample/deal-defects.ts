import type { Shuffle } from './shuffle.js';

/** How often a defect occurs: a share of the movies, and never fewer than `atLeast` in an edition of 200 movies or more. */
export type Share = Readonly<{ share: number; atLeast: number }>;

/** A defect that fell to a movie; `card` counts the movies with this defect from 0. */
type Dealt<Kind extends string> = Readonly<{ kind: Kind; card: number }>;

/** Which movie has which defect of one group; a movie has at most one of a group. */
export type Deal<Kind extends string> = Readonly<{
  of: (movie: number) => Dealt<Kind> | undefined;
  /** The movie that holds a card. Errors: RangeError when the kind has fewer cards. */
  movieWith: (kind: Kind, card: number) => number;
  count: (kind: Kind) => number;
}>;

/**
 * Deals defects like cards: the movies are shuffled, and each kind takes the next few. So every kind occurs exactly as often
 * as announced, kinds of one group never meet on one movie, and memory does not grow with the edition.
 * A group never takes more than half of the movies: below 200 movies the last kinds may go without.
 */
export function dealDefects<Kind extends string>(
  shares: Readonly<Record<Kind, Share>>,
  movies: number,
  shuffle: Shuffle,
): Deal<Kind> {
  const limit = Math.floor(movies / 2);
  const hands: { kind: Kind; from: number; to: number }[] = [];
  let dealt = 0;
  for (const [kind, { share, atLeast }] of Object.entries(shares) as [Kind, Share][]) {
    const to = Math.min(limit, dealt + Math.max(atLeast, Math.round(share * movies)));
    hands.push({ kind, from: dealt, to });
    dealt = to;
  }
  const handOf = (kind: Kind) => hands.find((hand) => hand.kind === kind) ?? { from: 0, to: 0 };

  return {
    of: (movie) => {
      const place = shuffle.placeOf(movie);
      if (place >= dealt) return undefined;
      for (const { kind, from, to } of hands) if (place < to) return { kind, card: place - from };
      return undefined;
    },
    movieWith: (kind, card) => {
      const { from, to } = handOf(kind);
      if (card < 0 || from + card >= to) {
        throw new RangeError(`No card ${card} of '${kind}': ${to - from} were dealt among ${movies} movies.`);
      }
      return shuffle.at(from + card);
    },
    count: (kind) => handOf(kind).to - handOf(kind).from,
  };
}
