import { expect } from 'chai';
import { dealDefects } from '../../../sample/deal-defects.js';
import { createShuffle } from '../../../sample/shuffle.js';

describe('createShuffle', () => {
  for (const size of [1, 2, 5, 64, 1000, 4097]) {
    it(`gives each of ${size} numbers a place of its own, and finds it back`, () => {
      const shuffle = createShuffle(size, 7);
      const places = Array.from({ length: size }, (_, number) => shuffle.placeOf(number));
      expect(new Set(places).size).to.equal(size);
      expect(places.map(shuffle.at)).to.deep.equal([...places.keys()]);
    });
  }
});

describe('dealDefects', () => {
  const shares = { rare: { share: 0, atLeast: 2 }, common: { share: 0.1, atLeast: 1 } };

  it('deals each kind exactly as often as announced, one card for a movie', () => {
    const deal = dealDefects(shares, 1000, createShuffle(1000, 3));
    const kinds = Array.from({ length: 1000 }, (_, movie) => deal.of(movie)?.kind);
    expect(kinds.filter((kind) => kind === 'rare')).to.have.length(2);
    expect(kinds.filter((kind) => kind === 'common')).to.have.length(100);
  });

  it('finds the movie that holds a card', () => {
    const deal = dealDefects(shares, 1000, createShuffle(1000, 3));
    expect(deal.of(deal.movieWith('common', 42))).to.deep.equal({ kind: 'common', card: 42 });
    expect(() => deal.movieWith('rare', 2)).to.throw(
      RangeError,
      "No card 2 of 'rare': 2 were dealt among 1000 movies.",
    );
  });

  it('leaves half of a tiny edition whole', () => {
    const deal = dealDefects({ all: { share: 1, atLeast: 9 } }, 3, createShuffle(3, 1));
    expect(deal.count('all')).to.equal(1);
  });
});
