import { expect } from 'chai';
import { unreadPaths } from '../../../src/questions/unread-paths.js';

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

  it('name buckets that are only counted', () => {
    const paths = unreadPaths({
      aggs: {
        every: { terms: { field: 'companies.id' } },
        number: { stats_bucket: { buckets_path: 'every>_count' } },
      },
    });
    expect(paths).to.deep.equal([
      'took',
      'aggregations.every.doc_count_error_upper_bound',
      'aggregations.every.buckets',
      'aggregations.number.min',
      'aggregations.number.max',
      'aggregations.number.avg',
      'aggregations.number.sum',
    ]);
  });

  it('leave a search without aggregations its hits', () => {
    expect(unreadPaths({ query: { match_all: {} } })).to.deep.equal(['took']);
  });
});
