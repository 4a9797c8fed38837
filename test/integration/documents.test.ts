import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import csvParser from 'csv-parser';
import { type PythonValue, pythonRepr } from '../../sample/python-repr.js';
import { priceIndexOf } from '../../src/model/consumer-price-index.js';
import { type Cells, entities, movieLine, moviesCsv } from '../support/edition.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { documentQuestions } from '../support/questions.js';

const drama = entities([18, 'Drama']);
const series = "{'id': 1, 'name': 'Lantern Collection', 'poster_path': None, 'backdrop_path': None}";

/** Four parts of a series, of which two count; a movie that shares a motif, one that shares a genre, one nothing. */
const movies: Cells[] = [
  {
    id: '1',
    title: 'The Lantern',
    release_date: '1995-10-30',
    budget: '30000000',
    revenue: '100000000',
    popularity: '20',
    genres: drama,
    production_companies: entities([5, 'Lantern Row']),
    belongs_to_collection: series,
    overview: 'A lighthouse keeper guards a stolen lantern.',
  },
  {
    id: '2',
    title: 'The Lantern Returns',
    release_date: '1997-01-01',
    revenue: '5000',
    popularity: '',
    genres: drama,
    belongs_to_collection: series,
    overview: 'The lighthouse keeper is back.',
  },
  {
    id: '3',
    title: 'Lantern Rumours',
    release_date: '2005-01-01',
    status: 'Rumored',
    revenue: '7000000',
    belongs_to_collection: series,
  },
  {
    id: '4',
    title: 'Lantern Undated',
    release_date: '10/30/95',
    budget: '8',
    belongs_to_collection: series,
    production_countries: 'not a list',
  },
  { id: '5', title: 'Storm', genres: entities([35, 'Comedy']), popularity: '3' },
  { id: '6', title: 'Bare', genres: drama, popularity: '9' },
  { id: '7', title: 'Twin', genres: drama, popularity: '9' },
  { id: '8', title: 'Alone' },
];

const member = (id: number, name: string, order: number, character: string): Record<string, PythonValue> => ({
  ...{ cast_id: 1, character, credit_id: 'c', gender: 1, id, name, order, profile_path: null },
});
const worker = (id: number, name: string, job: string): Record<string, PythonValue> => ({
  ...{ credit_id: 'c', department: 'D', gender: 1, id, job, name, profile_path: null },
});
const ada = (character: string) => member(1, 'Ada Lumen', 0, character);
const extras = Array.from({ length: 20 }, (_, at) => member(100 + at, `Extra ${at}`, at + 1, ''));
const credits: [string, Record<string, PythonValue>[], Record<string, PythonValue>[]][] = [
  ['1', [ada('Keeper'), ...extras], [worker(1, 'Ada Lumen', 'Director'), worker(3, 'Gil', 'Gaffer')]],
  ['2', [ada('Keeper')], [worker(4, 'Cleo', 'Music')]],
  ['3', [], [worker(1, 'Ada Lumen', 'Writer')]],
];

/** Rows of a file beside movies_metadata.csv. */
const csv = (...rows: string[][]): string =>
  rows.map((cells) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`).join('');

describe('documents over HTTP from a real node', () => {
  const folder = mkdtempSync(join(tmpdir(), 'marquee-test-'));
  const loaded = loadedEdition(folder, async () => {
    const motif = entities([77, 'lighthouse']);
    const files = {
      'movies_metadata.csv': moviesCsv(movies.map(movieLine)),
      'credits.csv': csv(
        ['cast', 'crew', 'id'],
        ...credits.map(([id, cast, crew]) => [pythonRepr(cast), pythonRepr(crew), id]),
      ),
      'keywords.csv': csv(['id', 'keywords'], ['1', motif], ['5', motif]),
      'links.csv': csv(['movieId', 'imdbId', 'tmdbId'], ['10', '114709', '1']),
      'ratings.csv': csv(
        ['userId', 'movieId', 'rating', 'timestamp'],
        ['1', '10', '4.5', '1'],
        ['2', '10', '0.5', '1'],
      ),
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  });
  after(() => rm(folder, { recursive: true }));
  const get = (path: string) => loaded.api.get(path);
  const idsOf = (rows: { id: number }[]): number[] => rows.map(({ id }) => id);

  describe('movies/{id}', () => {
    it('returns the whole document, with links to its references', async () => {
      const { status, body } = await get('/v1/movies/1');
      expect(status).to.equal(200);
      expect(body.data).to.deep.include({
        id: 1,
        title: 'The Lantern',
        budget: 30_000_000,
        revenue: 100_000_000,
        profit: 70_000_000,
        collection: { id: 1, name: 'Lantern Collection', href: '/v1/collections/1' },
        companies: [{ id: 5, name: 'Lantern Row', href: '/v1/companies/5' }],
        keywords: [{ id: 77, name: 'lighthouse' }],
        directors: [{ id: 1, name: 'Ada Lumen', href: '/v1/people/1' }],
        writers: [],
        producers: [],
        composers: [],
        castCount: 21,
        crewCount: 2,
        flags: [],
        issues: [],
      });
      expect(body.data.cast).to.have.length(20);
      for (const { href } of [
        body.data.collection,
        ...body.data.companies,
        ...body.data.genres,
        ...body.data.cast,
      ]) {
        expect((await get(href)).status, href).to.equal(200);
      }
      expect((await get(body.data.similar)).status).to.equal(200);
      expect(body.meta).to.deep.include({
        edition: loaded.edition,
        excluded: { undated: 0, unreleased: 0 },
      });
    });

    it('rule 23: has its weighted rating, and what it was computed with in `meta`', async () => {
      const { data, meta } = (await get('/v1/movies/1')).body;
      // Every movie has 10 votes and a rating of 6.1.
      expect(meta.weightedRating).to.deep.include({ votes: 10, movies: movies.length });
      expect(meta.weightedRating.mean).to.be.closeTo(6.1, 1e-9);
      expect(data.weightedRating).to.be.closeTo(6.1, 1e-9);
      expect((await get('/v1/movies/1/similar')).body.meta).to.not.have.property('weightedRating');
    });

    it('labels the histogram of ratings with its stars', async () => {
      const { movieLens } = (await get('/v1/movies/1')).body.data;
      expect(movieLens).to.deep.include({ count: 2, mean: 2.5 });
      expect(movieLens.histogram.filter(({ count }: { count: number }) => count > 0)).to.deep.equal([
        { stars: 0.5, count: 1 },
        { stars: 4.5, count: 1 },
      ]);
      expect(movieLens.histogram).to.have.length(10);
    });

    it('explains unknown figures and unreadable cells', async () => {
      const { data } = (await get('/v1/movies/4')).body;
      expect(data).to.deep.include({ budget: null, releaseDate: null, movieLens: null });
      const flags = Object.fromEntries(
        data.flags.map(({ flag, explanation }: Record<string, string>) => [flag, explanation]),
      );
      expect(flags.suspectUnits).to.match(/unit error/);
      expect(flags.ambiguousDate).to.match(/century/);
      expect(data.issues).to.deep.equal([
        {
          issue: 'production_countries: literal',
          explanation:
            "The cell 'production_countries' of the source is no list or object that can be read. What could not be read is missing here; the rest of the movie is as reported.",
        },
      ]);
    });

    it('restates money, and describes the adjustment', async () => {
      const { body } = await get('/v1/movies/1?adjust=inflation&base=2017');
      const factor = (priceIndexOf(2017) as number) / (priceIndexOf(1995) as number);
      expect(body.data.budget).to.be.closeTo(30_000_000 * factor, 1);
      expect(body.meta.adjustment).to.include({ base: 2017 });
    });

    it('is 404 for a movie that is not in the edition, 400 for an invalid id', async () => {
      for (const path of ['/v1/movies/999', '/v1/movies/999/similar']) {
        const { status, body } = await get(path);
        expect(status).to.equal(404);
        expect(body.detail).to.equal('The edition has no movie 999.');
      }
      expect((await get('/v1/movies/lantern')).status).to.equal(400);
      expect((await get('/v1/people/999')).status).to.equal(404);
      expect((await get('/v1/collections/999')).status).to.equal(404);
    });
  });

  describe('movies/{id}/similar', () => {
    const similar = async (query: string) => (await get(`/v1/movies/${query}`)).body.data;

    it('ranks shared collections, people and keywords above a shared genre', async () => {
      const ids = idsOf(await similar('1/similar'));
      expect(ids[0]).to.equal(2);
      expect(ids.slice(0, 4)).to.have.members([2, 3, 4, 5]);
      expect(ids.slice(4)).to.deep.equal([6, 7]);
    });

    it('never returns the movie itself, nor one that shares nothing', async () => {
      for (const { id } of movies)
        expect(idsOf(await similar(`${id}/similar?limit=100`))).to.not.include(Number(id));
      expect(idsOf(await similar('1/similar?limit=100'))).to.not.include(8);
      expect(await similar('8/similar')).to.deep.equal([]);
    });

    it('ranks by genre where little else is known; ties by popularity, then by id', async () => {
      const rows = await similar('6/similar');
      expect(idsOf(rows)).to.deep.equal([1, 7, 2]);
      expect(new Set(rows.map(({ score }: { score: number }) => score)).size).to.equal(1);
      expect(await similar('6/similar')).to.deep.equal(rows);
      expect(idsOf(await similar('6/similar?limit=2'))).to.deep.equal([1, 7]);
    });
  });

  describe('people/{id}', () => {
    it('returns the filmography, newest first, with every role', async () => {
      const { data } = (await get('/v1/people/1')).body;
      expect(data).to.deep.include({
        ...{ id: 1, name: 'Ada Lumen', gender: 'woman', movies: 2, castMovies: 2, crewMovies: 1 },
        ...{ firstYear: 1995, lastYear: 1997, filmographyTotal: 3, filmographyRemaining: 0 },
      });
      const roles = data.filmography.map(({ movie, roles }: { movie: { id: number }; roles: unknown }) => [
        movie.id,
        roles,
      ]);
      expect(roles).to.deep.equal([
        [3, [{ type: 'crew', character: null, job: 'Writer' }]],
        [2, [{ type: 'cast', character: 'Keeper', job: null }]],
        [
          1,
          [
            { type: 'cast', character: 'Keeper', job: null },
            { type: 'crew', character: null, job: 'Director' },
          ],
        ],
      ]);
    });

    it('rule 24: has the movies whose whole lists name the person, although `crew` leaves the job out', async () => {
      const { data } = (await get('/v1/people/4')).body;
      expect(
        data.filmography.map(({ movie, roles }: { movie: { id: number }; roles: unknown }) => [
          movie.id,
          roles,
        ]),
      ).to.deep.equal([[2, [{ type: 'crew', character: null, job: 'Composer' }]]]);
      expect(data.totals.releases).to.equal(1);
      const found = (await get('/v1/movies/search?person=4')).body.data;
      expect(idsOf(found)).to.deep.equal([2]);
    });

    it('rules 11 and 13: totals over the movies that count, with their coverage, and what they leave out', async () => {
      const { data, meta } = (await get('/v1/people/1')).body;
      expect(data.totals).to.deep.equal({
        releases: 2,
        budget: { sum: 30_000_000, known: 1 },
        revenue: { sum: 100_005_000, known: 2 },
        profit: { sum: 70_000_000, known: 1 },
        popularity: { mean: 20, known: 1 },
      });
      expect(meta.excluded).to.deep.equal({ undated: 0, unreleased: 1 });
      expect(meta.definitions.revenue).to.equal('/definitions/revenue');
    });

    it('is limited, says how many movies follow, and has totals over all', async () => {
      const { data } = (await get('/v1/people/1?limit=1&offset=1')).body;
      expect(data.filmography.map(({ movie }: { movie: { id: number } }) => movie.id)).to.deep.equal([2]);
      expect(data).to.include({ filmographyTotal: 3, filmographyRemaining: 1 });
      expect(data.totals.releases).to.equal(2);
    });

    it('counts people far down the billing or in a minor job, who are in no document of a movie', async () => {
      for (const id of [119, 3]) {
        const { data } = (await get(`/v1/people/${id}`)).body;
        expect(data).to.deep.include({ movies: 1, filmography: [], filmographyTotal: 0 });
        expect(data.totals.budget).to.deep.equal({ sum: null, known: 0 });
      }
    });
  });

  describe('collections/{id}', () => {
    it('returns its parts in order, undated ones last, and totals over those that count', async () => {
      const { data, meta } = (await get('/v1/collections/1')).body;
      expect(idsOf(data.parts)).to.deep.equal([1, 2, 3, 4]);
      expect(data).to.deep.include({
        name: 'Lantern Collection',
        movies: 2,
        partsTotal: 4,
        partsRemaining: 0,
      });
      expect(data.totals).to.deep.include({ releases: 2, revenue: { sum: 100_005_000, known: 2 } });
      expect(meta.excluded).to.deep.equal({ undated: 1, unreleased: 1 });
    });

    it('restates the totals and each part', async () => {
      const { data } = (await get('/v1/collections/1?adjust=inflation')).body;
      const parts = data.parts.filter(({ id }: { id: number }) => id < 3);
      const sum = parts.reduce((whole: number, { revenue }: { revenue: number }) => whole + revenue, 0);
      expect(data.totals.revenue.sum).to.be.closeTo(sum, 2);
    });
  });

  it('people, keywords and collections are found by name', async () => {
    expect((await get('/v1/people?q=lumen')).body.data).to.deep.equal([
      { id: 1, name: 'Ada Lumen', movies: 2, firstYear: 1995, lastYear: 1997 },
    ]);
    expect((await get('/v1/keywords?q=light')).body.data[0]).to.include({ id: 77, name: 'lighthouse' });
    expect((await get('/v1/collections?q=LANTERN')).body.data[0]).to.include({ id: 1 });
    const page = (await get('/v1/people?limit=2')).body;
    expect(page.meta).to.include({ total: 23, remaining: 21 });
    const next = (await get(page.links.next)).body.data;
    expect(idsOf(next)).to.not.include.members(idsOf(page.data));
  });

  for (const { name, example, data: schema } of documentQuestions) {
    it(`${name} keeps the declared shape, ETag, edition, CSV and NDJSON`, async () => {
      const query = new URLSearchParams(example);
      query.delete('id');
      query.set('edition', loaded.edition);
      const path = `/v1/${name.replace('{id}', '1')}?${query}`;
      const { status, headers, body } = await get(path);
      expect(status).to.equal(200);
      expect(schema.parse(body.data)).to.deep.equal(body.data);
      const etag = headers.get('etag') as string;
      const again = await loaded.api.get(path, undefined, { headers: { 'If-None-Match': etag } });
      expect(again.status).to.equal(304);
      const ndjson = (await get(`${path}&format=ndjson`)).body.trimEnd().split('\n').filter(Boolean);
      expect(ndjson.map((line: string) => JSON.parse(line))).to.deep.equal([body.data].flat());
      const rows = await parse((await get(`${path}&format=csv`)).body);
      expect(rows).to.have.length((body.data.filmography ?? body.data.parts ?? [body.data].flat()).length);
    });
  }

  it('CSV: a movie is one line, whose lists are cells; a collection has a line for each part', async () => {
    const [movie] = await parse((await get('/v1/movies/1?format=csv')).body);
    expect(movie).to.include({ title: 'The Lantern', 'keywords.name': 'lighthouse', 'directors.id': '1' });
    expect(movie?.['movieLens.histogram.stars']).to.equal('0.5 | 1 | 1.5 | 2 | 2.5 | 3 | 3.5 | 4 | 4.5 | 5');
    const parts = await parse((await get('/v1/collections/1?format=csv')).body);
    expect(parts.map((part) => [part.id, part['parts.id'], part['parts.genres.name']])).to.deep.equal([
      ['1', '1', 'Drama'],
      ['1', '2', 'Drama'],
      ['1', '3', ''],
      ['1', '4', ''],
    ]);
  });
});

async function parse(text: string): Promise<Record<string, string>[]> {
  const parser = csvParser();
  parser.end(text);
  const rows: Record<string, string>[] = [];
  for await (const row of parser) rows.push(row);
  return rows;
}
