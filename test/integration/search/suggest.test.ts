import { expect } from 'chai';
import { entities, movieLine } from '../../support/edition.js';
import { loadedEdition } from '../../support/loaded-edition.js';

const lantern = [3, 'Lantern Row'] as [number, string];
const landing = [4, 'Landing Films'] as [number, string];

const edition = [
  movieLine({
    id: '1',
    title: 'Land of Lakes',
    popularity: '9',
    production_companies: entities(lantern, landing),
    belongs_to_collection: "{'id': 50, 'name': 'The Land Collection'}",
  }),
  movieLine({ id: '2', title: 'The Landlord', popularity: '20', production_companies: entities(lantern) }),
  movieLine({ id: '3', title: 'Élan', popularity: '5', release_date: '' }),
  movieLine({ id: '4', title: 'Land', popularity: '1' }),
];

describe('suggestions while a text is typed', () => {
  const loaded = loadedEdition(edition);
  const suggest = async (q: string, more = '') =>
    loaded.api.get(`/v1/suggest?q=${encodeURIComponent(q)}${more}`);

  it('come in groups, whole names first, then by popularity', async () => {
    const { status, body } = await suggest('land');
    expect(status).to.equal(200);
    expect(body.data).to.deep.equal({
      movies: [
        { id: 4, name: 'Land', year: 1999 },
        { id: 2, name: 'The Landlord', year: 1999 },
        { id: 1, name: 'Land of Lakes', year: 1999 },
      ],
      companies: [{ id: 4, name: 'Landing Films', movies: 1 }],
      people: [],
      collections: [{ id: 50, name: 'The Land Collection', movies: 1 }],
    });
  });

  it('begin with two letters; a single letter is invalid', async () => {
    expect((await suggest('la')).body.data.companies.map(({ id }: { id: number }) => id)).to.deep.equal([
      3, 4,
    ]);
    const { status, body } = await suggest('l');
    expect(status).to.equal(400);
    expect(body.errors[0]).to.include({ parameter: 'q', value: 'l' });
  });

  it('ignore case and accents, and match the last word as a prefix', async () => {
    expect((await suggest('ELA')).body.data.movies).to.deep.equal([{ id: 3, name: 'Élan', year: null }]);
    expect((await suggest('lantern r')).body.data.companies).to.deep.equal([
      { id: 3, name: 'Lantern Row', movies: 2 },
    ]);
    expect((await suggest('row lant')).body.data.companies).to.have.length(1);
  });

  it('allow for a typo in a group without an exact match', async () => {
    expect((await suggest('lentern')).body.data.companies).to.deep.equal([
      { id: 3, name: 'Lantern Row', movies: 2 },
    ]);
    expect((await suggest('landlrod')).body.data.movies).to.deep.equal([
      { id: 2, name: 'The Landlord', year: 1999 },
    ]);
  });

  it('are at most `limit` per group', async () => {
    expect((await suggest('land', '&limit=1')).body.data.movies).to.have.length(1);
    expect((await suggest('land', '&limit=0')).status).to.equal(400);
  });
});
