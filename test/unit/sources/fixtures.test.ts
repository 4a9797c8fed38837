import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { type ShapeName, shapeNames } from '../../../src/model/shape-name.js';
import { inTemporaryFolder, type Transformed, transformFolder } from '../../support/edition.js';
import { failureOf } from '../../support/failure.js';
import { type Files, fixture, inFolderWith, transformed } from '../../support/shape-files.js';
import { zipOf } from '../../support/zip.js';

const filesOf = (shape: ShapeName): Files =>
  Object.fromEntries(
    readdirSync(fixture(shape)).map((name) => [name, readFileSync(join(fixture(shape), name))]),
  );

const documentsOf = ({ movies, companies, genres, people, keywords, collections }: Transformed) => ({
  movies,
  companies,
  genres,
  people,
  keywords,
  collections,
});

const transformedFixture = (shape: ShapeName) =>
  inTemporaryFolder((out) => transformFolder(fixture(shape), out));

describe('two invented movies in every shape', () => {
  for (const shape of shapeNames) {
    it(`are recognised as ${shape}: as folder, packed with gzip, and as zip`, async () => {
      const files = filesOf(shape);
      const expected = await transformedFixture(shape);
      expect(expected.report.shape).to.equal(shape);
      expect(expected.movies).to.have.length(2);
      const packed = Object.entries(files).map(([name, data]) => [`${name}.gz`, gzipSync(data)] as const);
      const zip = zipOf(Object.entries(files).map(([name, data]) => ({ name: `archive/${name}`, data })));
      expect(documentsOf(await transformed(Object.fromEntries(packed)))).to.deep.equal(documentsOf(expected));
      expect(documentsOf(await transformed({ 'edition.zip': zip }, true))).to.deep.equal(
        documentsOf(expected),
      );
    });
  }

  for (const shape of ['tmdb-api', 'tmdb-csv'] as const) {
    it(`are read from the single file of ${shape}, under any name`, async () => {
      const [[name = '', data = '']] = Object.entries(filesOf(shape)) as [[string, Buffer]];
      const other = `my copy.${name.split('.').at(-1)}`;
      const expected = documentsOf(await transformedFixture(shape));
      expect(documentsOf(await transformed({ [other]: data }, true))).to.deep.equal(expected);
      expect(documentsOf(await transformed({ [`${other}.gz`]: gzipSync(data) }, true))).to.deep.equal(
        expected,
      );
      expect(documentsOf(await transformed({ [other]: data }))).to.deep.equal(expected);
    });
  }

  for (const shape of shapeNames) {
    it(`are read from files of ${shape} that are not UTF-8, with --encoding`, async () => {
      const encoded = Object.entries(filesOf(shape)).map(
        ([name, data]) => [name, Buffer.from(String(data), 'utf16le')] as const,
      );
      await inFolderWith(Object.fromEntries(encoded), async (folder) => {
        const { message } = await failureOf(transformFolder(folder, join(folder, 'out')));
        expect(message).to.include('--encoding');
        const read = await transformFolder(folder, join(folder, 'out'), false, { encoding: 'utf-16le' });
        expect(documentsOf(read)).to.deep.equal(documentsOf(await transformedFixture(shape)));
      });
    });
  }

  it('are the same documents in JSON as in Python literals, all fields that the shape has', async () => {
    const whole = await transformedFixture('the-movies-dataset');
    const [first, second] = whole.movies;
    expect(first).to.include({
      title: 'The Lamp Keeper',
      releaseYear: 1987,
      budget: 12_000_000,
      profit: 18_500_000,
    });
    expect(first?.companies).to.deep.equal([
      { id: 11, name: 'Quillon Films, Ltd.' },
      { id: 12, name: "Ferryman's Company" },
    ]);
    expect(second).to.deep.include({ adult: true, budget: null, flags: ['suspectUnits'], cast: [] });
    expect(documentsOf(await transformedFixture('tmdb-api'))).to.deep.equal(documentsOf(whole));
    const { movies, ...others } = documentsOf(await transformedFixture('tmdb-5000'));
    const lacking = { imdbId: null, posterPath: null, collection: null, adult: null, video: null };
    expect(movies).to.deep.equal(whole.movies.map((movie) => ({ ...movie, ...lacking })));
    const { movies: _, ...wanted } = documentsOf(whole);
    expect({ ...others, collections: wanted.collections }).to.deep.equal(wanted);
  });

  it('say which shape they have and which fields they lack, in report and manifest; a field that is lacking has no coverage', async () => {
    await inTemporaryFolder(async (out) => {
      const { report } = await transformFolder(fixture('tmdb-csv'), out);
      const lacks = ['collection', 'video', 'movieLensId', 'movieLens', 'cast', 'directors', 'writers'];
      expect(report.lacks).to.deep.equal([...lacks, 'producers', 'composers']);
      expect(report.coverage).to.include({ genres: 1, cast: null, movieLens: null });
      const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
      expect(manifest).to.include({ shape: 'tmdb-csv' });
      expect(manifest.lacks).to.deep.equal(report.lacks);
      expect(manifest.rows).to.deep.equal({ 'TMDB_movie_dataset_v11.csv': 2 });
    });
  });

  it('are read in the shape that is given, whatever the name of the file', async () => {
    const files = { 'movies_metadata.csv': filesOf('tmdb-csv')['TMDB_movie_dataset_v11.csv'] ?? '' };
    await inFolderWith(files, async (folder) => {
      const { report } = await transformFolder(folder, join(folder, 'out'), false, { shape: 'tmdb-csv' });
      expect(report).to.include({ shape: 'tmdb-csv', movies: 2, moviesFile: 'movies_metadata.csv' });
    });
  });
});
