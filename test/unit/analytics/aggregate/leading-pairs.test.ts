import { expect } from 'chai';
import { aggregateMovies } from '../../../../src/analytics/aggregate/aggregate-question.js';
import { leadingPairs, readLeadingPairs } from '../../../../src/analytics/aggregate/leading-pairs.js';
import type { Edition } from '../../../../src/editions/edition.js';

const edition = { id: '20261101063000', shards: 1 } as unknown as Edition;

const pairs = {
  group: 'director,decade',
  measures: 'revenue',
  sort: '-revenue',
  limit: '20',
};
const read = (parameters: Record<string, string>) => aggregateMovies.parameters.parse(parameters) as never;
const isTaken = (parameters: Record<string, string>, shards = 1) =>
  leadingPairs(read({ ...pairs, ...parameters }), { ...edition, shards }) !== undefined;

const revenue = (sum: number) => ({ revenue: { count: 1, sum } });
const part = (key: number, sum: number) => ({ key, doc_count: 1, ...revenue(sum) });
const wholesOf = (count: number, more: object = {}) => ({
  counts: { buckets: Array.from({ length: 700 }, () => ({ doc_count: 1 })) },
  wholes: {
    buckets: Array.from({ length: count }, (_, at) => ({
      key: String(at),
      doc_count: 2,
      ...revenue(1_000_000 - at * 1000),
      // Pairs of the first 30 groups have more than the last group that was taken apart.
      parts: { sum_other_doc_count: 0, buckets: [part(1980, 990_000 - at * 10_000), part(1990, 1)] },
      ...more,
    })),
  },
});
const found = (counted: Record<string, unknown>, parameters: Record<string, string> = {}) =>
  readLeadingPairs(counted, read({ ...pairs, ...parameters }), edition);

describe('the first pairs of two dimensions', () => {
  it('are searched for by sums of what is never negative, the largest first', () => {
    for (const sort of ['-revenue', '-budget', '-votes', '-totalPopularity', '-releases,director']) {
      expect(isTaken({ sort }), sort).to.equal(true);
    }
    for (const sort of ['revenue', '-profit', '-rating', '-weightedRating', '-medianRevenue', 'decade']) {
      expect(isTaken({ sort }), sort).to.equal(false);
    }
  });

  it('are searched for where one dimension has thousands of values, in either order', () => {
    for (const group of ['decade,director', 'genre,actor', 'company,country']) {
      expect(isTaken({ group }), group).to.equal(true);
    }
    for (const group of ['director', 'genre,year', 'director,actor', 'director,decade,genre']) {
      expect(isTaken({ group }), group).to.equal(false);
    }
  });

  it('are not searched for beyond row 100, over several shards, nor where rows without a value are shown', () => {
    expect(isTaken({ limit: '100' })).to.equal(true);
    expect(isTaken({ limit: '101' })).to.equal(false);
    expect(isTaken({ offset: '90' })).to.equal(false);
    expect(isTaken({ unknown: 'include' })).to.equal(false);
    expect(isTaken({}, 5)).to.equal(false);
  });

  it('are those of the groups taken apart, where no other group has as much as the last row of the page', () => {
    expect(found(wholesOf(300))?.total).to.equal(700);
    expect(found(wholesOf(300))?.groups[0]?.key).to.deep.equal(['0', 1980]);
    expect(found(wholesOf(300), { group: 'decade,director' })?.groups[0]?.key).to.deep.equal([1980, '0']);
  });

  it('are not found where another group may have one, or one that is tied', () => {
    // The last group has 701,000, and pair 29 has 710,000; pair 30 has 700,000.
    expect(found(wholesOf(300), { limit: '29' })).to.not.equal(undefined);
    expect(found(wholesOf(300), { limit: '30' })).to.equal(undefined);
    expect(found(wholesOf(300, revenue(800_000)))).to.equal(undefined);
    expect(found(wholesOf(300, revenue(990_000 - 19 * 10_000)))).to.equal(undefined);
    expect(found(wholesOf(300, revenue(990_000 - 19 * 10_000 - 1)))).to.not.equal(undefined);
  });

  it('are found where every group was taken apart', () => {
    expect(found(wholesOf(299), { limit: '100' })?.groups).to.have.length(598);
  });

  it('are not found where a group has more parts than were read', () => {
    const parts = { sum_other_doc_count: 1, buckets: [part(1980, 5)] };
    expect(found(wholesOf(299, { parts }))).to.equal(undefined);
  });
});
