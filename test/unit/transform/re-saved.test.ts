import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { csvLine } from '../../../src/csv/csv-line.js';
import {
  creditsColumns,
  keywordsColumns,
  linksColumns,
  movieColumns,
  ratingsColumns,
} from '../../../src/sources/the-movies-dataset.js';
import { entities, inTemporaryFolder, type Transformed, transformFolder } from '../../support/edition.js';

type Row = Record<string, string>;
type Tables = Record<string, { columns: readonly string[]; rows: Row[] }>;

const tables: Tables = {
  'movies_metadata.csv': {
    columns: movieColumns,
    rows: [1, 2, 3].map((id) => ({
      adult: 'False',
      budget: id === 3 ? '0' : `${id}5000000`,
      genres: entities([18, 'Drama'], [35, "It's comedy"]),
      id: String(id),
      imdb_id: `tt000000${id}`,
      original_language: 'fr',
      overview: id === 2 ? 'Two lines,\nand a "quote".' : '',
      popularity: '21.946943',
      production_companies: entities([7, 'Studio']),
      release_date: id === 3 ? '' : `1999-12-${20 + id}`,
      revenue: '123456789',
      runtime: '81.0',
      status: 'Released',
      title: `Amélie ${id}`,
      video: 'False',
      vote_average: '7.7',
      vote_count: '5415',
    })),
  },
  'credits.csv': {
    columns: creditsColumns,
    rows: [1, 2].map((id) => ({
      cast: "[{'id': 7, 'name': 'Zoë', 'order': 0}]",
      crew: '[]',
      id: String(id),
    })),
  },
  'keywords.csv': { columns: keywordsColumns, rows: [{ id: '1', keywords: entities([9, 'love']) }] },
  'links.csv': {
    columns: linksColumns,
    rows: [
      { movieId: '101', imdbId: '0000001', tmdbId: '1' },
      { movieId: '102', imdbId: '0000002', tmdbId: '' },
    ],
  },
  'ratings.csv': {
    columns: ratingsColumns,
    rows: [1, 2, 3].map((user) => ({
      userId: String(user),
      movieId: '101',
      rating: '4.0',
      timestamp: '851527751',
    })),
  },
};

/** Writes the tables, after a program has changed their cells, and transforms them. */
const transform = (save: (table: Tables[string]) => string): Promise<Transformed> =>
  inTemporaryFolder(async (folder) => {
    for (const [name, table] of Object.entries(tables)) await writeFile(join(folder, name), save(table));
    return await transformFolder(folder, join(folder, 'out'));
  });

const toText = (
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  end: '\n' | '\r\n' = '\n',
) =>
  [columns, ...rows]
    .map((cells) =>
      csvLine(
        cells.map((cell) => cell || null),
        end,
      ),
    )
    .join('');

const plainly = ({ columns, rows }: Tables[string]): string =>
  toText(
    columns,
    rows.map((row) => columns.map((column) => row[column] ?? '')),
  );

const wholeNumbers = ['id', 'budget', 'revenue', 'vote_count', 'userId', 'movieId', 'tmdbId', 'timestamp'];

/** As `DataFrame.to_csv` does: an index in front, and whole numbers as floats where a column had gaps. */
const byPandas = ({ columns, rows }: Tables[string]): string =>
  toText(
    ['', ...columns],
    rows.map((row, index) => [
      String(index),
      ...columns.map((column) => {
        const cell = row[column] ?? '';
        return wholeNumbers.includes(column) && cell !== '' ? `${cell}.0` : cell;
      }),
    ]),
  );

/** As a spreadsheet does: its own dates, money, booleans and numbers, CR LF, a byte order mark, an empty column at the end. */
const bySpreadsheet = ({ columns, rows }: Tables[string]): string =>
  `\ufeff${toText(
    [...columns, ''],
    rows.map((row) => [
      ...columns.map((column) => {
        const cell = row[column] ?? '';
        if (column === 'release_date') return cell.replace(/(\d+)-(\d+)-(\d+)/, '$2/$3/$1 0:00');
        if (column === 'budget' || column === 'revenue') return `$${Number(cell).toLocaleString('en-US')}.00`;
        if (cell === 'False') return 'FALSE';
        return column === 'imdbId' || /^\d+\.0$/.test(cell) ? String(Number(cell)) : cell;
      }),
      '',
    ]),
    '\r\n',
  )}`;

const documentsOf = ({ report: _, ...documents }: Transformed) => documents;

describe('an edition that was opened and saved again', () => {
  let expected: Transformed;
  before(async () => {
    expected = await transform(plainly);
    expect(expected.rejected).to.deep.equal([]);
    expect(expected.movies.map(({ movieLens, cast }) => [movieLens?.count ?? 0, cast.length])).to.deep.equal([
      [3, 1],
      [0, 1],
      [0, 0],
    ]);
  });

  for (const [program, save] of Object.entries({ pandas: byPandas, 'a spreadsheet': bySpreadsheet })) {
    it(`has the same documents when ${program} has saved it`, async () => {
      const saved = await transform(save);
      expect(documentsOf(saved)).to.deep.equal(documentsOf(expected));
      expect(saved.report.issues).to.deep.equal({});
    });
  }
});
