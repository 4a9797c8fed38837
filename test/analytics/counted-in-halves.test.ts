import type { estypes } from '@elastic/elasticsearch';
import { expect } from 'chai';
import { countedInHalves, readCounted, readYears } from '../../src/analytics/by-year/by-year.js';
import { type MovieFilters, movieParameters } from '../../src/analytics/parameters/movie-filters.js';

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
    const [earlier, later] = countedInHalves(filtersOf({}), { years }, {}) as [
      estypes.SearchRequest,
      estypes.SearchRequest,
    ];
    const [first, second] = [rangeOf(earlier.aggs?.counted?.filter), rangeOf(later.query)];
    expect(first.gte).to.equal(1);
    expect(second.lte).to.equal(9999);
    expect(second.gte).to.equal(first.lte + 1);
    expect(second.gte).to.be.within(1970, 2000);
  });

  it('stays within the years asked for, and counts what was left out of all of them', () => {
    const [earlier, later] = countedInHalves(filtersOf({ from: '1930', to: '2010' }), { years }, {});
    expect(rangeOf(earlier?.aggs?.counted?.filter).gte).to.equal(1930);
    expect(rangeOf(later?.query).lte).to.equal(2010);
    const unreleased = earlier?.aggs?.unreleased?.filter as { bool: { should: unknown[] } };
    expect(unreleased.bool.should[0]).to.deep.equal({ range: { releaseYear: { gte: 1930, lte: 2010 } } });
  });

  it('asks once where there is little to do', () => {
    expect(countedInHalves(filtersOf({ from: '1990', to: '1999' }), { years }, {})).to.have.length(1);
    expect(countedInHalves(filtersOf({}), { years: {} }, {})).to.have.length(1);
  });

  it('reads the years of both replies in order', () => {
    const reply = {
      hits: { total: { value: 3, relation: 'eq' }, hits: [] },
      aggregations: {
        counted: { doc_count: 1, years: { buckets: [{ key: 1950, doc_count: 1 }] } },
        undated: { doc_count: 0 },
        laterYears: { buckets: [{ key: 1990, doc_count: 2 }] },
      },
    } as unknown as estypes.SearchResponse;
    const found = readCounted(reply);
    expect(readYears(found?.counted as never).map(({ key }) => key)).to.deep.equal([1950, 1990]);
  });
});
