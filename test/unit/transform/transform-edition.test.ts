import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { DatasetError, InputNotFoundError } from '../../../src/files/dataset-error.js';
import type { Movie } from '../../../src/model/movie.js';
import { movieColumns } from '../../../src/sources/the-movies-dataset.js';
import { transformEdition } from '../../../src/transform/transform-edition.js';
import {
  type Cells,
  entities,
  inTemporaryFolder,
  movieLine,
  moviesCsv,
  transformLines,
} from '../../support/edition.js';

async function movieOf(cells: Cells): Promise<Movie> {
  const { movies } = await transformLines([movieLine({ id: '1', ...cells })]);
  return movies[0] as Movie;
}

async function failureOf(run: Promise<unknown>): Promise<Error> {
  return await run.then(
    () => new Error('it did not fail'),
    (error: Error) => error,
  );
}

describe('transformEdition', () => {
  describe('rule 1, cells', () => {
    it('reads Python literals with apostrophes, escapes and both quotes', async () => {
      const movie = await movieOf({
        production_companies: `[{'name': "O'Hara \\"Films\\"", 'id': 7}, {'name': 'Caf\\xe9', 'id': 8}]`,
      });
      expect(movie.companies).to.deep.equal([
        { id: 7, name: `O'Hara "Films"` },
        { id: 8, name: 'Café' },
      ]);
    });

    it('leaves the field empty when its literal cannot be read, and counts that as an issue of the movie', async () => {
      const { report, movies } = await transformLines([
        movieLine({ id: '5', genres: "[{'id': 16, 'name': 'Animation'", production_countries: 'False' }),
        movieLine({ id: '6' }),
      ]);
      expect(movies[0]).to.deep.include({
        genres: [],
        issues: ['genres: literal', 'production_countries: shape'],
      });
      expect(report.issues).to.deep.equal({
        'genres: literal': { count: 1, examples: [{ id: 5, line: 2 }] },
        'production_countries: shape': { count: 1, examples: [{ id: 5, line: 2 }] },
      });
    });

    it('keeps the entries it understands when one of them has no id', async () => {
      const movie = await movieOf({ genres: `[{'id': 16, 'name': 'Animation'}, {'name': 'Nameless'}, 3]` });
      expect(movie.genres).to.deep.equal([{ id: 16, name: 'Animation' }]);
      expect(movie.issues).to.deep.equal(['genres: shape']);
    });

    it('keeps text exactly as it stands, newlines and all', async () => {
      const movie = await movieOf({ title: ' A "Title"', overview: 'Line one.\n\nLine, two. ' });
      expect(movie).to.include({ title: ' A "Title"', overview: 'Line one.\n\nLine, two. ' });
    });

    it('reads the other columns: collection, countries, languages, runtime, tagline', async () => {
      const movie = await movieOf({
        belongs_to_collection: `{'id': 10, 'name': 'A Collection', 'poster_path': None, 'backdrop_path': '/b.jpg'}`,
        production_countries: `[{'iso_3166_1': 'FR', 'name': 'France'}]`,
        spoken_languages: `[{'iso_639_1': 'fr', 'name': 'Français'}]`,
        runtime: '81.0',
        tagline: 'Boo.',
        imdb_id: '114709',
        adult: 'True',
      });
      expect(movie).to.deep.include({
        collection: { id: 10, name: 'A Collection' },
        countries: [{ code: 'FR', name: 'France' }],
        languages: [{ code: 'fr', name: 'Français' }],
        runtime: 81,
        tagline: 'Boo.',
        imdbId: 'tt0114709',
        adult: true,
        video: false,
      });
    });
  });

  it('rule 23: weights each rating by the prior of the rows that are kept, which the manifest states', async () => {
    const { report, movies } = await transformLines([
      movieLine({ id: '1', vote_average: '8.0', vote_count: '100' }),
      movieLine({ id: '2', vote_average: '2.0', vote_count: '1' }),
      movieLine({ id: '2', vote_average: '4.0', vote_count: '300' }),
      movieLine({ id: '3', vote_average: '0.0', vote_count: '0' }),
    ]);
    expect(report.ratingPrior).to.deep.equal({ mean: 6, votes: 300, movies: 2 });
    expect(movies.map(({ weightedRating }) => weightedRating)).to.deep.equal([6.5, 5, null]);
    expect(movies.map(({ ratingVotes }) => ratingVotes)).to.deep.equal([800, 1200, null]);
    expect(report.coverage).to.include({ weightedRating: 2 });
  });

  it('rule 2: joins a record split inside its overview, and counts it as repaired', async () => {
    const line = movieLine({ id: '9', overview: 'HALVES', title: 'Torn' });
    const { report, movies } = await transformLines([
      movieLine({ id: '8' }),
      line.replace('HALVES', 'First half.\n Second half.'),
    ]);
    expect(movies[1]).to.include({ id: 9, title: 'Torn', overview: 'First half.\n Second half.' });
    expect(report).to.include({ repaired: 1, rejected: 0, movies: 2, rows: 3 });
  });

  it('rules 2 and 3: rejects rows with a wrong number of cells, a bad id or no title, with line, reason and raw row', async () => {
    const short = 'False,,0';
    const badId = movieLine({ id: '1997-08-20', title: 'Ghost', overview: 'two\nlines' });
    const noTitle = movieLine({ id: '3', title: ' ' });
    const long = `${movieLine({ id: '4' })},extra`;
    const { report, rejected } = await transformLines([
      movieLine({ id: '1' }),
      short,
      badId,
      noTitle,
      long,
      '',
    ]);
    expect(report).to.include({ movies: 1, rejected: 5, rows: 6 });
    const file = 'movies_metadata.csv';
    expect(rejected).to.deep.equal([
      {
        file,
        line: 3,
        column: null,
        reason: 'fieldCount',
        message: '3 cells; a row has 24 cells',
        raw: short,
      },
      {
        file,
        line: 4,
        column: 'id',
        reason: 'id',
        message: "id is '1997-08-20'; it must be a positive integer",
        raw: badId,
      },
      { file, line: 6, column: 'title', reason: 'title', message: 'title is empty', raw: noTitle },
      {
        file,
        line: 7,
        column: null,
        reason: 'fieldCount',
        message: '25 cells; a row has 24 cells',
        raw: long,
      },
      {
        file,
        line: 8,
        column: null,
        reason: 'fieldCount',
        message: 'a blank line; a row has 24 cells',
        raw: '',
      },
    ]);
  });

  describe('rule 4, duplicates', () => {
    it('keeps the row with more votes, at equal counts the later one', async () => {
      const { report, movies } = await transformLines([
        movieLine({ id: '1', vote_count: '9', title: 'More votes' }),
        movieLine({ id: '1', vote_count: '8', title: 'Fewer votes' }),
        movieLine({ id: '2', vote_count: '5', title: 'Earlier' }),
        movieLine({ id: '2', vote_count: '5', title: 'Later' }),
        movieLine({ id: '3', vote_count: '0', title: 'Zero' }),
        movieLine({ id: '3', vote_count: '', title: 'Unknown' }),
      ]);
      expect(movies.map(({ title }) => title)).to.deep.equal(['More votes', 'Later', 'Zero']);
      expect(report).to.include({ movies: 3, duplicates: 3 });
    });

    it('lists the duplicates that differ, and in what; identical ones are only counted', async () => {
      const { report } = await transformLines([
        movieLine({ id: '1', vote_count: '9', popularity: '2.5' }),
        movieLine({ id: '1', vote_count: '8', popularity: '3.5' }),
        movieLine({ id: '2' }),
        movieLine({ id: '2' }),
        movieLine({ id: '2' }),
      ]);
      expect(report.duplicates).to.equal(3);
      expect(report.conflicts).to.deep.equal([
        {
          id: 1,
          keptLine: 2,
          droppedLine: 3,
          differences: { popularity: { kept: 2.5, dropped: 3.5 }, votes: { kept: 9, dropped: 8 } },
        },
      ]);
    });
  });

  it('rules 5 and 6: 0 is unknown, 1 to 999 is suspect, profit needs both', async () => {
    const { report, movies } = await transformLines([
      movieLine({ id: '1', budget: '30000000', revenue: '373554033' }),
      movieLine({ id: '2', budget: '8', revenue: '5000' }),
      movieLine({ id: '3', budget: '999', revenue: '1' }),
      movieLine({ id: '4', budget: '1000', revenue: '0' }),
      movieLine({ id: '5', budget: '9000', revenue: '2000' }),
      movieLine({ id: '6', budget: '/poster.jpg', revenue: '' }),
    ]);
    const money = movies.map(({ budget, revenue, profit, flags }) => [budget, revenue, profit, flags.join()]);
    expect(money).to.deep.equal([
      [30_000_000, 373_554_033, 343_554_033, ''],
      [null, 5000, null, 'suspectUnits'],
      [null, null, null, 'suspectUnits'],
      [1000, null, null, ''],
      [9000, 2000, -7000, ''],
      [null, null, null, ''],
    ]);
    expect(movies[5]?.issues).to.deep.equal(['budget: money']);
    expect(report.flags.suspectUnits).to.equal(2);
    expect(report.totals).to.deep.equal({
      budget: { sum: 30_010_000, known: 3 },
      revenue: { sum: 373_561_033, known: 3 },
      profit: { sum: 343_547_033, known: 2 },
    });
  });

  it('rule 7: reads ISO and M/D/YYYY dates; M/D/YY is flagged, anything else an issue, and both are undated', async () => {
    const dates = ['1995-10-30', '10/30/1995', '10/30/95', 'sometime', ''];
    const { report, movies } = await transformLines(
      dates.map((release_date, index) => movieLine({ id: String(index + 1), release_date })),
    );
    expect(movies.map(({ releaseDate, releaseYear }) => [releaseDate, releaseYear])).to.deep.equal([
      ['1995-10-30', 1995],
      ['1995-10-30', 1995],
      [null, null],
      [null, null],
      [null, null],
    ]);
    expect(movies[2]?.flags).to.deep.equal(['ambiguousDate']);
    expect(movies[3]?.issues).to.deep.equal(['release_date: date']);
    expect(report).to.deep.include({
      undated: 3,
      flags: { suspectUnits: 0, ambiguousDate: 1, absurdScore: 0, corrected: 0 },
    });
  });

  it('rule 8: scores that cannot be true are unknown, with a flag', async () => {
    const absurd = { popularity: null, rating: null, runtime: null };
    const movie = await movieOf({ popularity: '1e308', vote_average: '10.1', runtime: '100001' });
    expect(movie).to.deep.include({ ...absurd, flags: ['absurdScore'] });
    const most = await movieOf({ popularity: '1000000', vote_average: '10', runtime: '100000' });
    expect(most).to.deep.include({ popularity: 1_000_000, rating: 10, runtime: 100_000, flags: [] });
  });

  it('rule 8: popularity and votes are finite and not negative; zero votes are a real zero', async () => {
    const movie = await movieOf({ popularity: '-1', vote_average: 'nan', vote_count: '0' });
    expect(movie).to.include({ popularity: null, rating: null, votes: 0 });
    expect(movie.issues).to.deep.equal(['popularity: number', 'vote_average: number']);
  });

  describe('rule 9, entities', () => {
    it('counts a movie once for each entity, however often its cell repeats it', async () => {
      const { movies, genres } = await transformLines([
        movieLine({ id: '1', genres: entities([18, 'Drama'], [18, 'Drama'], [18, 'Dramas']) }),
      ]);
      expect(movies[0]?.genres).to.deep.equal([{ id: 18, name: 'Drama' }]);
      expect(genres[0]).to.include({ id: 18, movies: 1 });
    });

    it('names an entity by its most frequent spelling, at a tie the alphabetically first, everywhere', async () => {
      const companies = (...names: string[]) =>
        entities(...names.map((name, i) => [i + 1, name] as [number, string]));
      const { movies, companies: documents } = await transformLines([
        movieLine({ id: '1', production_companies: companies('MGM', 'Zeta') }),
        movieLine({ id: '2', production_companies: companies('M.G.M.', 'Alpha') }),
        movieLine({ id: '3', production_companies: companies('MGM') }),
      ]);
      expect(documents.map(({ name, spellings }) => [name, spellings])).to.deep.equal([
        ['MGM', ['MGM', 'M.G.M.']],
        ['Alpha', ['Alpha', 'Zeta']],
      ]);
      expect(movies.map((movie) => movie.companies.map(({ name }) => name))).to.deep.equal([
        ['MGM', 'Alpha'],
        ['MGM', 'Alpha'],
        ['MGM'],
      ]);
    });

    it('counts no names and movies of dropped rows', async () => {
      const { companies } = await transformLines([
        movieLine({ id: '1', vote_count: '1', production_companies: entities([1, 'Old'], [2, 'Gone']) }),
        movieLine({ id: '1', vote_count: '1', production_companies: entities([1, 'Old'], [2, 'Gone']) }),
        movieLine({ id: '1', vote_count: '9', production_companies: entities([1, 'New']) }),
      ]);
      expect(companies).to.have.length(1);
      expect(companies[0]).to.deep.include({ name: 'New', spellings: ['New'], movies: 1 });
    });

    it('keeps companies of one name apart by their ids', async () => {
      const { companies } = await transformLines([
        movieLine({ id: '1', production_companies: entities([5, 'Canal+'], [3, 'Canal+']) }),
      ]);
      expect(companies.map(({ id, name }) => [id, name])).to.deep.equal([
        [3, 'Canal+'],
        [5, 'Canal+'],
      ]);
    });
  });

  it('rule 11: an entity counts released movies with a known year, and the others beside them', async () => {
    const production_companies = entities([1, 'Studio']);
    const { report, companies } = await transformLines([
      movieLine({ id: '1', production_companies, release_date: '2001-01-01' }),
      movieLine({ id: '2', production_companies, release_date: '1999-01-01' }),
      movieLine({ id: '3', production_companies, release_date: '1950-01-01', status: 'Rumored' }),
      movieLine({ id: '4', production_companies, release_date: '' }),
      movieLine({ id: '5', production_companies, release_date: '', status: '' }),
    ]);
    expect(companies[0]).to.deep.equal({
      id: 1,
      name: 'Studio',
      spellings: ['Studio'],
      movies: 2,
      firstYear: 1999,
      lastYear: 2001,
      undated: 2,
      unreleased: 2,
    });
    expect(report).to.include({ undated: 2, unreleased: 2 });
  });

  it('finds columns by name, in any order', async () => {
    await inTemporaryFolder(async (folder) => {
      const order = [...movieColumns].reverse();
      const cells: Cells = { id: '7', title: 'Backwards', status: 'Released' };
      const row = order.map((column) => cells[column] ?? '').join(',');
      await writeFile(join(folder, 'movies_metadata.csv'), `${order.join(',')}\n${row}\n`);
      const report = await transformEdition({ input: folder, out: join(folder, 'out') });
      expect(report).to.include({ movies: 1, rejected: 0 });
    });
  });

  it('gives the same bytes for the same input', async () => {
    await inTemporaryFolder(async (folder) => {
      await writeFile(
        join(folder, 'movies_metadata.csv'),
        moviesCsv([movieLine({ id: '1' }), movieLine({ id: '1' })]),
      );
      const outputs: string[] = [];
      for (const name of ['a', 'b']) {
        await transformEdition({ input: folder, out: join(folder, name) });
        const files = (await readdir(join(folder, name))).sort();
        outputs.push(
          (await Promise.all(files.map((file) => readFile(join(folder, name, file), 'utf8')))).join('\0'),
        );
      }
      expect(outputs[0]).to.equal(outputs[1]);
    });
  });

  describe('an input that is no edition', () => {
    const cases: [string, (folder: string) => Promise<unknown>, string][] = [
      [
        'an input that is not there',
        async () => {},
        'no such file or folder; expected the folder of an edition',
      ],
      ['a file that is no zip', (path) => writeFile(path, 'x'), 'is not a zip but'],
      ['a folder without the file', (path) => mkdir(path), 'holds no movies_metadata.csv'],
      [
        'an empty file',
        async (path) => {
          await mkdir(path);
          await writeFile(join(path, 'movies_metadata.csv'), '');
        },
        'is empty',
      ],
      [
        'missing and unknown columns',
        async (path) => {
          await mkdir(path);
          const header = movieColumns.join(',').replace('revenue', 'takings');
          await writeFile(join(path, 'movies_metadata.csv'), `${header}\n`);
        },
        "missing: revenue; unknown or repeated: 'takings'",
      ],
      [
        'no usable row',
        async (path) => {
          await mkdir(path);
          await writeFile(join(path, 'movies_metadata.csv'), moviesCsv([movieLine({ id: 'x' }), '']));
        },
        'only 0 of 2 rows are usable; at least 50 % must be',
      ],
    ];
    for (const [name, arrange, message] of cases) {
      it(`is rejected with its reason: ${name}`, async () => {
        await inTemporaryFolder(async (folder) => {
          const input = join(folder, 'edition');
          const out = join(folder, 'out');
          await arrange(input);
          const failure = await failureOf(transformEdition({ input, out }));
          const isThere = name !== 'an input that is not there';
          expect(failure).to.be.instanceOf(isThere ? DatasetError : InputNotFoundError);
          expect(failure.message).to.include(message).and.include(folder);
          const left = await readdir(out).catch(() => []);
          expect(left).to.deep.equal([]);
        });
      });
    }
  });

  it('leaves an earlier, complete output as it was when the next run fails', async () => {
    await inTemporaryFolder(async (folder) => {
      const file = join(folder, 'movies_metadata.csv');
      const out = join(folder, 'out');
      await writeFile(file, moviesCsv([movieLine({ id: '1' })]));
      await transformEdition({ input: folder, out });
      const before = await readFile(join(out, 'manifest.json'), 'utf8');
      await writeFile(file, moviesCsv(['broken']));
      await failureOf(transformEdition({ input: folder, out }));
      expect(await readFile(join(out, 'manifest.json'), 'utf8')).to.equal(before);
      expect((await readdir(out)).sort()).to.deep.equal([
        'collections.ndjson',
        'companies.ndjson',
        'genres.ndjson',
        'keywords.ndjson',
        'manifest.json',
        'movies.ndjson',
        'people.ndjson',
        'rejected.ndjson',
        'report.json',
      ]);
    });
  });
});
