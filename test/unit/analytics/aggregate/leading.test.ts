import { expect } from 'chai';
import { aggregateMovies } from '../../../../src/analytics/aggregate/aggregate-question.js';
import { leadingGroups, readLeading } from '../../../../src/analytics/aggregate/leading.js';
import type { Edition } from '../../../../src/editions/edition.js';

const edition = { id: '20261101063000', shards: 1, documents: { people: 9000 } } as unknown as Edition;

const read = (parameters: Record<string, string>) =>
  aggregateMovies.parameters.parse({ group: 'director', limit: '2', ...parameters }) as never;

/** The movies that groups are taken from, and how many each needs. */
function taken(parameters: Record<string, string>) {
  const [leading, every] = leadingGroups(read(parameters), edition) ?? [];
  const { min_doc_count, shard_min_doc_count } = leading?.aggregations.leading?.terms ?? {};
  return leading && { only: leading.only, least: [min_doc_count, shard_min_doc_count], every };
}

const known = { exists: { field: 'profit' } };

describe('the first groups of one dimension', () => {
  it('are taken from the movies whose figure is known, where groups have no other', () => {
    const some = taken({ measures: 'profit', sort: '-profit', minKnown: '3' });
    expect(some).to.deep.include({ only: known, least: [3, 3] });
    expect(some?.every?.only).to.deep.equal(known);
    expect(taken({ measures: 'releases', sort: '-releases', minKnown: '3' })).to.deep.include({
      only: undefined,
      least: [3, 3],
    });
  });

  it('are taken from all movies, where groups have another figure or need none', () => {
    expect(taken({ measures: 'profit,releases', sort: '-profit', minKnown: '1' })).to.deep.include({
      only: undefined,
      least: [1, 1],
    });
    expect(taken({ measures: 'profit', sort: '-profit', minReleases: '2' })).to.deep.include({
      only: undefined,
      least: [2, 2],
    });
    // Of these movies, the first groups may have too few that are known.
    expect(taken({ measures: 'profit,releases', sort: '-profit', minKnown: '2' })).to.equal(undefined);
    expect(taken({ measures: 'profit', sort: '-profit', minKnown: '1', minReleases: '2' })).to.equal(
      undefined,
    );
  });

  it('are counted without those that each shard leaves out, which Elasticsearch counts as not returned', () => {
    const { every } = taken({ measures: 'profit', sort: '-profit', minReleases: '2' }) ?? {};
    expect(every?.aggregations.every?.terms).to.include({ min_doc_count: 2 });
    expect(every?.aggregations.every?.terms).to.not.have.property('shard_min_doc_count');
  });

  const profits = (...sums: (number | null)[]) => ({
    leading: {
      buckets: sums.map((sum, at) => ({
        key: String(at),
        doc_count: 1,
        profit: { count: sum === null ? 0 : 1, sum: sum ?? 0 },
      })),
    },
  });
  const counted = (count: number) => ({ every: { sum_other_doc_count: 0 }, number: { count } });

  it('are not all because they are as many: some may have no known figure', () => {
    const asked = read({ measures: 'profit,releases', sort: '-profit', minKnown: '1' });
    // The third group that has a row is one with a loss, and was not returned.
    const reply = { ...profits(7, null, null), ...counted(3) };
    expect(readLeading(reply, asked, edition)).to.equal(undefined);
    const whole = { ...profits(7, null, null), ...counted(1) };
    expect(readLeading(whole, asked, edition)?.total).to.equal(1);
  });

  it('may have losses, where unknown figures do not stand between them', () => {
    const asked = { measures: 'profit', sort: '-profit' };
    const reply = { ...profits(7, -1, -5), ...counted(9) };
    expect(readLeading(reply, read({ ...asked, minKnown: '1' }), edition)?.total).to.equal(9);
    expect(readLeading(reply, read(asked), edition)).to.equal(undefined);
  });
});
