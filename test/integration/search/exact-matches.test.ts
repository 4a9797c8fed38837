import { expect } from 'chai';
import { entities, movieLine } from '../../support/edition.js';
import { loadedEdition } from '../../support/loaded-edition.js';

const drama = [18, 'Drama'] as [number, string];
const comedy = [35, 'Comedy'] as [number, string];
const movie = (id: string, title: string, genre: [number, string], popularity: string): string =>
  movieLine({ id, title, original_title: title, genres: entities(genre), popularity });

/** Similar movies are more popular than exact ones, which come first all the same. */
const edition = [
  movie('1', 'Lighthouse', drama, '2'),
  movie('2', 'The Quiet Lighthouse', comedy, '1'),
  movie('3', 'Lightheuse Tales', drama, '50'),
  movie('4', 'The Quite Big House', comedy, '60'),
  movie('5', 'Something Else', drama, '70'),
];

describe('movies that have all words of a search, and movies that have similar ones', () => {
  const loaded = loadedEdition(edition);
  const search = async (query: string) => {
    const { status, body } = await loaded.api.get(`/v1/movies/search?q=${query}`);
    expect(status).to.equal(200);
    const { matching, exactMatches, total } = body.meta;
    return { ids: body.data.map(({ id }: { id: number }) => id), matching, exactMatches, total };
  };

  it('are told apart where one has them', async () => {
    expect(await search('quiet')).to.deep.equal({
      ids: [2, 4],
      matching: 'fuzzy',
      exactMatches: 1,
      total: 2,
    });
  });

  it('are told apart where two have them', async () => {
    expect(await search('lighthouse')).to.deep.equal({
      ids: [1, 2, 3],
      matching: 'fuzzy',
      exactMatches: 2,
      total: 3,
    });
  });

  it('are told apart within the filters', async () => {
    expect(await search('lighthouse&genre=18')).to.include({ exactMatches: 1, total: 2 });
    expect(await search('lighthouse&to=1900')).to.include({ exactMatches: 0, total: 0 });
  });

  it('are all similar where none has them', async () => {
    expect(await search('lighthuose')).to.include({ matching: 'fuzzy', exactMatches: 0 });
  });

  it('are not counted apart where enough have them', async () => {
    expect(await search('')).to.include({ matching: 'exact', exactMatches: undefined });
  });
});
