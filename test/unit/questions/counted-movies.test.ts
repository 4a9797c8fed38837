import { expect } from 'chai';
import { countedSearch, countedSearchesOfAll, readCounted } from '../../../src/questions/counted-movies.js';
import { type MovieFilters, movieParameters } from '../../../src/questions/parameters/movie-filters.js';
import type { Replies } from '../../../src/questions/question.js';

const filtersOf = (parameters: Record<string, string>): MovieFilters => movieParameters({}).parse(parameters);
const years = { histogram: { field: 'releaseYear', interval: 1 } };
const replyWith = (total: number, aggregations?: object) => ({
  hits: { total: { value: total, relation: 'eq' }, hits: [] },
  ...(aggregations && { aggregations }),
});
const read = (...replies: object[]) => readCounted(replies as unknown as Replies);

describe('the movies that count', () => {
  it('of all movies: two searches count what is left out, each part has a search of its own', () => {
    const known = { exists: { field: 'profit' } };
    const [undated, unreleased, ...parts] = countedSearchesOfAll(filtersOf({ from: '1930', to: '2010' }), [
      { aggregations: { years } },
      { aggregations: { years }, only: known },
    ]);
    const inRange = { range: { releaseYear: { gte: 1930, lte: 2010 } } };
    const counted = { bool: { filter: [inRange, { term: { status: 'Released' } }] } };
    expect(undated?.query).to.deep.equal({
      bool: { filter: [{ bool: { must_not: [{ exists: { field: 'releaseYear' } }] } }] },
    });
    expect(unreleased?.query?.bool?.should).to.be.an('array').that.deep.includes(inRange);
    expect(parts).to.deep.equal([
      { size: 0, track_total_hits: false, query: counted, aggs: { years } },
      {
        size: 0,
        track_total_hits: false,
        query: { bool: { filter: [counted, known] } },
        aggs: { years },
      },
    ]);
  });

  it('of all movies: with any status no movie is left out for its status', () => {
    const [, unreleased] = countedSearchesOfAll(filtersOf({ status: 'any' }), []);
    expect(unreleased?.query).to.deep.equal({ match_none: {} });
  });

  it('of all movies: the aggregations of all parts stand side by side', () => {
    const found = read(replyWith(4), replyWith(5), replyWith(0, { years: 1 }), replyWith(0, { every: 2 }));
    expect(found).to.deep.equal({
      counted: { years: 1, every: 2 },
      excluded: { undated: 4, unreleased: 5 },
    });
  });

  it('of a subject: one search counts both', () => {
    const subject = { term: { 'companies.id': 3 } };
    const search = countedSearch(subject, filtersOf({}), { years });
    expect(search.query).to.deep.equal(subject);
    expect(Object.keys(search.aggs ?? {})).to.deep.equal(['counted', 'undated', 'unreleased']);
    const counted = { doc_count: 2, years: { buckets: [] } };
    const reply = replyWith(5, { counted, undated: { doc_count: 1 }, unreleased: { doc_count: 2 } });
    expect(read(reply)).to.deep.equal({ counted, excluded: { undated: 1, unreleased: 2 } });
  });

  it('of a subject: there is none without any movie', () => {
    expect(read(replyWith(0, { counted: {}, undated: {} }))).to.equal(undefined);
  });
});
