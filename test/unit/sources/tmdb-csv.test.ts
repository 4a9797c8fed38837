import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { createEntityIndex } from '../../../src/transform/entity-index.js';
import { csv, transformed } from '../../support/shape-files.js';

const columns = [
  'id,title,vote_average,vote_count,status,release_date,revenue,runtime,adult,backdrop_path,budget,homepage,imdb_id',
  'original_language,original_title,overview,popularity,poster_path,tagline,genres,production_companies',
  'production_countries,spoken_languages,keywords',
]
  .join()
  .split(',');

const table = (names: readonly string[], ...rows: Record<string, string>[]) => ({
  'TMDB_movie_dataset_v11.csv': csv(
    names,
    ...rows.map((cells, at) =>
      names.map((column) => ({ id: String(at + 1), title: 'A', ...cells })[column] ?? ''),
    ),
  ),
});

const movieOf = async (cells: Record<string, string>, names = columns) => {
  const { movies } = await transformed(table(names, cells));
  const [movie] = movies;
  if (movie === undefined) throw new Error('the row was rejected');
  return movie;
};

/** Rule 21, written out once more. */
const idOf = (name: string): number =>
  Number(1_000_000_000_000n + (createHash('sha256').update(name).digest().readBigUInt64BE(0) >> 12n));

describe('tmdb-csv', () => {
  it('gives genres, countries and languages the ids of TMDB, by English and native names, historic ones too', async () => {
    const movie = await movieOf({
      genres: 'Science Fiction, TV Movie, Foreign',
      production_countries: 'Soviet Union, Yugoslavia, United States of America, Czechia',
      spoken_languages: 'German, 广州话 / 廣州話, No Language, Māori',
    });
    expect(movie.genres).to.deep.equal([
      { id: 878, name: 'Science Fiction' },
      { id: 10770, name: 'TV Movie' },
      { id: 10769, name: 'Foreign' },
    ]);
    expect(movie.countries).to.deep.equal([
      { code: 'SU', name: 'Soviet Union' },
      { code: 'YU', name: 'Yugoslavia' },
      { code: 'US', name: 'United States of America' },
      { code: 'CZ', name: 'Czech Republic' },
    ]);
    expect(movie.languages).to.deep.equal([
      { code: 'de', name: 'Deutsch' },
      { code: 'cn', name: '广州话 / 廣州話' },
      { code: 'xx', name: 'No Language' },
      { code: 'mi', name: 'Maori' },
    ]);
  });

  it('gives companies, keywords and what is on no list ids of their names, below 2^53', async () => {
    const movie = await movieOf({
      production_companies: 'Pathe\u0301 , Warner Bros. Pictures',
      keywords: 'sea',
      genres: 'Space Opera',
      production_countries: 'Ruritania',
    });
    expect(movie.companies).to.deep.equal([
      { id: idOf('Pathé'), name: 'Pathé' },
      { id: idOf('Warner Bros. Pictures'), name: 'Warner Bros. Pictures' },
    ]);
    expect(movie.keywords).to.deep.equal([{ id: idOf('sea'), name: 'sea' }]);
    expect(movie.genres).to.deep.equal([{ id: idOf('Space Opera'), name: 'Space Opera' }]);
    expect(movie.countries).to.deep.equal([{ code: String(idOf('Ruritania')), name: 'Ruritania' }]);
    for (const { id } of movie.companies) expect(Number.isSafeInteger(id) && id > 1e12).to.equal(true);
  });

  const legal: [cell: string, companies: string[]][] = [
    ['Quillon Films, Ltd., Toho Co., Ltd.', ['Quillon Films, Ltd.', 'Toho Co., Ltd.']],
    ['A, Inc., B, LLC, C, GmbH, D, S.p.A.', ['A, Inc.', 'B, LLC', 'C, GmbH', 'D, S.p.A.']],
    ['Jim Henson Company, The, Ltd Films, Co', ['Jim Henson Company, The', 'Ltd Films, Co']],
    ['Inc., A', ['Inc.', 'A']],
    ['A,B, C,  , D', ['A,B', 'C', 'D']],
  ];
  for (const [cell, companies] of legal) {
    it(`reads '${cell}' as ${companies.length} companies`, async () => {
      const movie = await movieOf({ production_companies: cell });
      expect(movie.companies.map(({ name }) => name)).to.deep.equal(companies);
    });
  }

  it('takes no keyword for a legal form', async () => {
    expect((await movieOf({ keywords: 'company, limited' })).keywords).to.have.length(2);
  });

  it('reads `[]` and empty cells as none, and lists with ids that a tool has re-saved', async () => {
    const movie = await movieOf({
      genres: '[]',
      production_companies: '[{"id": 3, "name": "Pixar"}]',
      spoken_languages: "[{'iso_639_1': 'en', 'name': 'English'}]",
    });
    expect(movie.genres).to.deep.equal([]);
    expect(movie.companies).to.deep.equal([{ id: 3, name: 'Pixar' }]);
    expect(movie.languages).to.deep.equal([{ code: 'en', name: 'English' }]);
  });

  for (const [cell, adult] of [
    ['TRUE', true],
    ['false', false],
    ['True', true],
    ['', null],
  ] as const) {
    it(`reads adult '${cell}' as ${adult}`, async () => {
      expect((await movieOf({ adult: cell })).adult).to.equal(adult);
    });
  }

  it('reads [] as nobody, in every list of people', async () => {
    const people = ['cast', 'director', 'director_of_photography', 'writers', 'producers', 'music_composer'];
    const { movies, people: found } = await transformed(
      table([...columns, ...people], Object.fromEntries(people.map((column) => [column, '[]']))),
    );
    expect(movies[0]).to.deep.include({ castCount: 0, crewCount: 0, directors: [], composers: [] });
    expect(found).to.have.length(0);
  });

  it('reads cast and crew of the file with 28 columns, and lacks what that has not', async () => {
    const wide = columns
      .filter((column) => !['adult', 'backdrop_path', 'homepage', 'keywords'].includes(column))
      .concat('cast', 'director', 'director_of_photography', 'writers', 'producers', 'music_composer')
      .concat('imdb_rating', 'imdb_votes');
    const { movies, report, people } = await transformed(
      table(wide, {
        cast: 'Zoë Marlow, Olaf Brink',
        director: 'Olaf Brink',
        writers: 'Ada Quill, Zoë Marlow',
        producers: 'Ada Quill',
        music_composer: 'Bo Lind',
      }),
    );
    const [zoe, olaf, ada, bo] = ['Zoë Marlow', 'Olaf Brink', 'Ada Quill', 'Bo Lind'].map((name) => ({
      id: idOf(name),
      name,
    }));
    expect(movies[0]).to.deep.include({
      castCount: 2,
      directors: [olaf],
      writers: [ada, zoe],
      producers: [ada],
      composers: [bo],
    });
    expect(movies[0]?.cast.map(({ name, order }) => [name, order])).to.deep.equal([
      ['Zoë Marlow', 0],
      ['Olaf Brink', 1],
    ]);
    expect(people).to.have.length(4);
    expect(report.ignored).to.equal(undefined);
    expect(report.lacks).to.include.members(['adult', 'homepage', 'keywords']).and.not.include('cast');
  });

  it('stops when two names have one id', () => {
    const companies = createEntityIndex();
    companies.add([
      { id: idOf('A'), name: 'A' },
      { id: idOf('A'), name: 'B' },
    ]);
    expect(() => companies.resolve()).to.throw(`the names "A" and "B" have the same id ${idOf('A')}`);
  });
});
