import { expect } from 'chai';
import { aggregateMovies } from '../../../../src/analytics/aggregate/aggregate-question.js';
import { maxSorted, TooManyGroupsError } from '../../../../src/analytics/aggregate/too-many-groups-error.js';
import type { Edition } from '../../../../src/editions/edition.js';
import type { Replies, Search, SendSearches } from '../../../../src/questions/question.js';

const edition = {
  id: '20261101063000',
  shards: 1,
  ratingPrior: null,
  names: {},
} as unknown as Edition;

const read = (parameters: Record<string, string>) => aggregateMovies.parameters.safeParse(parameters);
const issueOf = (parameters: Record<string, string>) => read(parameters).error?.issues[0];
const cursor = (...after: unknown[]) =>
  Buffer.from(JSON.stringify(['20261101063000', 'x', after])).toString('base64url');

/** An Elasticsearch with so many groups of one dimension, `1`, `2` …, each of one movie. */
function fake(groups: number): { send: SendSearches; searches: Search[] } {
  const searches: Search[] = [];
  const replyTo = (search: Search): unknown => {
    searches.push(search);
    const total = { value: 3, relation: 'eq' };
    const size = search.aggs?.groups?.composite?.size;
    const after = search.aggs?.groups?.composite?.after?.decade;
    const first = after === undefined ? 0 : Number(after) / 10 + 1;
    const buckets = Array.from({ length: Math.min(size ?? 0, groups - first) }, (_, at) => ({
      key: { decade: (first + at) * 10 },
      doc_count: 1,
    }));
    return {
      hits: { total, hits: [] },
      aggregations: {
        ...(search.aggs?.groups && { groups: { buckets } }),
        ...(search.aggs?.['without decade'] && { 'without decade': { doc_count: 2 } }),
      },
    };
  };
  return { searches, send: async (some) => some.map(replyTo) as unknown as Replies };
}

async function ask(parameters: Record<string, string>, groups: number) {
  const { send, searches } = fake(groups);
  const asked = aggregateMovies.parameters.parse(parameters);
  const replies = await send(aggregateMovies.searches(asked, edition));
  return { answer: await aggregateMovies.present(replies, asked, edition, send), searches };
}

describe('movies/aggregate', () => {
  it('takes up to three dimensions of the list', () => {
    expect(read({ group: 'genre,year,country' }).success).to.equal(true);
    expect(read({ group: '' }).data?.group).to.deep.equal([]);
    for (const group of ['genre,year,country,actor', 'studio', 'genre, year']) {
      expect(issueOf({ group })?.path[0], group).to.equal('group');
    }
    expect(issueOf({ measures: '' })?.path[0]).to.equal('measures');
  });

  it('sorts by dimensions of the group and by measures', () => {
    expect(read({ group: 'genre', sort: '-revenue,genre' }).success).to.equal(true);
    expect(issueOf({ group: 'genre', sort: 'year' })?.message).to.match(/genre, releases/);
    expect(issueOf({ group: 'genre', sort: '--revenue' })?.path[0]).to.equal('sort');
  });

  it('fills gaps of one dimension of the release date', () => {
    expect(read({ group: 'genre,year', gaps: 'fill' }).success).to.equal(true);
    for (const group of ['genre', 'year,decade', '']) {
      expect(issueOf({ group, gaps: 'fill' })?.path[0], group).to.equal('gaps');
    }
  });

  it('continues after groups of the same dimensions only', () => {
    const group = 'genre,year';
    expect(read({ group, cursor: cursor(20, 90, '18', 1995) }).success).to.equal(true);
    expect(read({ group, unknown: 'include', cursor: cursor(20, null, null, 1995) }).success).to.equal(true);
    const bad = [
      [20],
      [20, 90],
      [20, 90, '18'],
      [20, 90, 18, 1995],
      [20, 90, '18', '1995'],
      [20, 90, null, 1995],
    ];
    for (const after of [...bad, [20, 90, 'x', 1995], [20, 90, '18', 1995.5], [-1, 90, '18', 1995]]) {
      expect(issueOf({ group, cursor: cursor(...after) })?.path[0], String(after)).to.equal('cursor');
    }
    expect(read({ group, sort: '-releases', cursor: cursor(20, 90) }).success).to.equal(true);
    expect(issueOf({ group, sort: '-releases', cursor: cursor(20, 90, '18', 1995) })?.path[0]).to.equal(
      'cursor',
    );
  });

  it('sorts up to 100,000 groups, read in parts, and says the way out beyond', async () => {
    const { answer, searches } = await ask({ group: 'decade', sort: '-decade', limit: '2' }, maxSorted);
    expect(searches.filter(({ aggs }) => aggs?.groups)).to.have.length(maxSorted / 10_000 + 1);
    expect(answer).to.deep.include({ total: maxSorted, groups: maxSorted, next: [2, maxSorted] });
    const { data } = answer as { data: { decade: number }[] };
    expect(data.map(({ decade }) => decade)).to.deep.equal([(maxSorted - 1) * 10, (maxSorted - 2) * 10]);
    const error = await ask({ group: 'decade', sort: '-decade' }, maxSorted + 1).catch(
      (error: unknown) => error,
    );
    expect(error).to.be.instanceOf(TooManyGroupsError);
    expect((error as Error).message).to.match(/'sort' needs every group.*filter.*cursor/);
  });

  it('reads any number of groups in the order of their keys, as many as a page needs', async () => {
    const { answer, searches } = await ask({ group: 'decade', limit: '2' }, 500_000);
    expect(searches.filter(({ aggs }) => aggs?.groups)).to.have.length(1);
    expect(answer).to.deep.include({ groups: null, withoutValue: { decade: 2 }, next: [2, null, 10] });
  });

  it('goes on until a page is full where small groups are left out', async () => {
    const { answer, searches } = await ask({ group: 'decade', limit: '2', minReleases: '2' }, 25_000);
    expect(searches.filter(({ aggs }) => aggs?.groups)).to.have.length(3);
    expect(answer?.data).to.deep.equal([]);
    expect(answer?.next).to.equal(undefined);
  });
});
