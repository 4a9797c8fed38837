import { expect } from 'chai';
import { writeEdition } from '../../sample/write-edition.js';
import { loadedEdition } from '../support/loaded-edition.js';
import { temporaryFolder } from '../support/temporary-folder.js';

type Row = Record<string, unknown> & { rank?: number };
type Figure = { sum: number | null };

/** Questions that are words for others: each is held against what it stands for. */
describe('rankings and look-ups', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const loaded = loadedEdition(folder, () => writeEdition(folder, { movies: 700, seed: 5, ratings: 0 }));
  const get = async (path: string) => {
    const { status, body } = await loaded.api.get(path);
    expect(status, `${path} ${JSON.stringify(body).slice(0, 300)}`).to.equal(200);
    return body;
  };

  const tops = {
    companies: 'company',
    genres: 'genre',
    collections: 'collection',
    directors: 'director',
    actors: 'actor',
    countries: 'country',
    languages: 'language',
    keywords: 'keyword',
  };
  for (const [plural, dimension] of Object.entries(tops)) {
    for (const sign of ['-', '']) {
      for (const measure of ['revenue', 'profit', 'releases', 'rating', 'medianBudget']) {
        it(`${plural}/top?sort=${sign}${measure} is movies/aggregate by ${dimension}`, async () => {
          const page = `limit=30&minKnown=1&from=1970&edition=${loaded.edition}`;
          const top = await get(`/v1/${plural}/top?sort=${sign}${measure}&${page}`);
          const rows = await get(
            `/v1/movies/aggregate?group=${dimension}&measures=${measure}&sort=${sign}${measure},${dimension}&${page}`,
          );
          expect(top.data.length).to.be.greaterThan(0);
          expect(top.data.map(({ rank: _, ...row }: Row) => row)).to.deep.equal(rows.data);
          expect(top.data.map(({ rank }: Row) => rank)).to.deep.equal(
            top.data.map((_: Row, at: number) => at + 1),
          );
          expect(top.meta.total).to.equal(rows.meta.total);
        });
      }
    }
  }

  for (const ranking of [
    'directors/top?',
    'directors/top?sort=releases',
    'actors/top?sort=profit&minKnown=3',
    'companies/top?sort=releases',
    'companies/top?sort=-rating&minKnown=3',
    'companies/{id}/partners?sort=-releases',
  ]) {
    it(`pages of ${ranking} have each of them once, also where one ends within a tie`, async () => {
      const [{ company }] = (await get('/v1/companies/top?by=releases&limit=1')).data;
      const path = `/v1/${ranking.replace('{id}', company.id)}`;
      const all = (await get(`${path}&limit=1000`)).data;
      expect(all.length).to.be.greaterThan(1);
      const paged: Row[] = [];
      const limit = Math.ceil(all.length / 7);
      let next: string | undefined = `${path}&limit=${limit}`;
      while (next !== undefined) {
        const body: Awaited<ReturnType<typeof get>> = await get(next);
        paged.push(...body.data);
        next = body.links.next;
      }
      expect(paged).to.deep.equal(all);
    });
  }

  it('partners are the other companies of the movies of a company', async () => {
    const [{ company }] = (await get('/v1/companies/top?by=releases&limit=1')).data;
    for (const [sort, more] of [
      ['-revenue', ''],
      ['medianProfit', '&adjust=inflation'],
      ['-releases', '&genre=18'],
    ] as const) {
      const measure = sort.replace('-', '');
      const partners = await get(`/v1/companies/${company.id}/partners?sort=${sort}&limit=1000${more}`);
      const { data } = await get(
        `/v1/movies/aggregate?group=company&company=${company.id}&measures=${measure}&sort=${sort},company&minKnown=1&limit=1000${more}`,
      );
      const others = data.filter((row: { company: { id: number } }) => row.company.id !== company.id);
      expect(others.length, sort).to.be.greaterThan(3);
      const figures = (rows: Row[]) => rows.map(({ company, [measure]: figure }) => ({ company, figure }));
      expect(figures(partners.data), sort).to.deep.equal(figures(others));
      expect(partners.meta.total, sort).to.equal(others.length);
    }
    expect((await loaded.api.get('/v1/companies/999999999/partners')).status).to.equal(404);
  });

  it('groups with enough movies are counted, whichever of them are shown', async () => {
    for (const minimum of ['minReleases=4', 'minKnown=3']) {
      const path = `/v1/movies/aggregate?group=actor&sort=-revenue&measures=revenue&${minimum}`;
      const all = await get(`${path}&limit=1000`);
      expect(all.data.length, path).to.be.greaterThan(3);
      const { data, meta } = await get(`${path}&limit=3`);
      expect(data).to.deep.equal(all.data.slice(0, 3));
      expect(meta.groups, path).to.equal(all.data.length);
    }
  });

  it('companies/top?sort=-revenue is by=revenue; sort=revenue has the smallest first', async () => {
    const by = (await get('/v1/companies/top?by=revenue&limit=1000')).data as Row[];
    expect((await get('/v1/companies/top?sort=-revenue&limit=1000')).data).to.deep.equal(by);
    const ascending = (await get('/v1/companies/top?sort=revenue&limit=1000')).data as Row[];
    const sums = ascending.map((row) => (row.revenue as Figure).sum as number);
    expect(sums).to.deep.equal([...sums].sort((a, b) => a - b));
    expect(ascending).to.have.length(by.length);
  });

  it('movies/top ranks movies in both directions, all of them over its pages', async () => {
    for (const sort of ['-weightedRating', 'profit', '-revenue']) {
      const name = sort.replace('-', '');
      const { data, meta } = await get(`/v1/movies/top?sort=${sort}&limit=1000`);
      const figures = data.map((row: Row) => row[name]) as number[];
      const sign = sort.startsWith('-') ? -1 : 1;
      expect(figures, sort).to.deep.equal([...figures].sort((a, b) => sign * (a - b)));
      expect(data).to.have.length(meta.total);
    }
    const { data: real } = await get('/v1/movies/top?sort=-revenue&adjust=inflation&limit=10');
    const revenues = real.map(({ revenue }: { revenue: number }) => revenue);
    expect(revenues).to.deep.equal([...revenues].sort((a, b) => b - a));
    const { meta } = await get('/v1/movies/top');
    expect(meta.weightedRating).to.have.keys('formula', 'mean', 'votes', 'movies');
  });

  it('a company and a genre have the totals of their movies', async () => {
    for (const [plural, name, id] of [
      ['companies', 'company', 5],
      ['genres', 'genre', 18],
    ]) {
      for (const adjust of ['none', 'inflation']) {
        const { data } = await get(`/v1/${plural}/${id}?adjust=${adjust}`);
        const measures = 'releases,budget,revenue,profit,popularity';
        const [row] = (await get(`/v1/movies/aggregate?measures=${measures}&${name}=${id}&adjust=${adjust}`))
          .data;
        const { links: _, ...totals } = row;
        expect(data.totals).to.deep.equal(totals);
        expect(data.movies).to.equal(totals.releases);
      }
    }
  });

  it('a movie is found by its IMDb id, and several by their ids', async () => {
    const { data: rows } = await get('/v1/movies/search?limit=3&sort=votes');
    const ids = rows.map(({ id }: { id: number }) => id);
    const movie = (await get(`/v1/movies/${ids[0]}`)).data;
    expect(movie.imdbId).to.match(/^tt\d{7}/);
    expect((await get(`/v1/movies/${movie.imdbId}`)).data).to.deep.equal(movie);
    const found = (await get(`/v1/movies/search?ids=${movie.imdbId},${ids[1]},${ids[2]}&sort=votes`)).data;
    expect(found).to.deep.equal(rows);
    expect((await loaded.api.get('/v1/movies/tt9999999999')).status).to.equal(404);
    expect((await loaded.api.get('/v1/movies/tt12')).status).to.equal(400);
  });

  it('limit=0 returns the facets of a search alone', async () => {
    const { data, facets, meta } = await get('/v1/movies/search?limit=0');
    expect(data).to.deep.equal([]);
    expect(facets.genre.buckets).to.have.length.greaterThan(0);
    expect(meta.total).to.be.greaterThan(0);
    expect(meta.next).to.equal(undefined);
  });

  it('select returns some members of rows and documents, in every form', async () => {
    const whole = (await get('/v1/movies/search?limit=3')).data as Row[];
    const some = (await get('/v1/movies/search?limit=3&select=title,id,revenue')).data as Row[];
    expect(some).to.deep.equal(whole.map(({ id, title, revenue }) => ({ id, title, revenue })));
    const csv = await get('/v1/movies/aggregate?group=genre&select=genre,releases&limit=1&format=csv');
    expect(csv.split('\r\n')[0]).to.equal('genre.id,genre.name,releases');
    const { data } = await get(`/v1/movies/${whole[0]?.id}?select=id,cast`);
    expect(data).to.have.all.keys('id', 'cast');
    const { links } = await get('/v1/movies/search?select=id&limit=2');
    expect(links.next).to.include('select=id');
    const { status, body } = await loaded.api.get('/v1/movies/search?select=titel');
    expect(status).to.equal(400);
    expect(body.errors[0]).to.include({ parameter: 'select', suggestion: 'title' });
  });

  it('/v1/schema lists what can be asked', async () => {
    const { data } = await get('/v1/schema');
    for (const { name } of data.dimensions) await get(`/v1/movies/aggregate?group=${name}&limit=1`);
    for (const { name } of data.measures) await get(`/v1/movies/aggregate?measures=${name}`);
    for (const { name, filters, examples } of data.dimensions) {
      expect(filters, name).to.include(name);
      await get(`/v1/movies/search?${name}=${examples}&limit=1`);
      await get(`/v1/movies/aggregate?${name}.not=${examples}`);
    }
    expect(data.questions.map(({ path }: { path: string }) => path)).to.include('/v1/movies/aggregate');
  });
});
