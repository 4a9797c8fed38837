import { expect } from 'chai';
import { movieColumns } from '../../../src/sources/the-movies-dataset.js';
import { tmdb5000Columns } from '../../../src/sources/tmdb-5000.js';
import { csv, rejectionOf, transformed } from '../../support/shape-files.js';

const row = (columns: readonly string[], cells: Record<string, string> = {}) =>
  columns.map((column) => ({ id: '1', title: 'A', ...cells })[column] ?? '');

const tmdbCsv = [
  'id,title,vote_average,vote_count,status,release_date,revenue,runtime,budget,imdb_id,original_language,original_title',
  'overview,popularity,tagline,genres,production_companies,production_countries,spoken_languages',
]
  .join()
  .split(',');

const table = (columns: readonly string[]) => csv(columns, row(columns));

describe('the shape of an edition', () => {
  const byColumns = [
    ['the-movies-dataset', movieColumns],
    ['tmdb-5000', tmdb5000Columns],
    ['tmdb-csv', tmdbCsv],
  ] as const;
  for (const [shape, columns] of byColumns) {
    it(`is ${shape} by its columns, in any order, with others beside them, whatever the name`, async () => {
      const turned = [...columns, 'a new one', 'Unnamed: 0'].reverse();
      const { report } = await transformed({ 'my movies.csv': table(turned), 'readme.txt': 'x' });
      expect(report).to.include({ shape, movies: 1, moviesFile: 'my movies.csv' });
      expect(report.ignored).to.deep.equal(['Unnamed: 0', 'a new one']);
    });
  }

  it('prefers the file under its published name to others with the same columns', async () => {
    const files = { 'a.csv': table(tmdbCsv), 'TMDB_all_movies.csv': table(tmdbCsv) };
    expect((await transformed(files)).report.moviesFile).to.equal('TMDB_all_movies.csv');
  });

  const rejected: [name: string, files: Record<string, string>, message: string][] = [
    [
      'two files with movies',
      { 'a.csv': table(tmdbCsv), 'b.csv': table(tmdbCsv) },
      "FOLDER holds several files with movies: 'a.csv', 'b.csv'; which one counts cannot be told",
    ],
    [
      'two JSON files',
      { 'a.json': '[]', 'b.jsonl': '{}' },
      "FOLDER holds several files with movies: 'a.json', 'b.jsonl'",
    ],
    [
      'columns of no shape, naming them, the shapes tried and what they miss',
      { 'a.csv': csv(['id', 'name'], ['1', 'A']) },
      "FOLDER/a.csv: line 1: the columns are those of no shape that is read. Found: 'id', 'name'. Tried: the-movies-dataset (missing: adult,",
    ],
    [
      'one column that is missing, for each shape tried',
      { 'a.csv': table(tmdbCsv.filter((column) => column !== 'revenue')) },
      'tmdb-csv (missing: revenue)',
    ],
    [
      'a column that is missing from a file under its published name',
      { 'tmdb_5000_movies.csv': table(tmdb5000Columns.filter((column) => column !== 'revenue')) },
      'FOLDER/tmdb_5000_movies.csv: line 1: the header is not the one expected (missing: revenue',
    ],
    [
      'a file of another shape under a published name, which --shape solves',
      { 'movies_metadata.csv': table(tmdbCsv) },
      'Tried: the-movies-dataset; --shape tries another shape',
    ],
    [
      'semicolons',
      { 'a.csv': `${tmdbCsv.join(';')}\n` },
      'FOLDER/a.csv: line 1: the columns are separated by semicolons',
    ],
    [
      'JSON objects that are no movies, naming their keys',
      { 'a.json': '[{"id": 1, "name": "A"}]' },
      "FOLDER/a.json: the objects are no details of movies (missing: title, release_date, status, budget, revenue, genres, production_companies). Found: 'id', 'name'. Tried: tmdb-api",
    ],
    [
      'nothing that can be an edition',
      { 'readme.txt': 'x' },
      'FOLDER holds no movies_metadata.csv, which an edition must have; it holds "readme.txt". Other shapes have instead: TMDB_movie_dataset_v11.csv, tmdb_5000_movies.csv, movies.jsonl',
    ],
  ];
  for (const [name, files, message] of rejected) {
    it(`is not found in ${name}`, async () => {
      expect(await rejectionOf(files)).to.include(message);
    });
  }

  it('is the one that is given, and no other is tried', async () => {
    const message = await rejectionOf({ 'a.csv': table(tmdbCsv) }, { shape: 'tmdb-5000' });
    expect(message)
      .to.include('Tried: tmdb-5000 (missing: homepage, keywords)')
      .and.not.include('tmdb-csv (');
  });
});
