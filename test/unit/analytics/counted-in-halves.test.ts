import type { estypes } from '@elastic/elasticsearch';
import { expect } from 'chai';
import { countedInHalves, readCounted, readYears } from '../../../src/analytics/by-year/by-year.js';
import { type MovieFilters, movieParameters } from '../../../src/questions/parameters/movie-filters.js';

const filtersOf = (parameters: Record<string, string>): MovieFilters =>
  movieParameters({}).parse(parameters) as MovieFilters;

/** A hundred years with ever more movies. */
const years = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [String(1920 + at), 10 * at]));

const rangeOf = (query: unknown): { gte: number; lte: number } => {
  const filters = (query as { bool: { filter: { range?: { releaseYear: { gte: number; lte: number } } }[] } })
    .bool.filter;
  return filters.find(({ range }) => range !== undefined)?.range?.releaseYear as { gte: number; lte: number };
};

describe('counting in halves', () => {
  it('asks for each year in exactly one of two searches, near the middle of the work', () => {
    const [, , earlier, later] = countedInHalves(filtersOf({}), { years }, {});
    const [first, second] = [rangeOf(earlier?.query), rangeOf(later?.query)];
    expect(first.gte).to.equal(1);
    expect(second.lte).to.equal(9999);
    expect(second.gte).to.equal(first.lte + 1);
    expect(second.gte).to.be.within(1970, 2000);
  });

  it('stays within the years asked for, and counts what was left out of all of them', () => {
    const [, unreleased, earlier, later] = countedInHalves(
      filtersOf({ from: '1930', to: '2010' }),
      { years },
      {},
    );
    expect(rangeOf(earlier?.query).gte).to.equal(1930);
    expect(rangeOf(later?.query).lte).to.equal(2010);
    expect(unreleased?.query?.bool?.should)
      .to.be.an('array')
      .that.deep.includes({ range: { releaseYear: { gte: 1930, lte: 2010 } } });
  });

  it('asks once, beside what was left out, where there is little to do', () => {
    expect(countedInHalves(filtersOf({ from: '1990', to: '1999' }), { years }, {})).to.have.length(3);
    expect(countedInHalves(filtersOf({}), { years: {} }, {})).to.have.length(3);
  });

  it('reads the years of both replies in order', () => {
    const totals = [4, 5].map((value) => ({ hits: { total: { value, relation: 'eq' }, hits: [] } }));
    const halves = [1950, 1990].map((key) => ({
      hits: { hits: [] },
      aggregations: { years: { buckets: [{ key, doc_count: 1 }] } },
    }));
    const found = readCounted([...totals, ...halves] as unknown as estypes.SearchResponse[]);
    expect(readYears(found?.counted as never).map(({ key }) => key)).to.deep.equal([1950, 1990]);
    expect(found?.excluded).to.deep.equal({ undated: 4, unreleased: 5 });
  });
});
