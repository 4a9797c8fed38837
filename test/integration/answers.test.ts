import { expect } from 'chai';
import { allQuestions } from '../../src/api/all-questions.js';
import { createOpenApi } from '../../src/api/openapi/create-openapi.js';
import { createOperations } from '../../src/api/operations/create-operations.js';
import { editionEndpoints } from '../../src/api/routes/edition-endpoints.js';
import { schemaEndpoint } from '../../src/api/routes/schema-endpoint.js';
import { entities, movieLine } from '../support/edition.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { figureQuestions } from '../support/questions.js';
import { withoutLinks } from '../support/without-links.js';

const drama = [18, 'Drama'] as [number, string];
const comedy = [35, 'Comedy'] as [number, string];
const lantern = [3, 'Lantern Row'] as [number, string];

/** Small enough for every answer to be computed by hand. */
const edition = [
  movieLine({
    id: '1',
    release_date: '1995-10-30',
    budget: '30000000',
    revenue: '373554033',
    popularity: '20',
    genres: entities(drama, drama, comedy),
    production_companies: entities(lantern, [5, 'Canal+']),
  }),
  movieLine({
    id: '2',
    release_date: '1995-01-01',
    budget: '0',
    revenue: '5000',
    popularity: '',
    genres: entities(drama),
    production_companies: entities(lantern),
  }),
  movieLine({
    id: '3',
    release_date: '1997-01-01',
    budget: '9000',
    revenue: '2000',
    popularity: '4',
    genres: entities(comedy),
    production_companies: entities(lantern, [7, 'Canal+']),
  }),
  movieLine({
    id: '4',
    release_date: '1997-06-01',
    popularity: '90',
    status: 'Rumored',
    genres: entities(drama),
    production_companies: entities(lantern),
  }),
  movieLine({ id: '5', release_date: '', genres: entities(drama), production_companies: entities(lantern) }),
  movieLine({
    id: '6',
    release_date: '10/30/95',
    status: 'Planned',
    production_companies: entities(lantern),
  }),
  movieLine({
    id: '7',
    release_date: '2001-01-01',
    popularity: '4',
    genres: entities(drama),
    production_companies: entities([8, 'Café Société'], [9, 'Unreleased Row']),
  }),
  movieLine({
    id: '8',
    release_date: '2001-02-01',
    popularity: '4',
    genres: entities(comedy),
    production_companies: entities([8, 'Cafe Societe'], [8, 'Cafe Societe']),
  }),
  movieLine({
    id: '9',
    release_date: '1950-02-01',
    status: 'In Production',
    production_companies: entities([10, 'Never Out']),
  }),
];

describe('answers over HTTP from a real node', () => {
  const loaded = loadedEdition(edition);
  const get = (path: string) => loaded.api.get(path);

  it('rules 6, 12, 13: sums with their coverage, null where nothing is known, losses negative', async () => {
    const { body } = await get('/v1/companies/3/summary-by-year');
    expect(withoutLinks(body.data)).to.deep.equal([
      {
        year: 1995,
        releases: 2,
        budget: { sum: 30_000_000, known: 1 },
        revenue: { sum: 373_559_033, known: 2 },
        profit: { sum: 343_554_033, known: 1 },
        popularity: { mean: 20, known: 1 },
      },
      {
        year: 1997,
        releases: 1,
        budget: { sum: 9000, known: 1 },
        revenue: { sum: 2000, known: 1 },
        profit: { sum: -7000, known: 1 },
        popularity: { mean: 4, known: 1 },
      },
    ]);
    const genre = await get('/v1/genres/18/budget-by-year?from=2001');
    expect(withoutLinks(genre.body.data)).to.deep.equal([
      { year: 2001, releases: 1, budget: { sum: null, known: 0 } },
    ]);
  });

  it('rule 11: counts released movies with a known year, and says how many are left out and why', async () => {
    const { body } = await get('/v1/companies/3/profit-by-year');
    const { publishedAt, lacks, ...meta } = body.meta;
    // The edition has none of the files beside the movies.
    expect(lacks).to.include.members(['cast', 'keywords', 'movieLens']).and.not.include('genres');
    expect(new Date(publishedAt).toISOString()).to.equal(publishedAt);
    expect(meta).to.deep.equal({
      edition: loaded.edition,
      excluded: { undated: 2, unreleased: 2 },
      definitions: { releases: '/definitions/releases', profit: '/definitions/profit' },
    });
  });

  it('rule 11: counts any status with status=any', async () => {
    const { body } = await get('/v1/companies/3/popularity-by-year?status=any&from=1997');
    expect(withoutLinks(body.data)).to.deep.equal([
      { year: 1997, releases: 2, popularity: { mean: 47, known: 2 } },
    ]);
    expect(body.meta.excluded).to.deep.equal({ undated: 2, unreleased: 0 });
  });

  it('filters by year; unreleased movies of other years do not count as left out', async () => {
    const { body } = await get('/v1/companies/3/revenue-by-year?from=1994&to=1996');
    expect(body.data.map(({ year }: { year: number }) => year)).to.deep.equal([1995]);
    expect(body.meta.excluded).to.deep.equal({ undated: 2, unreleased: 1 });
  });

  it('rule 14: has no row for a year without a movie', async () => {
    const { body } = await get('/v1/companies/3/releases-by-genre-by-year');
    expect(withoutLinks(body.data)).to.deep.equal([
      {
        year: 1995,
        releases: 2,
        genres: [
          { id: 18, name: 'Drama', releases: 2 },
          { id: 35, name: 'Comedy', releases: 1 },
        ],
      },
      { year: 1997, releases: 1, genres: [{ id: 35, name: 'Comedy', releases: 1 }] },
    ]);
  });

  it('rule 15: the most popular genre by mean popularity; at a tie the name decides', async () => {
    const { body } = await get('/v1/genres/most-popular-by-year');
    expect(withoutLinks(body.data)).to.deep.equal([
      // Comedy and Drama have a mean of 20 each in 1995; Drama has more releases.
      {
        year: 1995,
        rank: 1,
        genre: { id: 18, name: 'Drama' },
        releases: 2,
        popularity: { mean: 20, known: 1 },
      },
      {
        year: 1997,
        rank: 1,
        genre: { id: 35, name: 'Comedy' },
        releases: 1,
        popularity: { mean: 4, known: 1 },
      },
      {
        year: 2001,
        rank: 1,
        genre: { id: 35, name: 'Comedy' },
        releases: 1,
        popularity: { mean: 4, known: 1 },
      },
    ]);
    expect(body.meta.excluded).to.deep.equal({ undated: 2, unreleased: 3 });
  });

  it('returns one company or genre, and counts the movies left out', async () => {
    const company = await get('/v1/companies/3');
    expect(company.body.data).to.deep.include({
      id: 3,
      name: 'Lantern Row',
      movies: 3,
      firstYear: 1995,
      lastYear: 1997,
      totals: {
        releases: 3,
        budget: { sum: 30_009_000, known: 2 },
        revenue: { sum: 373_561_033, known: 3 },
        profit: { sum: 343_547_033, known: 2 },
        popularity: { mean: 12, known: 2 },
      },
    });
    expect(company.body.meta.excluded).to.deep.equal({ undated: 2, unreleased: 2 });
    const genre = await get('/v1/genres/35');
    expect(genre.body.data).to.deep.include({
      id: 35,
      name: 'Comedy',
      movies: 3,
      firstYear: 1995,
      lastYear: 2001,
      totals: {
        releases: 3,
        budget: { sum: 30_009_000, known: 2 },
        revenue: { sum: 373_556_033, known: 2 },
        profit: { sum: 343_547_033, known: 2 },
        popularity: { mean: 28 / 3, known: 3 },
      },
    });
  });

  it('returns a company none of whose movies count with unknown years, not 404', async () => {
    const { status, body } = await get('/v1/companies/10/budget-by-year');
    expect(status).to.equal(200);
    expect(body.data).to.deep.equal([]);
    expect(body.meta.excluded).to.deep.equal({ undated: 0, unreleased: 1 });
    const row = await get('/v1/companies/10');
    expect(row.body.data).to.include({ movies: 0, firstYear: null, lastYear: null });
  });

  it('returns no row for a company without a movie in the years', async () => {
    const { status, body } = await get('/v1/companies/8/budget-by-year?to=1900');
    expect(status).to.equal(200);
    expect(body.data).to.deep.equal([]);
  });

  it('is 404 for an id that is not in the edition', async () => {
    for (const [path, missing] of Object.entries({
      '/v1/companies/999': 'no company 999',
      '/v1/companies/999/profit-by-year': 'no company 999',
      '/v1/companies/summary-by-year?ids=3,999': 'not all of the companies 3, 999',
      '/v1/genres/999': 'no genre 999',
      '/v1/genres/999/summary-by-year': 'no genre 999',
      '/v1/people/999': 'no person 999',
    })) {
      const { status, body } = await get(path);
      expect(status, path).to.equal(404);
      expect(body).to.include({ type: '/problems/not-found', detail: `The edition has ${missing}.` });
    }
  });

  const names = async (query: string) => {
    const { body } = await get(`/v1/companies?q=${encodeURIComponent(query)}`);
    return body.data.map(({ id, name }: { id: number; name: string }) => `${id} ${name}`);
  };

  it('rule 9: a look-up by name returns every company of that name', async () => {
    expect(await names('Canal+')).to.deep.equal(['5 Canal+', '7 Canal+']);
  });

  it('finds a company by any words of its name, the last one incomplete, in any case and without accents', async () => {
    expect(await names('lantern')).to.deep.equal(['3 Lantern Row']);
    expect(await names('ROW lan')).to.deep.equal(['3 Lantern Row']);
    expect(await names('row')).to.deep.equal(['3 Lantern Row', '9 Unreleased Row']);
    expect(await names('cafe société')).to.deep.equal(['8 Cafe Societe']);
    expect(await names('nothing of the kind')).to.deep.equal([]);
    expect(await names('row nothing')).to.deep.equal([]);
  });

  it('accepts any text as `q`', async () => {
    for (const query of [
      '"',
      '+-=&&||><!(){}[]^~*?:\\/',
      '😀',
      '\u202Eabc',
      '\u0000',
      ' ',
      '*',
      'AND',
      '%',
    ]) {
      const { status } = await get(`/v1/companies?q=${encodeURIComponent(query)}`);
      expect(status, JSON.stringify(query)).to.equal(200);
    }
  });

  it('lists companies with most movies first, and their number where a limit cuts', async () => {
    const { body } = await get('/v1/companies?limit=2');
    expect(body.data.map(({ id }: { id: number }) => id)).to.deep.equal([3, 8]);
    expect(body.meta).to.deep.include({ excluded: { undated: 2, unreleased: 3 }, total: 6, remaining: 4 });
  });

  it('lists the genres by name', async () => {
    const { body } = await get('/v1/genres');
    expect(body.data.map(({ name }: { name: string }) => name)).to.deep.equal(['Comedy', 'Drama']);
  });

  it('responds to HEAD as to GET, without a body', async () => {
    const { status, headers, body } = await loaded.api.get('/v1/genres', undefined, { method: 'HEAD' });
    expect(status).to.equal(200);
    expect(headers.get('content-type')).to.match(/^application\/json/);
    expect(body).to.equal('');
  });

  it('is ready, and names the edition', async () => {
    const { status, body } = await loaded.api.get('/readyz', null);
    expect(status).to.equal(200);
    expect(body).to.deep.equal({ status: 'ready', edition: loaded.edition });
  });

  describe('in the shape that each question declares', () => {
    for (const question of figureQuestions) {
      it(question.name, async () => {
        const id = question.name.startsWith('genres') ? '18' : '3';
        const query = question.example.ids === undefined ? '' : `?ids=${id}`;
        const { status, body } = await get(`/v1/${question.name.replace('{id}', id)}${query}`);
        expect(status).to.equal(200);
        const { error, data } = question.data.safeParse(body.data);
        expect(error).to.equal(undefined);
        expect(data).to.deep.equal(body.data);
      });
    }

    it('and OpenAPI describes all of them', async () => {
      const { body } = await loaded.api.get('/openapi.json', null);
      expect(body).to.deep.equal(
        JSON.parse(
          JSON.stringify(
            createOpenApi(
              allQuestions,
              [schemaEndpoint(allQuestions), ...editionEndpoints(loaded.client)],
              createOperations(loaded.client),
              '0.0.0',
            ),
          ),
        ),
      );
      const paths = allQuestions.map(({ name }) => `/v1/${name}`);
      expect(Object.keys(body.paths)).to.include.members([...paths, '/livez', '/readyz', '/openapi.json']);
      const example = await loaded.api.get('/docs/examples/moviesSearch.json', null);
      expect(example.body).to.have.all.keys('data', 'facets', 'meta', 'links');
      const flat = (await loaded.api.get('/openapi-flat.json', null)).body;
      expect(Object.keys(flat.paths)).to.deep.equal(Object.keys(body.paths));
    });
  });
});
