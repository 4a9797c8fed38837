import { expect } from 'chai';
import { transformValues, type WayToShow, waysFor } from '../../../web/views/transform-values.js';

const points = [
  { series: 'A', x: 1990, value: 10 },
  { series: 'A', x: 1991, value: null },
  { series: 'A', x: 1992, value: 20 },
  { series: 'A', x: 2001, value: 5 },
  { series: 'B', x: 1990, value: 30 },
  { series: 'B', x: 1992, value: -5 },
];
const valuesOf = (series: string, way: WayToShow) =>
  transformValues(points, way)
    .filter((point) => point.series === series)
    .map(({ x, value }) => [x, value]);

describe('values of a comparison', () => {
  it('stay as they are without a way, unknown ones unknown', () => {
    expect(valuesOf('A', '')).to.deep.equal([
      [1990, 10],
      [1991, null],
      [1992, 20],
      [2001, 5],
    ]);
  });

  it('add up over the years, where an unknown one adds nothing', () => {
    expect(valuesOf('A', 'cumulative').map(([, value]) => value)).to.deep.equal([10, 10, 30, 35]);
  });

  it('are means of the known values of five years', () => {
    expect(valuesOf('A', 'average').map(([, value]) => value)).to.deep.equal([15, 15, 15, 5]);
  });

  it('add up by decade', () => {
    expect(valuesOf('A', 'decade')).to.deep.equal([
      [1990, 30],
      [2000, 5],
    ]);
  });

  it('are shares in percent of what is shown of a year; a loss is no share', () => {
    expect(valuesOf('A', 'share')).to.deep.equal([
      [1990, 25],
      [1991, null],
      [1992, 100],
      [2001, 100],
    ]);
    expect(valuesOf('B', 'share')).to.deep.equal([
      [1990, 75],
      [1992, 0],
    ]);
  });

  it('have no sums and shares where a measure does not add up', () => {
    expect(waysFor(false).map(([way]) => way)).to.deep.equal(['', 'log', 'average']);
  });
});
