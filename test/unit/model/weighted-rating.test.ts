import { expect } from 'chai';
import { ratingPriorOf, ratingVotesOf, weightedRatingOf } from '../../../src/model/weighted-rating.js';

const rated = (rating: number | null, votes: number | null) => ({ rating, votes });

describe('the weighted rating (rule 23)', () => {
  it('rests on the mean rating and the 95th percentile of votes (nearest rank) of movies that have votes', () => {
    const movies = Array.from({ length: 40 }, (_, at) => rated(at % 2 === 0 ? 4 : 8, at + 1));
    const without = [rated(0, 0), rated(null, 9000), rated(10, null)];
    expect(ratingPriorOf([...movies, ...without])).to.deep.equal({ mean: 6, votes: 38, movies: 40 });
  });

  it('takes the whole of few movies: the nearest rank of one movie is that movie', () => {
    expect(ratingPriorOf([rated(7.5, 3)])).to.deep.equal({ mean: 7.5, votes: 3, movies: 1 });
    expect(ratingPriorOf([rated(0, 0)])).to.equal(null);
    expect(ratingPriorOf([])).to.equal(null);
  });

  it('has the same prior whatever the order of the movies', () => {
    const movies = Array.from({ length: 1000 }, (_, at) => rated(((at * 37) % 101) / 10, at + 1));
    expect(ratingPriorOf(movies.toReversed())).to.deep.equal(ratingPriorOf(movies));
  });

  it('of a movie is v/(v+m)·R + m/(v+m)·C', () => {
    const prior = { mean: 6, votes: 300, movies: 9 };
    const movie = rated(8.1, 100);
    const expected = (100 / 400) * 8.1 + (300 / 400) * 6;
    expect(weightedRatingOf(ratingVotesOf(movie), movie.votes, prior)).to.be.closeTo(expected, 1e-12);
  });

  it('is unknown without votes, without a rating and without a prior', () => {
    const prior = { mean: 6, votes: 300, movies: 9 };
    for (const movie of [rated(0, 0), rated(8, null), rated(null, 5)]) {
      expect(ratingVotesOf(movie)).to.equal(null);
      expect(weightedRatingOf(ratingVotesOf(movie), movie.votes, prior)).to.equal(null);
    }
    expect(weightedRatingOf(80, 10, null)).to.equal(null);
  });
});
