import { expect } from 'chai';
import { entities, movieLine } from '../support/edition.js';
import { loadedEdition } from '../support/loaded-edition.js';

const [drama, comedy] = [entities([18, 'Drama']), entities([35, 'Comedy'])];
const film = (id: number, title: string, genres: string, date = '1999-12-31') =>
  movieLine({ id: String(id), title, genres, release_date: date, popularity: String(id) });

describe('movies/search, beside itself', () => {
  const loaded = loadedEdition([
    film(1, "Harbor's Eleven", drama),
    film(2, 'Café Minuit', comedy, ''),
    film(3, 'The Quiet Lantern', drama, '1985-01-01'),
    film(4, 'Lantern of the Quiet Sea', comedy),
    film(5, 'Lantern', comedy, '1985-05-05'),
  ]);
  const search = async (query: Record<string, string>) =>
    (await loaded.api.get(`/v1/movies/search?${new URLSearchParams(query)}`)).body;
  const ids = async (query: Record<string, string>) =>
    (await search(query)).data.map(({ id }: { id: number }) => id);

  it('finds whole titles first, whatever their accents, apostrophes and number words', async () => {
    expect((await ids({ q: 'lantern' }))[0]).to.equal(5);
    expect(await ids({ q: 'cafe minuit' })).to.deep.equal([2]);
    expect(await ids({ q: 'harbors 11' })).to.deep.equal([1]);
  });

  it('allows for typos where the exact search finds little', async () => {
    const { data, meta } = await search({ q: 'lantrn quiet sea' });
    expect(data[0].id).to.equal(4);
    expect(meta.matching).to.equal('fuzzy');
  });

  it('keeps to quoted phrases and exclusions', async () => {
    expect(await ids({ q: '"quiet lantern"' })).to.deep.equal([3]);
    expect(await ids({ q: 'lantern -quiet' })).to.deep.equal([5]);
  });

  it('counts each facet as what its value alone would find', async () => {
    const { facets } = await search({ genre: '18', decade: '1980' });
    for (const { key, count } of facets.genre.buckets) {
      expect((await search({ genre: key, decade: '1980' })).meta.total, key).to.equal(count);
    }
    for (const { key, count } of facets.decade.buckets) {
      expect((await search({ genre: '18', decade: key })).meta.total, key).to.equal(count);
    }
    expect(facets.genre.buckets.map(({ key }: { key: string }) => key)).to.have.members(['18', '35']);
  });

  for (const sort of ['relevance', 'releaseDate', 'popularity', 'budget', 'title']) {
    it(`yields each movie once, page by page, by ${sort}`, async () => {
      const seen: number[] = [];
      let path: string | undefined = `/v1/movies/search?sort=${sort}&limit=2`;
      while (path !== undefined) {
        const { status, body } = await loaded.api.get(path);
        expect(status, JSON.stringify(body)).to.equal(200);
        seen.push(...body.data.map(({ id }: { id: number }) => id));
        path = body.links.next;
      }
      expect(seen.sort()).to.deep.equal([1, 2, 3, 4, 5]);
    });
  }

  it('never answers a 5xx, whatever the text', async () => {
    const texts = [
      '*:*',
      'title:(a OR',
      '\u0000',
      '😀',
      '\u202Eabc',
      '"',
      '-',
      '-"',
      'a'.repeat(10_000),
      '!!!',
      '/.*/',
      'x y '.repeat(50),
    ];
    for (const q of texts) {
      const { status, body } = await loaded.api.get(`/v1/movies/search?${new URLSearchParams({ q })}`);
      expect(status, `${q}: ${JSON.stringify(body)}`).to.be.oneOf([200, 400, 414]);
    }
  });

  it('says what was probably meant when nothing is found', async () => {
    const { data, didYouMean } = await search({ q: 'xlantern zzzzqq' });
    expect(data).to.deep.equal([]);
    expect((await search({ q: didYouMean })).meta.total).to.be.greaterThan(0);
  });

  it('suggests while somebody types', async () => {
    const { body } = await loaded.api.get('/v1/suggest?q=lan');
    expect(body.data.movies[0]).to.deep.equal({ id: 5, name: 'Lantern', year: 1985 });
    expect((await loaded.api.get('/v1/suggest?q=l')).status).to.equal(400);
    expect((await loaded.api.get('/v1/suggest?q=lantrn')).body.data.movies).to.have.length.greaterThan(0);
  });
});
