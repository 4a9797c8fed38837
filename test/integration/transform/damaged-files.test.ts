import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { DatasetError } from '../../../src/files/dataset-error.js';
import type { Movie } from '../../../src/model/movie.js';
import {
  entities,
  inTemporaryFolder,
  movieLine,
  moviesCsv,
  type Transformed,
  transformFolder,
} from '../../support/edition.js';

const ids = [1, 2, 3, 4, 5, 6];

/** An edition whose rows have quotes, commas and newlines where they may have them; some rows have no quote at all. */
const files = {
  'movies_metadata.csv': moviesCsv(
    ids.map((id) =>
      movieLine({
        id: String(id),
        title: id === 4 ? 'Me, "Myself"' : `Movie ${id}`,
        overview: id === 2 ? 'Two lines,\nand a "quote".' : '',
        genres: id % 2 === 0 ? entities([18, 'Drama'], [35, 'Comedy']) : '[]',
      }),
    ),
  ),
  'credits.csv': `cast,crew,id\n${ids
    .map((id) => (id % 3 === 0 ? `[],[],${id}\n` : `"[{'id': 7, 'name': 'Zoë', 'order': 0}]",[],${id}\n`))
    .join('')}`,
  'keywords.csv': `id,keywords\n${ids
    .map((id) => (id % 3 === 0 ? `${id},[]\n` : `${id},"[{'id': 9, 'name': 'love'}]"\n`))
    .join('')}`,
  'links.csv': `movieId,imdbId,tmdbId\n${ids.map((id) => `10${id},0000001,${id}\n`).join('')}`,
  'ratings.csv': `userId,movieId,rating,timestamp\n${ids.map((id) => `1,10${id},4.0,1\n`).join('')}`,
};
type Name = keyof typeof files;
const names = Object.keys(files) as Name[];

/** What a row of each file gives to its movie. */
const parts: Record<Name, (movie: Movie) => unknown> = {
  'movies_metadata.csv': ({ id, title, overview, genres, releaseDate }) => [
    id,
    title,
    overview,
    genres,
    releaseDate,
  ],
  'credits.csv': ({ cast, castCount, crewCount }) => [cast, castCount, crewCount],
  'keywords.csv': ({ keywords }) => keywords,
  'links.csv': ({ movieLensId }) => movieLensId,
  'ratings.csv': ({ movieLens }) => movieLens,
};

/** The first and the last line of the row of each movie. */
function linesOf(name: Name): [first: number, last: number][] {
  const rows = files[name].match(/(?:"(?:[^"]|"")*"|[^"\n])+\n/g) ?? [];
  let line = 1;
  const found = rows.map((row): [number, number] => {
    const first = line;
    line += row.split('\n').length - 1;
    return [first, line - 1];
  });
  return found.slice(1);
}

const transform = (name: Name, text: string | Buffer): Promise<Transformed | Error> =>
  inTemporaryFolder(async (folder) => {
    for (const each of names) {
      // The thread that reads ratings takes longer than everything else: it is started only where it matters.
      if (each === 'ratings.csv' && name !== 'links.csv' && name !== 'ratings.csv') continue;
      await writeFile(join(folder, each), each === name ? text : files[each]);
    }
    return await transformFolder(folder, join(folder, 'out')).catch((error: Error) => error);
  });

/** Mostly the files in which rows have quotes. */
const anyName = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...names.slice(0, 3)) },
  { weight: 1, arbitrary: fc.constantFrom(...names.slice(3)) },
);

describe('a damaged file', function () {
  this.timeout(300_000);
  let expected: Transformed;
  before(async () => {
    const result = await transform('links.csv', files['links.csv']);
    if (result instanceof Error) throw result;
    expected = result;
    expect(
      expected.movies.map(({ movieLens, keywords }) => [movieLens?.count, keywords.length]),
    ).to.deep.equal(ids.map((id) => [1, id % 3 === 0 ? 0 : 1]));
  });

  /** Every row is read as it was, or stands in the rejected rows with its own line; but for the rows that were changed. */
  const expectNothingLost = (result: Transformed, name: Name, changed: readonly number[]): void => {
    const lines = linesOf(name);
    for (const [at, id] of ids.entries()) {
      const [first, last] = lines[at] as [number, number];
      const rejected = result.rejected.some(
        ({ file, line }) => file === name && line >= first && line <= last,
      );
      if (rejected) continue;
      const movie = result.movies.find((each) => each.id === id);
      expect(movie, `movie ${id}`).to.not.equal(undefined);
      const isChanged = changed.some((line) => line >= first && line <= last);
      if (isChanged || movie === undefined) continue;
      const before = expected.movies.find((each) => each.id === id) as Movie;
      expect(parts[name](movie)).to.deep.equal(parts[name](before));
    }
  };

  const expectRefusal = (failure: Error, name: Name): void => {
    expect(failure).to.be.instanceOf(DatasetError);
    expect(failure.message).to.match(
      new RegExp(`${name.replace('.', '\\.')}: line \\d+[:,] |no usable movie`),
    );
  };

  it('loses no row by a quote more, wherever it stands, or is rejected with file and line (rule 19)', async () => {
    await fc.assert(
      fc.asyncProperty(anyName, fc.nat(), async (name, place) => {
        const text = files[name];
        const header = text.indexOf('\n') + 1;
        const at = header + (place % (text.length - header));
        const result = await transform(name, `${text.slice(0, at)}"${text.slice(at)}`);
        if (result instanceof Error) expectRefusal(result, name);
        else expectNothingLost(result, name, [text.slice(0, at).split('\n').length]);
      }),
      { numRuns: 60 },
    );
  });

  it('loses no row by a quote less, whichever it is, or is rejected with file and line (rule 19)', async () => {
    const quoted = names.filter((name) => files[name].includes('"'));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...quoted), fc.nat(), async (name, place) => {
        const text = files[name];
        const quotes = [...text.matchAll(/"/g)].map(({ index }) => index);
        const at = quotes[place % quotes.length] as number;
        const result = await transform(name, text.slice(0, at) + text.slice(at + 1));
        if (result instanceof Error) expectRefusal(result, name);
        else expectNothingLost(result, name, [text.slice(0, at).split('\n').length]);
      }),
      { numRuns: 25 },
    );
  });

  it('cut at any byte has the rows before the cut, and rejects the rest, or is rejected as cut short (rule 18)', async () => {
    await fc.assert(
      fc.asyncProperty(anyName, fc.nat(), async (name, place) => {
        const bytes = Buffer.from(files[name]);
        const header = bytes.indexOf('\n') + 1;
        const cut = bytes.subarray(0, header + (place % (bytes.length - header)));
        const result = await transform(name, cut);
        if (result instanceof Error) {
          expectRefusal(result, name);
          return;
        }
        const lines = linesOf(name);
        const lastLine = cut.toString().split('\n').length;
        for (const [at, id] of ids.entries()) {
          const [first, last] = lines[at] as [number, number];
          const movie = result.movies.find((each) => each.id === id);
          if (last < lastLine) {
            const before = expected.movies.find((each) => each.id === id) as Movie;
            expect(movie && parts[name](movie)).to.deep.equal(parts[name](before));
          }
          expect(
            result.rejected.every(({ line }) => line < first || line > last || line >= lastLine - 1),
          ).to.equal(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('that ends inside a quoted cell or a character is rejected, whichever it is (rule 18)', async () => {
    for (const name of names) {
      const text = files[name];
      expectRefusal((await transform(name, `${text}9,"cut sho`)) as Error, name);
      const inside = await transform(
        name,
        Buffer.concat([Buffer.from(`${text}9,`), Buffer.from('é').subarray(0, 1)]),
      );
      expect(inside).to.be.instanceOf(DatasetError);
      expect((inside as Error).message)
        .to.include(name)
        .and.include('ends in the middle of a character');
    }
  });
});
