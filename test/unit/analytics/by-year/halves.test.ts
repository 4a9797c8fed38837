import { expect } from 'chai';
import { readHalves, searchHalves } from '../../../../src/analytics/by-year/halves.js';
import { type MovieFilters, movieParameters } from '../../../../src/questions/parameters/movie-filters.js';

const filters: MovieFilters = movieParameters({}).parse({});

describe('figures of all movies by year, in two halves', () => {
  it('have each year in exactly one half', () => {
    const [, , earlier, later] = searchHalves(filters, {});
    expect(earlier?.query?.bool?.filter).to.deep.include({ range: { releaseYear: { lt: 1985 } } });
    expect(later?.query?.bool?.filter).to.deep.include({ range: { releaseYear: { gte: 1985 } } });
  });

  it('are read in order of year', () => {
    const half = (key: number) => ({ buckets: [{ key, doc_count: 1 }] });
    const counted = { key: '', doc_count: 2, later: half(1990), earlier: half(1950) };
    expect(readHalves(counted).map(({ key }) => key)).to.deep.equal([1950, 1990]);
  });
});
