import type { estypes } from '@elastic/elasticsearch';
import { expect } from 'chai';
import { allQuestions } from '../../../../src/api/all-questions.js';
import type { Edition } from '../../../../src/editions/edition.js';
import type { Question, Replies, Search } from '../../../../src/questions/question.js';
import { linkRows } from '../../../../src/questions/run.js';
import { withoutLinks } from '../../../support/without-links.js';

const companies = 600;

const edition: Edition = {
  id: '20261101063000',
  isSample: false,
  lacks: [],
  indices: {
    movies: 'marquee-movies-20261101063000',
    companies: 'marquee-companies-20261101063000',
    genres: 'marquee-genres-20261101063000',
    people: 'marquee-people-20261101063000',
    keywords: 'marquee-keywords-20261101063000',
    collections: 'marquee-collections-20261101063000',
  },
  publishedAt: null,
  documents: { movies: 900, companies, genres: 20, people: 0, keywords: 0, collections: 0 },
  shards: 1,
  adultMovies: 0,
  ratingPrior: null,
  excluded: { undated: 0, unreleased: 0 },
  names: {
    companies: new Map(Array.from({ length: companies }, (_, id) => [id, `Company ${1000 - id}`])),
  },
};

const top = allQuestions.find(({ name }) => name === 'companies/top') as Question;
const directors = allQuestions.find(({ name }) => name === 'directors/top') as Question;
const partners = allQuestions.find(({ name }) => name === 'companies/{id}/partners') as Question;
const read = (parameters: Record<string, string>) => top.parameters.parse(parameters);

/** The aggregations of a ranking's searches, by name. */
const asked = (question: Question, parameters: Record<string, string>, of: Partial<Edition> = {}): string[] =>
  question
    .searches(question.parameters.parse(parameters), { ...edition, ...of })
    .flatMap(({ aggs = {} }) => Object.keys(aggs));

describe('a ranking', () => {
  const first = ['leading', 'every', 'number'];
  const all = ['part'];

  it('searches for the first groups and their number, where their order is certain', () => {
    for (const by of ['releases', 'budget', 'popularity', 'totalPopularity', 'votes', 'rating']) {
      expect(asked(top, { by }), by).to.deep.equal(first);
    }
    expect(asked(top, { limit: '1000' })).to.deep.equal(first);
  });

  it('searches for every group where it is not, or where there are few', () => {
    expect(asked(top, {}, { shards: 2 })).to.deep.equal(all);
    expect(asked(top, { by: 'returnOnInvestment' })).to.deep.equal(all);
    expect(asked(top, { limit: 'all' })).to.deep.equal(all);
    expect(asked(top, { limit: '1000', offset: '1' })).to.deep.equal(all);
    expect(asked(top, {}, { documents: { ...edition.documents, companies: 499 } })).to.deep.equal(all);
    expect(asked(partners, { id: '5' })).to.deep.equal(all);
    // The smallest figures of many groups are the same; losses are not.
    expect(asked(top, { sort: 'revenue' })).to.deep.equal(all);
    expect(asked(top, { sort: 'profit' })).to.deep.equal(first);
  });

  it('searches for more groups than can be counted in parts', () => {
    const documents = { ...edition.documents, companies: 65_001, people: 65_001 };
    expect(asked(top, { by: 'releases' }, { documents })).to.deep.equal(all);
    expect(asked(top, {}, { documents, shards: 2 })).to.deep.equal(all);
    // Of these, perhaps not that many have a known profit.
    expect(asked(top, { by: 'profit' }, { documents })).to.deep.equal(first);
    // Their number is no part of the answer.
    expect(asked(directors, { by: 'releases' }, { documents })).to.deep.equal(first);
  });

  it('orders by what it ranks by, of groups with enough movies', () => {
    const searches = top.searches(read({ by: 'rating', limit: '5', offset: '2', minKnown: '3' }), edition);
    const aggs = searches.flatMap((search) => (search.aggs ? [search.aggs] : []));
    expect(aggs[0]?.leading?.terms).to.deep.equal({
      field: 'companies.id',
      min_doc_count: 3,
      shard_min_doc_count: 3,
      size: 37,
      order: { 'rating.avg': 'desc' },
    });
    expect(aggs[1]?.every?.terms).to.include({ field: 'companies.id', min_doc_count: 3 });
  });

  /** Companies with so many profits of one dollar, as Elasticsearch replies. */
  const bucketsOf = (profits: readonly number[]) =>
    profits.map((sum, key) => ({ key: String(key), doc_count: 1, profit: { count: 1, sum, value: sum } }));
  const replyWith = (aggregations?: object) =>
    ({ hits: { total: 3, hits: [] }, aggregations }) as unknown as estypes.SearchResponse;

  /** The aggregations sent for a ranking of these profits, and its answer. */
  async function rank(
    profits: readonly number[],
    parameters: Record<string, string>,
    { uncounted = 0, of = edition } = {},
  ) {
    const sent: string[] = [];
    const all = bucketsOf(profits);
    const send = async (searches: readonly Search[]): Promise<Replies> =>
      searches.map(({ aggs }) => {
        if (aggs === undefined) return replyWith();
        sent.push(...Object.keys(aggs));
        const size = aggs.leading?.terms?.size ?? profits.length;
        const inOrder = [...profits].sort((a, b) => b - a);
        const { partition = 0, num_partitions: parts = 1 } = (aggs.part?.terms?.include ?? {}) as Partial<
          Record<string, number>
        >;
        return replyWith({
          ...(aggs.leading && { leading: { buckets: bucketsOf(inOrder.slice(0, size)) } }),
          ...(aggs.number && {
            every: { sum_other_doc_count: uncounted },
            number: { count: profits.length },
          }),
          ...(aggs.part && {
            part: { sum_other_doc_count: 0, buckets: all.filter((_, at) => at % parts === partition) },
          }),
        });
      }) as [estypes.SearchResponse, ...estypes.SearchResponse[]];
    const replies = await send(top.searches(read(parameters), of));
    const answer = await top.present(replies, read(parameters), of, send);
    const linked = linkRows(
      (answer?.data ?? []) as Record<string, unknown>[],
      top,
      read(parameters),
      edition.id,
    );
    return { answer: answer && { ...answer, data: withoutLinks(linked) }, sent };
  }

  it('needs only the first groups when the last of them is not tied with the last row', async () => {
    const profits = Array.from({ length: companies }, (_, at) => 1000 - at);
    const { answer, sent } = await rank(profits, { by: 'profit', limit: '2', offset: '1' });
    expect(sent).to.deep.equal(first);
    expect(answer).to.deep.equal({
      data: [
        { rank: 2, company: { id: 1, name: 'Company 999' }, profit: { sum: 999, known: 1 } },
        { rank: 3, company: { id: 2, name: 'Company 998' }, profit: { sum: 998, known: 1 } },
      ],
      excluded: { undated: 3, unreleased: 3 },
      total: companies,
      next: [3],
    });
  });

  it('searches for every group when a tie may continue after the first groups', async () => {
    const profits = Array.from({ length: companies }, (_, at) => (at === 0 ? 7 : 1));
    const { answer, sent } = await rank(profits, { by: 'profit', limit: '2' });
    expect(sent).to.deep.equal([...first, ...all]);
    // Of all companies with 1 dollar, the name that comes first.
    expect(answer?.data).to.deep.equal([
      { rank: 1, company: { id: 0, name: 'Company 1000' }, profit: { sum: 7, known: 1 } },
      { rank: 2, company: { id: 599, name: 'Company 401' }, profit: { sum: 1, known: 1 } },
    ]);
  });

  it('searches for every group when there are more than could be counted', async () => {
    const profits = Array.from({ length: companies }, (_, at) => 1000 - at);
    const { answer, sent } = await rank(profits, { by: 'profit', limit: '2' }, { uncounted: 1 });
    expect(sent).to.deep.equal([...first, ...all]);
    expect(answer).to.include({ total: companies });
  });

  it('regards figures as tied that differ by no more than the order of addition can make', async () => {
    const profits = Array.from({ length: companies }, (_, at) => (at < 2 ? 1 : 1 - 1e-12));
    expect((await rank(profits, { by: 'profit', limit: '2' })).sent).to.deep.equal([...first, ...all]);
  });

  it('needs only the first groups when these are all', async () => {
    const { answer, sent } = await rank([5, 5, 5], { by: 'profit', limit: '2' });
    expect(sent).to.deep.equal(first);
    expect(answer).to.include({ total: 3 });
  });

  it('reads and counts any number of groups, one part after another', async () => {
    const number = 130_000;
    const profits = Array.from({ length: number }, (_, at) => (at * 7919) % number);
    const names = { companies: new Map(profits.map((_, id) => [id, `Company ${id}`])) };
    const of = { ...edition, names, documents: { ...edition.documents, companies: number }, shards: 5 };
    const { answer, sent } = await rank(profits, { by: 'profit', limit: '3', offset: '1' }, { of });
    expect(sent).to.deep.equal(Array.from({ length: sent.length }, () => 'part'));
    expect(sent.length).to.be.greaterThan(2);
    expect(answer?.data.map(({ profit }) => (profit as { sum: number }).sum)).to.deep.equal([
      number - 2,
      number - 3,
      number - 4,
    ]);
    expect(answer).to.deep.include({ total: number, next: [4] });
  });

  it('has ties by name, and those of one name by id', async () => {
    const names = { companies: new Map(edition.names.companies).set(9, 'BBC').set(10, 'BBC') };
    const of = { ...edition, names, shards: 5 };
    const profits = Array.from({ length: 11 }, (_, at) => (at >= 8 ? 5 : 1));
    for (const sort of ['-profit', 'profit']) {
      const { answer } = await rank(profits, { sort, limit: '11' }, { of });
      const ids = answer?.data.map(({ company }) => (company as { id: number }).id) ?? [];
      expect(sort === 'profit' ? ids.slice(-3) : ids.slice(0, 3), sort).to.deep.equal([9, 10, 8]);
    }
  });
});
