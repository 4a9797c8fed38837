import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { csvLine } from '../../../../src/csv/csv-line.js';
import { DatasetError, InputNotFoundError } from '../../../../src/files/dataset-error.js';
import { readManifest } from '../../../../src/hydration/read-hydration.js';
import type { Movie } from '../../../../src/model/movie.js';
import type { Report } from '../../../../src/model/report.js';
import { transformEdition } from '../../../../src/transform/transform-edition.js';
import { type Cells, inTemporaryFolder, movieLine, moviesCsv, readNdjson } from '../../../support/edition.js';

type Corrected = { movies: Movie[]; report: Report };

/** Transforms an edition with corrections: rows of `id,field,value,source`, or the whole text of the file. */
function correct(movies: readonly Cells[], corrections: readonly string[][] | string): Promise<Corrected> {
  return inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'movies_metadata.csv'), moviesCsv(movies.map(movieLine)));
    const path = join(folder, 'fixes.csv');
    const header = csvLine(['id', 'field', 'value', 'source']);
    const text =
      typeof corrections === 'string'
        ? corrections
        : [header, ...corrections.map((cells) => csvLine(cells))].join('');
    await writeFile(path, text);
    const out = join(folder, 'out');
    const report = await transformEdition({ input: folder, out, corrections: path });
    expect((await readManifest(out)).quality.corrections).to.deep.equal(report.corrections);
    return { report, movies: (await readNdjson(join(out, 'movies.ndjson'))) as Movie[] };
  });
}

/** The message of the error, its folder removed. */
async function failureOf(movies: readonly Cells[], corrections: readonly string[][] | string) {
  const error = await correct(movies, corrections).then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error,
  );
  expect(error).to.be.instanceOf(DatasetError);
  return (error as Error).message.replace(/^.*fixes\.csv: /, '');
}

const source = 'https://example.org/report';

describe('corrections', () => {
  it('take the place of cells, so that every rule applies to them, and stand in the movie with their source', async () => {
    const { movies } = await correct(
      [
        { id: '1', budget: '8', revenue: '30000000', release_date: '10/30/95' },
        { id: '2', revenue: '5000' },
      ],
      [
        ['1', 'budget', '8000000', source],
        ['1', 'releaseDate', '1995-10-30', ' Annual report, p. 7 '],
      ],
    );
    expect(movies[0]).to.deep.include({
      budget: 8_000_000,
      profit: 22_000_000,
      budgetBand: 1_000_000,
      releaseDate: '1995-10-30',
      releaseYear: 1995,
      releaseMonth: 10,
      flags: ['corrected'],
      corrections: [
        { field: 'budget', reported: '8', source },
        { field: 'releaseDate', reported: '10/30/95', source: 'Annual report, p. 7' },
      ],
      issues: [],
    });
    expect(movies[1]).to.deep.include({ revenue: 5000, flags: [], corrections: [] });
  });

  it('apply to an edition in another shape as well, to fields that it lacks, too', async () => {
    await inTemporaryFolder(async (folder) => {
      const movie = {
        ...{ id: 7, title: 'A Film', status: 'Released', release_date: '1999-12-31' },
        ...{ budget: 8, revenue: 0, genres: [], production_companies: [] },
      };
      await writeFile(join(folder, 'movies.jsonl'), `${JSON.stringify(movie)}\n`);
      const corrections = join(folder, 'fixes.csv');
      const rows = [`7,budget,9000,${source}`, `7,tagline,Boo.,${source}`, `7,title,A Film,${source}`];
      await writeFile(corrections, `id,field,value,source\n${rows.join('\n')}\n`);
      const out = join(folder, 'out');
      const { shape, corrections: counted } = await transformEdition({
        input: join(folder, 'movies.jsonl'),
        out,
        corrections,
      });
      expect(shape).to.equal('tmdb-api');
      expect(counted).to.include({ applied: 2, unneeded: 1 });
      const [found] = (await readNdjson(join(out, 'movies.ndjson'))) as Movie[];
      expect(found).to.deep.include({
        budget: 9000,
        tagline: 'Boo.',
        flags: ['corrected'],
        corrections: [
          { field: 'budget', reported: '8', source },
          { field: 'tagline', reported: null, source },
        ],
      });
    });
  });

  it('are counted in report and manifest, by field, and those that the data set has already apart', async () => {
    const { report } = await correct(
      [
        { id: '1', revenue: '1000' },
        { id: '2', title: 'Old' },
        { id: '3', budget: '2000.0' },
      ],
      [
        ['1', 'revenue', '7000', source],
        ['2', 'title', 'New', source],
        ['2', 'revenue', '9000', source],
        ['3', 'budget', '2000', source],
      ],
    );
    expect(report.corrections).to.deep.equal({
      file: 'fixes.csv',
      rows: 4,
      applied: 3,
      unneeded: 1,
      fields: { revenue: 2, title: 1 },
    });
    expect(report.flags.corrected).to.equal(2);
    expect(report.totals.revenue).to.deep.equal({ sum: 16_000, known: 2 });
    expect(report.inputs.map(({ name }) => name)).to.deep.equal(['movies_metadata.csv', 'fixes.csv']);
  });

  it('make a value unknown where theirs is empty', async () => {
    const { movies } = await correct([{ id: '1', revenue: '30000000' }], [['1', 'revenue', '', source]]);
    expect(movies[0]).to.deep.include({
      revenue: null,
      corrections: [{ field: 'revenue', reported: '30000000', source }],
    });
  });

  it('apply to every row of a movie, and give a title to one that would be rejected for want of it', async () => {
    const { movies, report } = await correct(
      [
        { id: '1', title: '', vote_count: '1' },
        { id: '1', title: '', vote_count: '9' },
      ],
      [['1', 'title', 'Found', source]],
    );
    expect(movies.map(({ title, votes }) => [title, votes])).to.deep.equal([['Found', 9]]);
    expect(movies[0]?.corrections).to.deep.equal([{ field: 'title', reported: null, source }]);
    expect(report).to.include({ rejected: 0, duplicates: 1 });
  });

  for (const [field, value, expected] of [
    ['title', 'Another', 'Another'],
    ['originalTitle', 'Un autre', 'Un autre'],
    ['originalLanguage', 'fr', 'fr'],
    ['overview', 'Two\nlines.', 'Two\nlines.'],
    ['tagline', '', null],
    ['homepage', 'http://film.example/', 'http://film.example/'],
    ['imdbId', 'tt1234567', 'tt1234567'],
    ['status', 'Rumored', 'Rumored'],
    ['adult', 'true', true],
    ['video', 'true', true],
    ['releaseDate', '2001-02-03', '2001-02-03'],
    ['runtime', '121', 121],
    ['budget', '1000', 1000],
    ['revenue', '0', null],
  ] as const) {
    it(`can say that ${field} is ${JSON.stringify(value)}`, async () => {
      const { movies } = await correct(
        [{ id: '1', tagline: 'Boo.', revenue: '5000' }],
        [['1', field, value, source]],
      );
      expect(movies[0]?.[field]).to.equal(expected);
      expect(movies[0]?.corrections.map((one) => one.field)).to.deep.equal([field]);
    });
  }

  for (const [what, row, message] of [
    ['a movie that is not in the edition', ['7', 'budget', '5000', source], 'the edition has no movie 7'],
    ['no id', ['tt1', 'budget', '5000', source], "id is 'tt1'; it must be the TMDB id of a movie"],
    ['an unknown field', ['1', 'votes', '5', source], "field is 'votes'; these can be corrected: title, "],
    ['a name that every object has', ['1', 'toString', '5', source], "field is 'toString'"],
    ['no source', ['1', 'budget', '5000', ' '], 'source is empty'],
    ['a source without end', ['1', 'budget', '5000', 'x'.repeat(1001)], 'source has 1001 characters'],
    [
      'an unreadable amount',
      ['1', 'budget', '5 million', source],
      "value is '5 million'; budget must be whole US",
    ],
    [
      'an amount in millions',
      ['1', 'revenue', '8', source],
      "value is '8'; revenue must be whole US dollars",
    ],
    ['a date in another order', ['1', 'releaseDate', '30/10/1995', source], 'releaseDate must be a date as'],
    ['a date that does not exist', ['1', 'releaseDate', '1995-02-30', source], "value is '1995-02-30'"],
    ['an unknown status', ['1', 'status', 'released', source], 'status must be one of Released, Rumored'],
    ['an empty title', ['1', 'title', ' ', source], 'title must be a text'],
    ['too long a runtime', ['1', 'runtime', '1e9', source], 'runtime must be minutes up to 100000'],
    [
      'a language by its name',
      ['1', 'originalLanguage', 'French', source],
      'originalLanguage must be an ISO 639',
    ],
    ['control characters', ['1', 'adult', '\u001b[31m', source], "value is '\\x1b[31m'"],
    ['too few cells', ['1', 'budget', '5000'], '3 cells; a row has 4'],
  ] as const) {
    it(`are rejected with file and line: ${what}`, async () => {
      const first = ['1', 'tagline', 'Fine.', source];
      const found = await failureOf([{ id: '1' }], [first, [...row]]);
      expect(found)
        .to.match(/^line 3: /)
        .and.include(message);
    });
  }

  it('are rejected when one field of a movie is corrected twice, naming both lines', async () => {
    const row = ['1', 'budget', '5000', source];
    expect(await failureOf([{ id: '1' }], [row, ['1', 'revenue', '5000', source], row])).to.include(
      'line 4: movie 1 has a correction of budget on line 2 already',
    );
  });

  it('are rejected with all their mistakes, the first ten by name', async () => {
    const rows = Array.from({ length: 13 }, () => ['1', 'budget', 'much', source]);
    const found = await failureOf([{ id: '1' }], rows);
    expect(found.match(/line \d+/g)).to.have.length(10);
    expect(found).to.include('; and 3 more. Correct the file, or remove these rows');
  });

  it('are rejected when the header is another, or the file is empty', async () => {
    expect(await failureOf([{ id: '1' }], 'id,field,value\n1,budget,5000\n')).to.include('missing: source');
    expect(await failureOf([{ id: '1' }], '')).to.include('fixes.csv is empty');
  });

  it('are rejected when there is no such file, before the edition is looked at', async () => {
    await inTemporaryFolder(async (folder) => {
      for (const path of [join(folder, 'none.csv'), folder]) {
        const options = { input: join(folder, 'no-edition'), out: join(folder, 'out'), corrections: path };
        const error = await transformEdition(options).then(
          () => expect.fail('it did not fail'),
          (reason: Error) => reason,
        );
        expect(error).to.be.instanceOf(InputNotFoundError);
        expect(error.message).to.equal(
          `${path}: no such file of corrections; expected a CSV file with the columns id, field, value, source`,
        );
      }
    });
  });

  it('may have a BOM, columns in any order, further columns and blank lines', async () => {
    const text = `\uFEFFsource,note,value,field,id\r\n"A, B",x,5000,budget,1\r\n\r\n`;
    const { movies } = await correct([{ id: '1' }], text);
    expect(movies[0]?.corrections).to.deep.equal([{ field: 'budget', reported: '0', source: 'A, B' }]);
  });
});
