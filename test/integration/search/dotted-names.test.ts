import { expect } from 'chai';
import { entities, movieLine } from '../../support/edition.js';
import { loadedEdition } from '../../support/loaded-edition.js';

const studios: [number, string][] = [
  [1, 'J.K. Simmons'],
  [2, 'A.J. Cook'],
  [3, 'R. L. Stine'],
  [4, 'Jackson Simmons'],
];
const edition = [
  movieLine({ id: '1', title: 'E.T. the Extra-Terrestrial', popularity: '5' }),
  movieLine({ id: '2', title: 'Eternal Harbour', popularity: '50', vote_count: '5000' }),
  movieLine({ id: '3', title: 'L.A. Confidential', popularity: '5' }),
  movieLine({ id: '4', title: 'La La Harbour', popularity: '50', vote_count: '9000' }),
  movieLine({ id: '5', title: '20,000 Leagues Under the Sea', popularity: '1' }),
  movieLine({ id: '6', title: 'M*A*S*H', popularity: '1', production_companies: entities(...studios) }),
  movieLine({ id: '7', title: 'トトロ', popularity: '1' }),
];

describe('names with dots, asterisks and commas', () => {
  const loaded = loadedEdition(edition);
  const get = async (path: string, q: string) =>
    (await loaded.api.get(`/v1/${path}?q=${encodeURIComponent(q)}`)).body.data;

  const movies: [string, number][] = [
    ['E.T.', 1],
    ['e.t', 1],
    ['L.A.', 3],
    ['LA Confidential', 3],
    ['20,000 Leagues', 5],
    ['20000 leagues', 5],
    ['M*A*S*H', 6],
    ['MASH', 6],
    ['ﾄﾄﾛ', 7],
  ];
  for (const [q, id] of movies) {
    it(`find their movie first, in search and suggestions: ${q}`, async () => {
      expect((await get('movies/search', q))[0]?.id, 'search').to.equal(id);
      expect((await get('suggest', q)).movies[0]?.id, 'suggest').to.equal(id);
    });
  }

  const names: [string, number][] = [
    ['J.K. Simmons', 1],
    ['J. K. Simmons', 1],
    ['JK Simmons', 1],
    ['A.J. Cook', 2],
    ['aj cook', 2],
    ['R.L. Stine', 3],
    ['RL Stine', 3],
  ];
  for (const [q, id] of names) {
    it(`find their name first, in look-ups and suggestions: ${q}`, async () => {
      expect((await get('companies', q))[0]?.id, 'look-up').to.equal(id);
      expect((await get('suggest', q)).companies[0]?.id, 'suggest').to.equal(id);
    });
  }
});
