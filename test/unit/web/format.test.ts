import { expect } from 'chai';
import { count, dollars, percent, plural, short } from '../../../web/format.js';
import { knownOf, numberOf, writeCoverage, writeFigure } from '../../../web/measures.js';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('numbers on the page', () => {
  for (const [value, text] of [
    [0, 'US$ 0'],
    [950, 'US$ 950'],
    [999_960, 'US$ 1.00 M'],
    [373_554_033, 'US$ 374 M'],
    [2_787_965_087, 'US$ 2.79 B'],
    [80_000_000, 'US$ 80.0 M'],
    [-55_124_856, '−US$ 55.1 M'],
  ] as const) {
    it(`write ${value} as ${text}`, () => {
      expect(plain(dollars(value))).to.equal(text);
    });
  }

  it('keep small numbers as they are', () => {
    expect([0.04, 2.5, 12, 4936, -1.25].map((value) => plain(short(value)))).to.deep.equal([
      '0.04',
      '2.5',
      '12',
      '4.9 k',
      '−1.25',
    ]);
  });

  it('show only nothing as 0 % and only everything as 100 %', () => {
    expect(percent(1, 5000)).to.equal('< 1 %');
    expect(percent(4999, 5000)).to.equal('> 99 %');
    expect([percent(0, 5), percent(5, 5), percent(1, 3), percent(0, 0)]).to.deep.equal([
      '0 %',
      '100 %',
      '33 %',
      '–',
    ]);
  });

  it('count in words', () => {
    expect([plural(1, 'movie'), plural(45466, 'movie'), plural(2, 'entry', 'entries')]).to.deep.equal([
      '1 movie',
      '45,466 movies',
      '2 entries',
    ]);
    expect(count(-3)).to.equal('−3');
  });

  it('say that a figure is not known, and for how many movies it is', () => {
    expect(writeFigure('revenue', { sum: null, known: 0 })).to.equal('not known');
    expect(writeCoverage({ sum: null, known: 0 }, 1)).to.equal('known for 0 of 1 release');
    expect(writeCoverage(3, 3)).to.equal('');
    expect([numberOf({ mean: 0, known: 2 }), numberOf({ ratio: -1, known: 1 }), numberOf(4)]).to.deep.equal([
      0, -1, 4,
    ]);
    expect(knownOf(4)).to.equal(undefined);
  });
});
