import { expect } from 'chai';
import { type PythonValue, pythonRepr } from '../../../sample/python-repr.js';
import { maxCast, maxCrew } from '../../../src/model/movie.js';
import { entities, transformFiles } from '../../support/edition.js';

const creditsHeader = ['cast', 'crew', 'id'];
const keywordsHeader = ['id', 'keywords'];
const linksHeader = ['movieId', 'imdbId', 'tmdbId'];
const ratingsHeader = ['userId', 'movieId', 'rating', 'timestamp'];

type Entry = Record<string, PythonValue>;
const actor = (id: number, name: string, order = 0, more: Entry = {}): Entry => ({
  cast_id: 1,
  character: 'Herself',
  credit_id: 'c',
  gender: 0,
  id,
  name,
  order,
  profile_path: null,
  ...more,
});
const worker = (id: number, name: string, job: string, more: Entry = {}): Entry => ({
  credit_id: 'c',
  department: 'A Department',
  gender: 0,
  id,
  job,
  name,
  profile_path: null,
  ...more,
});
const credits = (id: string, cast: readonly Entry[], crew: readonly Entry[] = []) => [
  pythonRepr(cast),
  pythonRepr(crew),
  id,
];
const withCredits = (movies: { id: string; [key: string]: string }[], ...rows: string[][]) =>
  transformFiles(movies, { 'credits.csv': [creditsHeader, ...rows] });

const one = [{ id: '1' }];

describe('transformEdition, the files beside movies_metadata.csv', () => {
  it('leaves their fields empty when they are missing, and still writes every file', async () => {
    const { movies, people, keywords, collections, report } = await transformFiles(one, {});
    expect(movies[0]).to.deep.include({
      movieLensId: null,
      movieLens: null,
      keywords: [],
      cast: [],
      castCount: 0,
      crew: [],
      crewCount: 0,
      directors: [],
      writers: [],
      producers: [],
      composers: [],
    });
    expect([people, keywords, collections]).to.deep.equal([[], [], []]);
    expect(report).to.deep.include({ people: 0, keywords: 0, files: {}, links: null, ratings: null });
  });

  it('rejects a file that is empty or has another header, naming it', async () => {
    const failure = async (rows: string[][]) =>
      await transformFiles(one, { 'keywords.csv': rows }).then(
        () => '',
        (error: Error) => error.message,
      );
    expect(await failure([])).to.include('keywords.csv is empty');
    expect(await failure([['id', 'words']]))
      .to.include('keywords.csv: line 1: the header')
      .and.include("'words'");
  });

  it('passes over columns that it does not know in every file, and names them', async () => {
    const { report, movies } = await transformFiles([{ id: '1' }], {
      'credits.csv': [
        ['cast', 'crew', 'id', 'new'],
        ["[{'id': 7, 'name': 'Zoë', 'order': 0}]", '[]', '1', 'x'],
      ],
      'links.csv': [
        ['movieId', 'imdbId', 'tmdbId', 'new'],
        ['5', '1', '1', 'x'],
      ],
      'ratings.csv': [
        ['userId', 'movieId', 'rating', 'timestamp', 'new'],
        ['1', '5', '4.0', '1', 'x'],
      ],
    });
    expect(movies[0]).to.include({ castCount: 1, movieLensId: 5 });
    expect(movies[0]?.movieLens).to.include({ count: 1, mean: 4 });
    for (const name of ['credits.csv', 'links.csv', 'ratings.csv']) {
      expect(report.files[name]?.ignored, name).to.deep.equal(['new']);
    }
  });

  it('writes the rejected rows of all files into rejected.ndjson', async () => {
    const { rejected, report } = await transformFiles(one, {
      'credits.csv': [creditsHeader, ['[]', '[]'], ['[]', '[]', 'x']],
      'keywords.csv': [keywordsHeader, ['0', '[]']],
      'links.csv': [linksHeader, ['', '1', '1'], ['7', '1', 'nan']],
      'ratings.csv': [
        ratingsHeader,
        ['1', 'x', '3.0', '0'],
        ['1', '7', '5.5', '0'],
        ['1', '7', '', '0'],
        [''],
      ],
    });
    expect(rejected.map(({ file, line, column, reason }) => [file, line, column, reason])).to.deep.equal([
      ['credits.csv', 2, null, 'fieldCount'],
      ['credits.csv', 3, 'id', 'id'],
      ['keywords.csv', 2, 'id', 'id'],
      ['links.csv', 2, 'movieId', 'id'],
      ['links.csv', 3, 'tmdbId', 'id'],
      ['ratings.csv', 2, 'movieId', 'id'],
      ['ratings.csv', 3, 'rating', 'rating'],
      ['ratings.csv', 4, 'rating', 'rating'],
      ['ratings.csv', 5, null, 'fieldCount'],
    ]);
    expect(rejected[6]).to.include({
      message: "rating is '5.5'; it must be one of 0.5, 1, 1.5 … 5",
      raw: '1,7,5.5,0',
    });
    expect(report.rejected).to.equal(0);
    expect(report.files['ratings.csv']).to.include({ rows: 4, rejected: 4 });
  });

  describe('credits', () => {
    it('takes the cast in billing order, bounded, and counts it all', async () => {
      const cast = Array.from({ length: 25 }, (_, at) => actor(100 + at, `Person ${at}`, 24 - at));
      const { movies, people } = await withCredits(one, credits('1', cast));
      expect(movies[0]?.cast).to.have.length(maxCast);
      expect(movies[0]?.cast[0]).to.deep.equal({
        id: 124,
        name: 'Person 24',
        character: 'Herself',
        order: 0,
      });
      expect(movies[0]?.castCount).to.equal(25);
      expect(people).to.have.length(25);
    });

    it('takes the jobs that matter from the crew, bounded, counts it all, and names directors once', async () => {
      const crew = [
        worker(1, 'Anna', 'Director'),
        worker(1, 'Anna', 'Director'),
        worker(2, 'Bert', 'Gaffer'),
        worker(1, 'Anna', 'Screenplay'),
        ...Array.from({ length: 60 }, (_, at) => worker(10 + at, `P${at}`, 'Producer')),
      ];
      const { movies, people } = await withCredits(one, credits('1', [], crew));
      expect(movies[0]?.crew).to.have.length(maxCrew);
      expect(movies[0]?.crew.slice(2, 3)).to.deep.equal([
        { id: 1, name: 'Anna', job: 'Screenplay', department: 'A Department' },
      ]);
      expect(movies[0]?.directors).to.deep.equal([{ id: 1, name: 'Anna' }]);
      expect(movies[0]?.crewCount).to.equal(64);
      expect(people.find(({ name }) => name === 'Bert')).to.include({ crewMovies: 1, castMovies: 0 });
    });

    it('lists directors, writers, producers and composers whole, each once, under canonical names (rule 24)', async () => {
      const crew = [
        ...Array.from({ length: 60 }, (_, at) => worker(10 + at, `P${at}`, 'Executive Producer')),
        worker(1, 'Anna', 'Director'),
        worker(1, 'Anna', 'Producer'),
        ...['Writer', 'Screenplay', 'Story', 'Novel', 'Author'].map((job, at) =>
          worker(90 + at, `W${at}`, job),
        ),
        worker(90, 'W0', 'Novel'),
        worker(2, 'Bert', 'Music'),
        worker(3, 'Cleo', 'Original Music Composer'),
        worker(3, 'Cleo', 'Music'),
        worker(4, 'Dora', 'Music Editor'),
      ];
      const { movies, report } = await withCredits(
        [{ id: '1' }, { id: '2' }, { id: '3' }],
        credits('1', [], crew),
        credits('2', [actor(2, 'Bertie')]),
        credits('3', [actor(2, 'Bertie')]),
      );
      expect(movies[0]?.directors).to.deep.equal([{ id: 1, name: 'Anna' }]);
      expect(movies[0]?.producers.map(({ id }) => id)).to.deep.equal([
        ...Array.from({ length: 60 }, (_, at) => 10 + at),
        1,
      ]);
      expect(movies[0]?.writers.map(({ id }) => id)).to.deep.equal([90, 91, 92, 93, 94]);
      expect(movies[0]?.composers).to.deep.equal([
        { id: 2, name: 'Bertie' },
        { id: 3, name: 'Cleo' },
      ]);
      expect(report.coverage).to.include({ directors: 1, writers: 1, producers: 1, composers: 1 });
    });

    it('names a person everywhere by the most frequent spelling of kept rows, at a tie the first', async () => {
      const movies = ['1', '2', '3', '4'].map((id) => ({ id }));
      const { movies: documents, people } = await withCredits(
        movies,
        credits('1', [actor(7, 'Zoë')], [worker(8, 'B.', 'Director')]),
        credits('2', [actor(7, 'Zoe')], [worker(8, 'A.', 'Director')]),
        credits('3', [actor(7, 'Zoë')]),
        credits('4', [actor(7, 'Zoe'), actor(7, 'Zoe', 1)]),
        credits('4', [actor(7, 'Zoë'), actor(7, 'Zoe', 1), actor(7, 'Zoe', 2)]),
        credits('99', [actor(7, 'Zoe'), actor(9, 'Nobody')]),
      );
      expect(people.map(({ name, spellings }) => [name, spellings])).to.deep.equal([
        ['Zoë', ['Zoë', 'Zoe']],
        ['A.', ['A.', 'B.']],
      ]);
      expect(documents.flatMap(({ cast }) => cast.map(({ name }) => name))).to.deep.equal(
        Array(6).fill('Zoë'),
      );
      expect(documents[0]?.crew[0]?.name).to.equal('A.');
      expect(documents[0]?.directors[0]?.name).to.equal('A.');
    });

    it('counts the movies of people by rule 11, one in cast and crew once', async () => {
      const { people } = await withCredits(
        [
          { id: '1', release_date: '1980-01-01' },
          { id: '2', release_date: '1990-01-01' },
          { id: '3', release_date: '' },
          { id: '4', status: 'Rumored' },
        ],
        credits('1', [actor(7, 'Ann', 0, { gender: 0 }), actor(7, 'Ann', 1)], [worker(7, 'Ann', 'Director')]),
        credits('2', [], [worker(7, 'Ann', 'Gaffer', { gender: 1 })]),
        credits('3', [actor(7, 'Ann')]),
        credits('4', [actor(7, 'Ann')]),
      );
      expect(people).to.deep.equal([
        {
          id: 7,
          name: 'Ann',
          spellings: ['Ann'],
          movies: 2,
          firstYear: 1980,
          lastYear: 1990,
          undated: 1,
          unreleased: 1,
          gender: 'woman',
          castMovies: 1,
          crewMovies: 2,
        },
      ]);
    });

    it('keeps the later row of a movie, counts identical duplicates, lists those that differ, counts orphans', async () => {
      const first = credits('1', [actor(7, 'Early')]);
      const last = credits('1', [actor(8, 'Late')]);
      const { movies, people, report } = await withCredits(one, last, first, last, credits('5', []));
      expect(movies[0]?.cast.map(({ name }) => name)).to.deep.equal(['Late']);
      expect(people.map(({ name }) => name)).to.deep.equal(['Late']);
      expect(report.files['credits.csv']).to.deep.include({
        rows: 4,
        duplicates: { identical: 1, conflicting: 1 },
        conflicts: [{ id: 1, keptLine: 4, droppedLine: 3 }],
        orphans: 1,
      });
    });

    it('leaves empty what cannot be read, and counts that as an issue of movie and file', async () => {
      const { movies, report } = await withCredits(
        [{ id: '1', genres: '[{' }],
        ["[{'id': 7, 'name': 'An", pythonRepr([{ id: 1 }, worker(2, 'Ben', 'Editor')]), '1'],
      );
      expect(movies[0]).to.deep.include({
        cast: [],
        crewCount: 1,
        issues: ['genres: literal', 'cast: literal', 'crew: shape'],
      });
      expect(report.issues).to.have.all.keys('genres: literal');
      expect(report.files['credits.csv']?.issues).to.deep.equal({
        'cast: literal': { count: 1, examples: [{ id: 1, line: 2 }] },
        'crew: shape': { count: 1, examples: [{ id: 1, line: 2 }] },
      });
    });
  });

  describe('keywords and collections', () => {
    it('gives each keyword its canonical name, and a document with its movies', async () => {
      const { movies, keywords } = await transformFiles([{ id: '1' }, { id: '2' }, { id: '3' }], {
        'keywords.csv': [
          keywordsHeader,
          ['1', entities([5, 'toy'], [5, 'toys'], [6, 'boy'])],
          ['2', entities([5, 'toys'])],
          ['3', entities([5, 'toys'])],
          ['3', entities([5, 'toys'])],
        ],
      });
      expect(movies[0]?.keywords).to.deep.equal([
        { id: 5, name: 'toys' },
        { id: 6, name: 'boy' },
      ]);
      expect(keywords.map(({ id, spellings, movies: count }) => [id, spellings, count])).to.deep.equal([
        [5, ['toys', 'toy'], 3],
        [6, ['boy'], 1],
      ]);
    });

    it('writes a document for each collection', async () => {
      const { collections } = await transformFiles(
        [{ id: '1', belongs_to_collection: "{'id': 10, 'name': 'A Collection', 'poster_path': None}" }],
        {},
      );
      expect(collections[0]).to.deep.include({ id: 10, name: 'A Collection', movies: 1, firstYear: 1999 });
    });
  });

  describe('rule 10, ratings', () => {
    const rate = (movie: string, ...stars: string[]) => stars.map((star) => ['1', movie, star, '0']);

    it('joins through links only: a MovieLens id that equals the TMDB id of another movie is not that movie', async () => {
      const { movies, report } = await transformFiles([{ id: '862' }, { id: '1' }], {
        'links.csv': [linksHeader, ['1', '0114709', '862'], ['862', '0000001', '5000']],
        'ratings.csv': [
          ratingsHeader,
          ...rate('1', '4.0', '5.0', '0.5'),
          ...rate('862', '1.0'),
          ...rate('77', '2'),
        ],
      });
      expect(movies.map(({ movieLens }) => movieLens)).to.deep.equal([
        { count: 3, mean: 9.5 / 3, histogram: [1, 0, 0, 0, 0, 0, 0, 1, 0, 1] },
        null,
      ]);
      expect(movies.map(({ movieLensId }) => movieLensId)).to.deep.equal([1, null]);
      expect(report.ratings).to.deep.equal({
        joined: 3,
        unlinked: 1,
        withoutTmdbId: 0,
        ambiguous: 0,
        orphans: 1,
      });
    });

    it('takes all links that claim one tmdbId for ambiguous, and counts their ratings and those of links without one', async () => {
      const { movies, report } = await transformFiles(one, {
        'links.csv': [linksHeader, ['10', '1', '1'], ['11', '1', '1.0'], ['12', '2', '']],
        'ratings.csv': [
          ratingsHeader,
          ...rate('10', '3.0'),
          ...rate('11', '3.0', '3.5'),
          ...rate('12', '1.0'),
        ],
      });
      expect(movies[0]).to.deep.include({ movieLens: null, movieLensId: null });
      expect(report.links).to.deep.equal({ joined: 0, withoutTmdbId: 1, ambiguous: 2, orphans: 0 });
      expect(report.ratings).to.deep.include({ joined: 0, ambiguous: 3, withoutTmdbId: 1 });
    });

    it('reads the small files only when asked for, and then in place of the full ones', async () => {
      const files = {
        'links.csv': [linksHeader, ['10', '1', '1']],
        'ratings.csv': [ratingsHeader, ...rate('10', '1.0')],
        'links_small.csv': [linksHeader, ['20', '1', '1']],
        'ratings_small.csv': [ratingsHeader, ...rate('20', '5.0'), ...rate('10', '5.0')],
      };
      const full = await transformFiles(one, files);
      expect(full.movies[0]?.movieLens?.mean).to.equal(1);
      expect(Object.keys(full.report.files)).to.deep.equal(['links.csv', 'ratings.csv']);
      const small = await transformFiles(one, files, true);
      expect(small.movies[0]).to.deep.include({ movieLensId: 20 });
      expect(small.movies[0]?.movieLens).to.deep.include({ count: 1, mean: 5 });
      expect(small.report.inputs.map(({ name }) => name))
        .to.include('ratings_small.csv')
        .and.not.include('ratings.csv');
    });
  });
});
