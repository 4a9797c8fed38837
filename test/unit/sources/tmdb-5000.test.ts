import { expect } from 'chai';
import { tmdb5000Columns } from '../../../src/sources/tmdb-5000.js';
import { csv, transformed } from '../../support/shape-files.js';

const movies = (columns: readonly string[], ...rows: Record<string, string>[]) =>
  csv(columns, ...rows.map((cells) => columns.map((column) => ({ title: 'A', ...cells })[column] ?? '')));

describe('tmdb-5000', () => {
  it('reads JSON in cells, escapes and all', async () => {
    const { movies: documents } = await transformed({
      'tmdb_5000_movies.csv': movies(tmdb5000Columns, {
        id: '1',
        genres: '[{"id": 18, "name": "Drama"}]',
        production_companies: '[{"name": "A \\"B\\" \\/ Caf\\u00e9 \\ud83c\\udf88", "id": 3}]',
        keywords: '[{"id": 7, "name": "sea"}, null]',
        spoken_languages: '[]',
      }),
    });
    expect(documents[0]).to.deep.include({
      genres: [{ id: 18, name: 'Drama' }],
      companies: [{ id: 3, name: 'A "B" / Café 🎈' }],
      keywords: [{ id: 7, name: 'sea' }],
      languages: [],
      issues: [],
    });
  });

  it('reads Python literals in cells, as people re-save them, and leaves empty what is neither', async () => {
    const { movies: documents } = await transformed({
      'tmdb_5000_movies.csv': movies(tmdb5000Columns, {
        id: '1',
        genres: "[{'id': 18, 'name': 'Drama'}]",
        production_companies: '[{"id": 3, "name": \'A\'}]',
        keywords: '[{"id": 7',
      }),
    });
    expect(documents[0]).to.deep.include({
      genres: [{ id: 18, name: 'Drama' }],
      companies: [{ id: 3, name: 'A' }],
      issues: ['keywords: literal'],
    });
  });

  it('takes `movie_id` for `id`, and 862.0 for 862', async () => {
    const columns = tmdb5000Columns.map((column) => (column === 'id' ? 'movie_id' : column));
    const { movies: documents, report } = await transformed({
      'tmdb_5000_movies.csv': movies(columns, { movie_id: '862.0', budget: '30000000.0', vote_count: '7.0' }),
      'tmdb_5000_credits.csv': csv(
        ['movie_id', 'title', 'cast', 'crew'],
        ['862.0', 'A', '[{"id": 31, "name": "Tom", "order": 0}]', '[]'],
      ),
    });
    expect(documents[0]).to.include({ id: 862, budget: 30_000_000, votes: 7, castCount: 1 });
    expect(report.ignored).to.equal(undefined);
    expect(report.files['tmdb_5000_credits.csv']).to.include({ rows: 1, orphans: 0 });
  });

  it('lacks cast and directors without its credits, and names the file', async () => {
    const { report } = await transformed({ 'tmdb_5000_movies.csv': movies(tmdb5000Columns, { id: '1' }) });
    expect(report.missing).to.deep.equal(['tmdb_5000_credits.csv']);
    expect(report.lacks).to.include.members(['imdbId', 'adult', 'cast', 'directors']);
  });
});
