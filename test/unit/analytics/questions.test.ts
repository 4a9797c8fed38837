import { expect } from 'chai';
import { allQuestions } from '../../../src/api/all-questions.js';
import type { Edition } from '../../../src/editions/edition.js';
import type { Answer, Question, Replies, Search } from '../../../src/questions/question.js';
import { linkRows } from '../../../src/questions/run.js';
import { withoutLinks } from '../../support/without-links.js';

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
  publishedAt: '2026-11-01T06:31:00.000Z',
  documents: { movies: 9, companies: 3, genres: 3, people: 0, keywords: 0, collections: 0 },
  names: {
    genres: new Map([
      [16, 'Animation'],
      [18, 'Drama'],
      [35, 'Comedy'],
    ]),
  },
  shards: 1,
  adultMovies: 0,
  ratingPrior: null,
  excluded: { undated: 4, unreleased: 15 },
};

function question(name: string): Question {
  const found = allQuestions.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no question '${name}'`);
  return found;
}

type Row = Record<string, unknown>;

const sendNothing = () => Promise.reject(new Error('sends a further search'));

/** The answer to a call, from the reply that Elasticsearch would give. */
function present(name: string, parameters: Record<string, string>, reply: object) {
  const asked = question(name);
  const replies = [reply] as unknown as Replies;
  const answer = asked.present(replies, asked.parameters.parse(parameters), edition, sendNothing);
  return isGrouped(answer)
    ? {
        ...answer,
        data: withoutLinks(
          linkRows(answer.data as Row[], asked, asked.parameters.parse(parameters), edition.id),
        ),
      }
    : answer;
}

const isGrouped = (answer: unknown): answer is Answer<object[]> =>
  Array.isArray((answer as Partial<Answer<object[]>> | undefined)?.data);

/** The only search of a call. */
function searchOf(name: string, parameters: Record<string, string>): Required<Search> {
  const asked = question(name);
  const searches = asked.searches(asked.parameters.parse(parameters), edition);
  expect(searches).to.have.length(1);
  return searches[0] as Required<Search>;
}

const yearsReply = (buckets: object[], more: object = {}) => ({
  hits: { total: { value: 5, relation: 'eq' }, hits: [] },
  aggregations: {
    counted: { years: { buckets } },
    undated: { doc_count: 1 },
    unreleased: { doc_count: 2 },
    ...more,
  },
});

describe('the list of all questions', () => {
  it('has fixed paths before those with a parameter that match them too', () => {
    const names = allQuestions.map(({ name }) => name);
    for (const [at, name] of names.entries()) {
      const pattern = new RegExp(`^${name.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
      expect(
        names.slice(at + 1).filter((later) => pattern.test(later)),
        name,
      ).to.deep.equal([]);
    }
  });
});

describe('every question', () => {
  for (const asked of allQuestions) {
    describe(asked.name, () => {
      const parameters = () => asked.parameters.parse(asked.example);

      it('has an example that its own parameters accept', () => {
        expect(() => parameters()).to.not.throw();
        const inPath = [...asked.name.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
        expect(Object.keys(asked.parameters.shape)).to.include.members([
          ...inPath,
          ...Object.keys(asked.example),
        ]);
      });

      it('has no other parameters', () => {
        expect(asked.parameters.safeParse({ ...asked.example, sorted: 'yes' }).success).to.equal(false);
      });

      it('makes the same searches from the same parameters, plain JSON', () => {
        const searches = asked.searches(parameters(), edition);
        expect(searches).to.not.have.length(0);
        expect(asked.searches(parameters(), edition)).to.deep.equal(searches);
        expect(JSON.parse(JSON.stringify(searches))).to.deep.equal(searches);
      });

      it('is in the list once, with a summary and a description', () => {
        expect(allQuestions.filter(({ name }) => name === asked.name)).to.have.length(1);
        expect(asked.summary).to.match(/^\S.{5,}/);
        expect(asked.description).to.match(/\.$/);
      });
    });
  }
});

describe('companies/{id}/profit-by-year', () => {
  it('searches for the sums of released movies by year, and for what is left out', () => {
    expect(searchOf('companies/{id}/profit-by-year', { id: '3' })).to.deep.equal({
      size: 0,
      track_total_hits: true,
      query: { bool: { filter: [{ term: { 'companies.id': 3 } }] } },
      aggs: {
        counted: {
          filter: {
            bool: {
              filter: [{ range: { releaseYear: { gte: 1, lte: 9999 } } }, { term: { status: 'Released' } }],
            },
          },
          aggs: {
            years: {
              histogram: { field: 'releaseYear', interval: 1, min_doc_count: 1 },
              aggs: { profit: { stats: { field: 'profit' } } },
            },
          },
        },
        undated: {
          filter: { bool: { filter: [{ bool: { must_not: [{ exists: { field: 'releaseYear' } }] } }] } },
        },
        unreleased: { filter: { bool: { must_not: [{ term: { status: 'Released' } }] } } },
      },
    });
  });

  it('narrows the years, and counts as unreleased only what could have counted', () => {
    const { aggs } = searchOf('companies/{id}/profit-by-year', { id: '3', from: '1990', to: '1999' });
    const inRange = { range: { releaseYear: { gte: 1990, lte: 1999 } } };
    expect(aggs.counted).to.have.deep.nested.property('filter.bool.filter', [
      inRange,
      { term: { status: 'Released' } },
    ]);
    expect(aggs.unreleased).to.have.deep.nested.property('filter.bool.should', [
      inRange,
      { bool: { must_not: [{ exists: { field: 'releaseYear' } }] } },
    ]);
  });

  it('filters by no status with status=any', () => {
    const { aggs } = searchOf('companies/{id}/profit-by-year', { id: '3', status: 'any' });
    expect(aggs.counted).to.have.deep.nested.property('filter.bool.filter', [
      { range: { releaseYear: { gte: 1, lte: 9999 } } },
    ]);
  });

  it('returns sums with their coverage, and null where nothing is known', async () => {
    const reply = yearsReply([
      { key: 1995, doc_count: 2, profit: { sum: -7000, count: 1 } },
      { key: 1996, doc_count: 1, profit: { sum: 0, count: 0 } },
      { key: 1998, doc_count: 1, profit: { sum: 0, count: 1 } },
    ]);
    expect(await present('companies/{id}/profit-by-year', { id: '3' }, reply)).to.deep.equal({
      data: [
        { year: 1995, releases: 2, profit: { sum: -7000, known: 1 } },
        { year: 1996, releases: 1, profit: { sum: null, known: 0 } },
        { year: 1998, releases: 1, profit: { sum: 0, known: 1 } },
      ],
      excluded: { undated: 1, unreleased: 2 },
    });
  });

  it('leaves no movie out for its status with status=any', async () => {
    const answer = await present(
      'companies/{id}/profit-by-year',
      { id: '3', status: 'any' },
      yearsReply([], { unreleased: undefined }),
    );
    expect(answer?.excluded).to.deep.equal({ undated: 1, unreleased: 0 });
  });

  it('has no answer when the company has no movie at all', async () => {
    const reply = { ...yearsReply([]), hits: { total: { value: 0, relation: 'eq' }, hits: [] } };
    expect(await present('companies/{id}/profit-by-year', { id: '3' }, reply)).to.equal(undefined);
  });
});

describe('genres/{id}/popularity-by-year', () => {
  it('returns the mean over the movies whose popularity is known', async () => {
    const reply = yearsReply([
      { key: 2000, doc_count: 3, popularity: { sum: 5, count: 2 } },
      { key: 2001, doc_count: 1, popularity: { sum: 0, count: 0 } },
    ]);
    const answer = await present('genres/{id}/popularity-by-year', { id: '16' }, reply);
    expect(answer?.data).to.deep.equal([
      { year: 2000, releases: 3, popularity: { mean: 2.5, known: 2 } },
      { year: 2001, releases: 1, popularity: { mean: null, known: 0 } },
    ]);
  });
});

describe('companies/{id}/releases-by-genre-by-year', () => {
  const genres = (buckets: object[], cut = 0) => ({
    subjects: { sum_other_doc_count: cut, buckets },
  });

  it('names the genres, most releases first, then by name', async () => {
    const reply = yearsReply([
      {
        key: 1995,
        doc_count: 2,
        ...genres([
          { key: '35', doc_count: 1 },
          { key: '18', doc_count: 2 },
          { key: '16', doc_count: 1 },
        ]),
      },
    ]);
    const answer = await present('companies/{id}/releases-by-genre-by-year', { id: '3' }, reply);
    expect(answer?.data).to.deep.equal([
      {
        year: 1995,
        releases: 2,
        genres: [
          { id: 18, name: 'Drama', releases: 2 },
          { id: 16, name: 'Animation', releases: 1 },
          { id: 35, name: 'Comedy', releases: 1 },
        ],
      },
    ]);
  });

  it('fails rather than return some of the genres', () => {
    const reply = yearsReply([{ key: 1995, doc_count: 2, ...genres([], 7) }]);
    expect(() => present('companies/{id}/releases-by-genre-by-year', { id: '3' }, reply)).to.throw(
      'were cut',
    );
  });
});

describe('genres/most-popular-by-year', () => {
  const genre = (key: string, releases: number, sum: number, known: number) => ({
    key,
    doc_count: releases,
    popularity: { sum, count: known },
  });
  const winnerOf = async (...buckets: object[]) => {
    const years = [{ key: 1995, doc_count: 9, subjects: { sum_other_doc_count: 0, buckets } }];
    return (await present('genres/most-popular-by-year', {}, yearsReply(years)))?.data;
  };

  it('finds the genre with the highest mean', async () => {
    expect(await winnerOf(genre('16', 2, 10, 2), genre('18', 4, 12, 4))).to.deep.equal([
      {
        year: 1995,
        rank: 1,
        genre: { id: 16, name: 'Animation' },
        releases: 2,
        popularity: { mean: 5, known: 2 },
      },
    ]);
  });

  it('prefers more releases at a tie, then the name', async () => {
    expect(await winnerOf(genre('16', 2, 10, 2), genre('18', 3, 15, 3))).to.have.nested.property(
      '[0].genre.id',
      18,
    );
    expect(await winnerOf(genre('35', 2, 10, 2), genre('18', 2, 10, 2))).to.have.nested.property(
      '[0].genre.id',
      35,
    );
  });

  it('skips genres whose popularity is not known, and years with none', async () => {
    expect(await winnerOf(genre('16', 9, 0, 0), genre('18', 1, 0, 1))).to.have.nested.property(
      '[0].genre.id',
      18,
    );
    expect(await winnerOf(genre('16', 9, 0, 0))).to.deep.equal([]);
  });
});
