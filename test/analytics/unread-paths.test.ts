import { expect } from 'chai';
import { unreadPaths } from '../../src/analytics/asking/unread-paths.js';

describe('unread paths', () => {
  it('name what no question reads, through lists of buckets and single ones', () => {
    const budget = { stats: { field: 'budget' } };
    const paths = unreadPaths({
      aggs: {
        counted: {
          filter: { match_all: {} },
          aggs: { subjects: { terms: { field: 'genres.id' }, aggs: { budget } } },
        },
      },
    });
    expect(paths).to.deep.equal([
      'took',
      'aggregations.counted.subjects.doc_count_error_upper_bound',
      'aggregations.counted.subjects.buckets.budget.min',
      'aggregations.counted.subjects.buckets.budget.max',
      'aggregations.counted.subjects.buckets.budget.avg',
    ]);
  });

  it('leave a search without aggregations its hits', () => {
    expect(unreadPaths({ query: { match_all: {} } })).to.deep.equal(['took']);
  });
});
