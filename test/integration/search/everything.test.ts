import { expect } from 'chai';
import { writeEdition } from '../../../sample/write-edition.js';
import { loadedEdition } from '../../support/loaded-edition.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

type Result = { kind: string; id: number; name: string; movies: number | null; score: number; href: string };

describe('lists over one edition', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const loaded = loadedEdition(folder, () => writeEdition(folder, { movies: 800, seed: 5, ratings: 0 }));

  const get = async (path: string) => {
    const { status, body } = await loaded.api.get(path);
    expect(status, path).to.equal(200);
    return body;
  };
  describe('a search over all kinds', () => {
    const search = async (q: string, more = '') => await get(`/v1/search?q=${encodeURIComponent(q)}${more}`);

    for (const [kind, plural] of [
      ['company', 'companies'],
      ['person', 'people'],
      ['collection', 'collections'],
      ['genre', 'genres'],
      ['keyword', 'keywords'],
    ] as const) {
      it(`finds a ${kind} by its whole name before all others, in any case, and links it`, async () => {
        const { data: known } = await get(`/v1/${plural}?limit=5`);
        for (const { id, name, movies } of known) {
          const { data, meta } = await search(name.toUpperCase(), '&limit=100');
          const at = data.findIndex((one: Result) => one.kind === kind && one.id === id);
          expect(data[at], name).to.include({ name, movies });
          for (const before of data.slice(0, at))
            expect(before.name.toLowerCase()).to.equal(name.toLowerCase());
          expect(meta.matching).to.be.oneOf(['exact', 'fuzzy']);
          expect((await loaded.api.get(data[at].href)).status).to.equal(200);
        }
      });
    }

    it('finds a movie by its title first, and by its cast after names', async () => {
      const { data: movies } = await get('/v1/movies/search?sort=-votes&limit=5&facets=none');
      for (const { id, title } of movies) {
        const { data } = await search(title);
        expect(data[0].name.toLowerCase()).to.equal(title.toLowerCase());
        expect(data.map((one: Result) => `${one.kind} ${one.id}`)).to.include(`movie ${id}`);
      }
      const [{ cast }] = movies;
      const { data } = await search(cast[0].name, '&limit=1000');
      expect(data[0]).to.include({ kind: 'person', name: cast[0].name });
      expect(data.some((one: Result) => one.kind === 'movie')).to.equal(true);
    });

    it('is in one order on all pages, each result once, the best first', async () => {
      const { data, meta } = await search('the', '&limit=1000');
      expect(data).to.have.length(meta.total).and.to.have.length.above(50);
      const scores = data.map((one: Result) => one.score);
      expect(scores).to.deep.equal([...scores].sort((a, b) => b - a));
      const paged: Result[] = [];
      for (let next: string | undefined = '/v1/search?q=the&limit=17'; next !== undefined; ) {
        const page = await get(next);
        paged.push(...page.data);
        next = page.links.next;
      }
      expect(paged).to.deep.equal(data);
      expect(new Set(paged.map(({ kind, id }) => `${kind} ${id}`)).size).to.equal(paged.length);
    });

    it('is limited to kinds, and says which there are', async () => {
      const { data } = await search('a', '&kinds=person,genre&limit=100');
      expect(new Set(data.map((one: Result) => one.kind))).to.satisfy((found: Set<string>) =>
        [...found].every((kind) => kind === 'person' || kind === 'genre'),
      );
      const { status, body } = await loaded.api.get('/v1/search?q=a&kinds=persons');
      expect(status).to.equal(400);
      expect(body.detail).to.include('person');
    });

    it('allows for typos when little is found as written', async () => {
      const { data: known } = await get('/v1/people?limit=5');
      for (const { id, name } of known) {
        const typo = name.slice(0, -2) + name.at(-1) + name.at(-2);
        const { data, meta } = await search(typo, '&limit=100');
        if (meta.matching === 'exact') continue;
        expect(
          data.map((one: Result) => `${one.kind} ${one.id}`),
          typo,
        ).to.include(`person ${id}`);
      }
    });

    it('takes any text', async () => {
      for (const q of ['!!!', '-', '"', '"the"', 'é', '🎬', 'a'.repeat(200), '-the']) await search(q);
      expect((await loaded.api.get('/v1/search?q=%20')).status).to.equal(400);
      expect((await loaded.api.get('/v1/search')).status).to.equal(400);
    });
  });

  describe('the order of lists', () => {
    const rowsOf = async (path: string) => (await get(path)).data;
    const valueOfRow = (row: { revenue: { sum: number } }) => row.revenue.sum;

    it('has one grammar in search too: a - in front is largest first; `order` turns what has none', async () => {
      for (const name of ['revenue', 'votes', 'releaseDate', 'title']) {
        const path = `/v1/movies/search?limit=20&facets=none&sort=`;
        expect(await rowsOf(`${path}-${name}`)).to.deep.equal(await rowsOf(`${path}${name}&order=desc`));
      }
      const { status, body } = await loaded.api.get('/v1/movies/search?sort=-revenue&order=asc');
      expect([status, body.errors[0].parameter]).to.deep.equal([400, 'order']);
      expect((await loaded.api.get('/v1/movies/search?sort=-relevance')).status).to.equal(400);
    });

    for (const path of [
      ...['companies', 'genres', 'collections', 'directors', 'actors', 'countries', 'languages', 'keywords'],
      ...[
        'people',
        'people?part=director',
        'people?part=writer',
        'people?part=producer',
        'people?part=composer',
      ],
    ]) {
      it(`turns with sort in a top: ${path}`, async () => {
        const [name, query = ''] = path.split('?');
        const top = `/v1/${name}/top?${query}&limit=1000&minKnown=1&sort=`;
        const [down, up] = [await rowsOf(`${top}-revenue`), await rowsOf(`${top}revenue`)];
        const values = down.map(valueOfRow);
        expect(values).to.deep.equal([...values].sort((a, b) => b - a));
        if (down.length < 1000) expect(up.map(valueOfRow)).to.deep.equal([...values].reverse());
        expect(up.map(valueOfRow)).to.deep.equal([...up.map(valueOfRow)].sort((a, b) => a - b));
      });
    }

    it('of people is that of the top of their part', async () => {
      const people = await rowsOf('/v1/people/top?part=director&sort=-releases&limit=50');
      const directors = await rowsOf('/v1/directors/top?sort=-releases&limit=50');
      expect(
        people.map(({ person, ...row }: Record<string, unknown>) => ({ ...row, director: person })),
      ).to.deep.equal(directors);
      const csv = (await loaded.api.get('/v1/people/top?part=writer&format=csv&limit=1')).body;
      expect(csv.split('\r\n')[0]).to.equal('rank,person.id,person.name,revenue.sum,revenue.known');
    });
  });
});
