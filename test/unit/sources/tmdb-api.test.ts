import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { rejectionOf, transformed } from '../../support/shape-files.js';

const movie = (id: unknown, more: object = {}) => ({
  id,
  title: `Movie ${id}`,
  release_date: '1999-12-31',
  status: 'Released',
  budget: 5_000_000,
  revenue: 0,
  genres: [{ id: 18, name: 'Drama' }],
  production_companies: [],
  popularity: 1.5,
  vote_count: 3,
  ...more,
});

const lines = (...values: unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

describe('tmdb-api', () => {
  const two = [movie(1), movie(2)];
  const forms: Record<string, string | Buffer> = {
    'array.json': JSON.stringify(two),
    'indented.json': JSON.stringify(two, null, 1),
    'results.json': JSON.stringify({ page: 1, results: two, total_pages: 1 }),
    'indented-results.json': JSON.stringify({ page: 1, results: two }, null, 2),
    'lines.jsonl': lines(...two),
    'lines.ndjson': lines(...two),
    'lines.json': lines(...two),
    'lines-without-end.jsonl': lines(...two).trimEnd(),
    'windows.jsonl': `\uFEFF${lines(...two).replaceAll('\n', '\r\n')}`,
    'blank.jsonl': `\n${lines(...two)}\n\n`,
    'array.json.gz': gzipSync(JSON.stringify(two)),
    'lines.jsonl.gz': gzipSync(lines(...two)),
    'long.json': JSON.stringify([movie(1, { overview: 'x'.repeat(3_000_000) }), movie(2)]),
  };
  for (const [name, data] of Object.entries(forms)) {
    it(`reads ${name}`, async () => {
      const { report, movies } = await transformed({ [name]: data });
      expect(report).to.include({ shape: 'tmdb-api', rejected: 0 });
      expect(
        movies.map(({ id, title, releaseYear, budget, revenue }) => [
          id,
          title,
          releaseYear,
          budget,
          revenue,
        ]),
      ).to.deep.equal([
        [1, 'Movie 1', 1999, 5_000_000, null],
        [2, 'Movie 2', 1999, 5_000_000, null],
      ]);
    });
  }

  it('reads values of any kind as a cell of a CSV file: null, text, numbers, truth values, lists as text', async () => {
    const { movies, report } = await transformed({
      'a.jsonl': lines(
        movie(1, { adult: true, runtime: null, budget: '30000000', imdb_id: 'tt12', vote_average: 7 }),
        movie('2', { genres: "[{'id': 16, 'name': 'Animation'}]", budget: { no: 'money' }, homepage: '' }),
      ),
    });
    expect(movies[0]).to.include({
      adult: true,
      runtime: null,
      budget: 30_000_000,
      imdbId: 'tt0000012',
      rating: 7,
    });
    expect(movies[1]).to.deep.include({
      id: 2,
      genres: [{ id: 16, name: 'Animation' }],
      issues: ['budget: money'],
    });
    expect(report.lacks)
      .to.include.members(['movieLens', 'keywords', 'cast', 'posterPath'])
      .and.not.include('adult');
  });

  it('takes keywords from `keywords.keywords` or `keywords.results`, and the name of a language in that language', async () => {
    const { movies } = await transformed({
      'a.jsonl': lines(
        movie(1, { keywords: { keywords: [{ id: 7, name: 'sea' }] } }),
        movie(2, { keywords: { results: [{ id: 7, name: 'sea' }] } }),
        movie(3, { spoken_languages: [{ english_name: 'German', iso_639_1: 'de', name: 'Deutsch' }] }),
      ),
    });
    expect(movies[0]?.keywords).to.deep.equal([{ id: 7, name: 'sea' }]);
    expect(movies[1]?.keywords).to.deep.equal(movies[0]?.keywords);
    expect(movies[2]?.languages).to.deep.equal([{ code: 'de', name: 'Deutsch' }]);
  });

  it('names keys that it does not know', async () => {
    const { report } = await transformed({
      'a.jsonl': lines(movie(1, { backdrop_path: null, watch_providers: {} })),
    });
    expect(report.ignored).to.deep.equal(['watch_providers']);
  });

  it('rejects a line that is no JSON, or no movie, with its line and its text', async () => {
    const broken = '{"id": 2, "title": "Cut';
    const { rejected, movies } = await transformed({
      'a.jsonl': `${lines(movie(1))}\n${broken}\n${lines('text', movie(0), movie(4, { title: ' ' }), movie(3))}`,
    });
    expect(movies.map(({ id }) => id)).to.deep.equal([1, 3]);
    expect(rejected.map(({ file, line, reason }) => [file, line, reason])).to.deep.equal([
      ['a.jsonl', 3, 'json'],
      ['a.jsonl', 4, 'json'],
      ['a.jsonl', 5, 'id'],
      ['a.jsonl', 6, 'title'],
    ]);
    expect(rejected[0]?.raw).to.equal(broken);
    expect(rejected[0]?.message).to.include('the line is no JSON: ');
  });

  it('reads on behind what TMDB answers about a movie that is gone', async () => {
    const gone = { success: false, status_code: 34, status_message: 'The resource could not be found.' };
    const { movies, rejected } = await transformed({ 'a.jsonl': lines(gone, movie(1)) });
    expect(movies).to.have.length(1);
    expect(rejected).to.have.length(1);
  });

  const array = JSON.stringify(two);
  const cut: [name: string, data: string, message: string][] = [
    ['in an object', array.slice(0, -20), 'a.json: line 1: the document ends too early. It was cut short'],
    ['behind an object', array.slice(0, -1), 'a.json: line 1: the document ends too early. It was cut short'],
    [
      'behind a comma',
      `${array.slice(0, -1)},`,
      'a.json: line 1: the document ends too early. It was cut short',
    ],
    ['in {"results": […', `{"results": ${array}`, 'It was cut short'],
    [
      'in its last line',
      lines(...two).slice(0, -20),
      'a.json: line 2: the file ends inside this object. It was cut short',
    ],
  ];
  for (const [name, data, message] of cut) {
    it(`rejects a file that is cut short ${name} (rule 18)`, async () => {
      expect(await rejectionOf({ 'a.json': data })).to.include(message);
    });
  }

  it('rejects a document that is no JSON, and what is no JSON at all', async () => {
    expect(await rejectionOf({ 'a.json': `[${JSON.stringify(movie(1))} nonsense ]` })).to.include(
      'FOLDER/a.json: the document is no JSON behind object ',
    );
    expect(await rejectionOf({ 'a.json': 'id,title\n1,A\n' })).to.include('neither a JSON array, nor');
    expect(await rejectionOf({ 'a.json': '{\n "movies": []\n}' })).to.include(
      'has no objects in an array "results"',
    );
  });
});
