import { expect } from 'chai';
import { entities, movieLine } from '../../support/edition.js';
import { loadedEdition } from '../../support/loaded-edition.js';

const drama = [18, 'Drama'] as [number, string];
const comedy = [35, 'Comedy'] as [number, string];

/** Small enough to say of every text what it must find. */
const edition = [
  movieLine({
    id: '1',
    title: "Harbour's Eleven",
    original_title: "Harbour's Eleven",
    overview: 'A thief <b>gathers</b> ten friends for the robbery of three casinos.',
    popularity: '30',
    vote_count: '3000',
    genres: entities(drama),
    production_companies: entities([3, 'Lantern Row']),
    release_date: '2001-12-07',
  }),
  movieLine({
    id: '2',
    title: 'Amélie',
    original_title: "Le Fabuleux Destin d'Amélie",
    original_language: 'fr',
    popularity: '12',
    vote_count: '900',
    genres: entities(comedy),
    release_date: '2001-04-25',
  }),
  movieLine({ id: '3', title: 'Night Harbour', popularity: '1', vote_count: '2', genres: entities(drama) }),
  movieLine({ id: '4', title: 'Harbour', popularity: '1', vote_count: '1', genres: entities(comedy) }),
  movieLine({
    id: '5',
    title: 'Rocky Shore II',
    popularity: '3',
    vote_count: '50',
    status: 'Rumored',
    release_date: '',
  }),
  movieLine({ id: '6', title: 'Shore of the Night Watch', popularity: '2', vote_count: '5' }),
];

describe('search over movies', () => {
  const loaded = loadedEdition(edition);
  const search = async (q: string, more = '') => {
    const { status, body } = await loaded.api.get(`/v1/movies/search?q=${encodeURIComponent(q)}${more}`);
    expect(status, JSON.stringify(body)).to.equal(200);
    return body;
  };
  const ids = async (q: string, more = ''): Promise<number[]> =>
    (await search(q, more)).data.map(({ id }: { id: number }) => id);

  it('ranks a whole title first, even if other movies are more popular', async () => {
    expect(await ids('harbour'))
      .to.have.ordered.members([4, 1, 3])
      .and.have.length(3);
  });

  it('ignores case and accents, of titles and of original titles', async () => {
    expect(await ids('AMELIE')).to.deep.equal([2]);
    expect(await ids('le fabuleux destin d’amélie')).to.deep.equal([2]);
  });

  it('matches number words, Roman numerals and digits with each other, and needs no apostrophe', async () => {
    expect((await ids('harbours 11'))[0]).to.equal(1);
    expect((await ids('rocky shore 2'))[0]).to.equal(5);
  });

  it('finds "quoted" words only in sequence, and no movie with words after a minus', async () => {
    expect(await ids('"night harbour"')).to.deep.equal([3]);
    expect(await ids('"harbour night"')).to.deep.equal([]);
    expect(await ids('harbour -night')).to.deep.equal([4, 1]);
    expect(await ids('harbour -"night harbour"')).to.deep.equal([4, 1]);
  });

  it('allows for typos when few movies match as written, and says so', async () => {
    const exact = await search('harbour');
    expect(exact.meta.matching).to.equal('exact');
    const body = await search('amelei');
    expect(body.data.map(({ id }: { id: number }) => id)).to.deep.equal([2]);
    expect(body.meta.matching).to.equal('fuzzy');
  });

  it('returns all movies, the most popular first, without a text', async () => {
    expect(await ids('')).to.deep.equal([1, 2, 5, 6, 3, 4]);
    expect((await search('')).meta).to.include({ total: 6, totalIsExact: true });
  });

  it('highlights matches in safe HTML', async () => {
    const [found] = (await search('casinos friends')).data;
    expect(found.highlights.overview[0]).to.include('<em>casinos</em>').and.include('&lt;b&gt;');
  });

  it('suggests a text that finds movies when nothing is found', async () => {
    const body = await search('"harbor elevn"');
    expect(body.data).to.deep.equal([]);
    expect(body.didYouMean).to.be.a('string');
    expect(await ids(body.didYouMean)).to.not.deep.equal([]);
  });

  it('counts each facet as if its own filter were off', async () => {
    const { facets, data } = await search('harbour', '&genre=35');
    expect(data.map(({ id }: { id: number }) => id)).to.deep.equal([4]);
    expect(facets.genre.buckets).to.have.deep.members([
      { key: '18', name: 'Drama', count: 2, selected: false },
      { key: '35', name: 'Comedy', count: 1, selected: true },
    ]);
    expect(facets.decade.buckets).to.deep.equal([{ key: '1990', name: '1990s', count: 1, selected: false }]);
  });
});
