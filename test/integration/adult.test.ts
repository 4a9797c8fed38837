import { expect } from 'chai';
import { entities, movieLine } from '../support/edition.js';
import { loadedEdition } from '../support/loaded-edition.js';

const drama = entities([18, 'Drama']);
const series = "{'id': 1, 'name': 'Lamp Collection', 'poster_path': None, 'backdrop_path': None}";
const movie = (id: string, title: string, adult: string, revenue: string) =>
  movieLine({ id, title, adult, revenue, genres: drama, belongs_to_collection: series });

describe('adult movies (rule 22)', function () {
  this.timeout(60_000);
  const loaded = loadedEdition([
    movie('1', 'Velvet Lantern', 'False', '1000'),
    movie('2', 'Velvet Night', 'True', '20000'),
    movie('3', 'Velvet Shore', '', '300000'),
    movie('4', 'Harlequinade', 'True', '4000000'),
  ]);
  const get = async (path: string) => {
    const { status, body } = await loaded.api.get(path);
    expect(status, JSON.stringify(body)).to.equal(200);
    return body;
  };
  type Row = { id: number };
  const ids = (rows: Row[]): number[] => rows.map(({ id }) => id).sort();

  for (const [adult, found] of [
    [undefined, [1, 3]],
    ['exclude', [1, 3]],
    ['include', [1, 2, 3]],
    ['only', [2]],
  ] as const) {
    const parameter = adult === undefined ? '' : `&adult=${adult}`;
    const left = adult === undefined || adult === 'exclude' ? 2 : undefined;

    it(`search ${parameter}: finds ${found.join(', ')}, and says how many adult movies it leaves out`, async () => {
      const { data, meta, facets } = await get(`/v1/movies/search?q=velvet${parameter}`);
      expect(ids(data)).to.deep.equal(found);
      expect(meta.excluded.adult).to.equal(left);
      expect(meta.total).to.equal(found.length);
      expect(facets.genre.buckets[0].count).to.equal(found.length);
    });

    it(`suggest ${parameter}: suggests ${found.join(', ')}`, async () => {
      const { data, meta } = await get(`/v1/suggest?q=velv${parameter}`);
      expect(ids(data.movies)).to.deep.equal(found);
      expect(meta.excluded.adult).to.equal(left);
    });

    it(`search over all kinds ${parameter}: finds ${found.join(', ')}`, async () => {
      const { data, meta } = await get(`/v1/search?q=velvet&kinds=movie${parameter}`);
      expect(ids(data)).to.deep.equal(found);
      expect(meta.excluded.adult).to.equal(left);
    });

    it(`similar ${parameter}: is similar to 1: ${found.filter((id) => id !== 1).join(', ')}`, async () => {
      const { data, meta } = await get(`/v1/movies/1/similar?limit=10${parameter}`);
      const all = adult === 'include' || adult === 'only' ? [...found, 4] : found;
      expect(ids(data)).to.deep.equal(all.filter((id) => id !== 1));
      expect(meta.excluded.adult).to.equal(left);
    });
  }

  it('whose text only an adult movie has are neither found nor meant', async () => {
    const { data, didYouMean } = await get('/v1/movies/search?q=harlequinades');
    expect(data).to.deep.equal([]);
    expect(didYouMean).to.equal(undefined);
    expect(ids((await get('/v1/movies/search?q=harlequinade&adult=include')).data)).to.deep.equal([4]);
  });

  for (const [adult, sum, known] of [
    [undefined, 4_321_000, 4],
    ['include', 4_321_000, 4],
    ['exclude', 301_000, 2],
    ['only', 4_020_000, 2],
  ] as const) {
    const parameter = adult === undefined ? '' : `adult=${adult}`;

    it(`figures ${parameter}: add up ${known} movies`, async () => {
      const revenue = { sum, known };
      const [year] = (await get(`/v1/movies/summary-by-year?${parameter}`)).data;
      expect(year).to.deep.include({ year: 1999, releases: known, revenue });
      const [ofGenre] = (await get(`/v1/genres/18/revenue-by-year?${parameter}`)).data;
      expect(ofGenre).to.deep.include({ revenue });
      const [top] = (await get(`/v1/genres/top?by=revenue&${parameter}`)).data;
      expect(top).to.deep.include({ revenue });
      const collection = (await get(`/v1/collections/1?${parameter}`)).data;
      expect(collection.totals).to.deep.include({ releases: known, revenue });
      expect(collection.parts).to.have.length(known);
      const { meta } = await get(`/v1/movies/summary-by-year?${parameter}`);
      expect(meta.excluded).to.deep.equal({ undated: 0, unreleased: 0 });
    });
  }

  it('are asked for by three words alone', async () => {
    const { status, body } = await loaded.api.get('/v1/movies/search?adult=yes');
    expect(status).to.equal(400);
    expect(body.errors[0].allowed).to.equal("must be 'include', 'exclude' or 'only'");
  });
});
