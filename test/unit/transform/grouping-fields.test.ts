import { expect } from 'chai';
import { groupingFieldsOf } from '../../../src/transform/grouping-fields.js';

const unknown = { releaseDate: null, releaseYear: null, budget: null, rating: null, votes: null };
const of = (known: object) => groupingFieldsOf({ ...unknown, ...known }, { mean: 6, votes: 100, movies: 5 });

describe('the fields to group by (rule 24)', () => {
  it('are unknown where what they follow from is', () => {
    expect(of({})).to.deep.equal({
      releaseDecade: null,
      releaseQuarter: null,
      releaseMonth: null,
      budgetBand: null,
      ratingBand: null,
      ratingVotes: null,
      weightedRating: null,
    });
  });

  for (const [releaseDate, decade, quarter, month] of [
    ['1990-01-01', 1990, 1, 1],
    ['1999-03-31', 1990, 1, 3],
    ['2000-04-01', 2000, 2, 4],
    ['2009-12-31', 2000, 4, 12],
    ['1874-09-09', 1870, 3, 9],
  ] as const) {
    it(`${releaseDate} is in the ${decade}s, quarter ${quarter}, month ${month}`, () => {
      expect(of({ releaseDate, releaseYear: Number(releaseDate.slice(0, 4)) })).to.include({
        releaseDecade: decade,
        releaseQuarter: quarter,
        releaseMonth: month,
      });
    });
  }

  for (const [budget, band] of [
    [1000, 0],
    [999_999, 0],
    [1_000_000, 1_000_000],
    [9_999_999, 1_000_000],
    [10_000_000, 10_000_000],
    [49_999_999, 10_000_000],
    [50_000_000, 50_000_000],
    [100_000_000, 100_000_000],
    [380_000_000, 100_000_000],
  ] as const) {
    it(`a budget of ${budget} is in the band from ${band}`, () => {
      expect(of({ budget }).budgetBand).to.equal(band);
    });
  }

  for (const [rating, votes, band] of [
    [0, 1, 0],
    [0.9, 1, 0],
    [7, 10, 7],
    [7.999, 10, 7],
    [9, 10, 9],
    [10, 10, 9],
    [0, 0, null],
    [8, null, null],
  ] as const) {
    it(`a rating of ${rating} with ${votes} votes is in the band ${band}`, () => {
      expect(of({ rating, votes }).ratingBand).to.equal(band);
    });
  }
});
