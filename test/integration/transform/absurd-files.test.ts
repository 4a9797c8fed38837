import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { projectRoot } from '../../../src/config/project-root.js';
import { readCast, readCrew } from '../../../src/csv/credits.js';
import { readEntities } from '../../../src/csv/references.js';
import { inTemporaryFolder, movieLine, moviesCsv } from '../../support/edition.js';

/** Transforms a folder in a process of its own, which prints its error and the most memory that it used, in MB. */
const program = (input: string, out: string): string => `
  import { transformEdition } from ${JSON.stringify(pathToFileURL(join(projectRoot, 'dist/src/transform/transform-edition.js')))};
  const message = await transformEdition(${JSON.stringify({ input, out })}).then(() => null, (error) => error.message);
  console.log(JSON.stringify({ message, megabytes: process.resourceUsage().maxRSS / 1024 }));`;

const transform = (files: Record<string, string>): Promise<{ message: string | null; megabytes: number }> =>
  inTemporaryFolder(async (folder) => {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const script = join(folder, 'run.mjs');
    await writeFile(script, program(folder, join(folder, 'out')));
    const { stdout } = await promisify(execFile)(process.execPath, [script]);
    return JSON.parse(stdout);
  });

const movies = moviesCsv([movieLine({ id: '1' })]);
const commas = ','.repeat(15_000_000);

describe('files that no program writes', function () {
  this.timeout(120_000);

  const absurd: [name: string, files: Record<string, string>, where: string, fault: string][] = [
    [
      'a row of 15 million commas',
      { 'movies_metadata.csv': `${movies}${commas}\n${movieLine({ id: '2' })}\n` },
      'movies_metadata.csv: line 3',
      'a row of more than 1000 cells',
    ],
    [
      'a header of 10 million columns',
      { 'movies_metadata.csv': `${commas.slice(5_000_000)}\n1\n` },
      'movies_metadata.csv: line 1',
      'a row of more than 1000 cells',
    ],
    [
      'ratings with a row of 15 million commas',
      {
        'movies_metadata.csv': movies,
        'ratings.csv': `userId,movieId,rating,timestamp\n1,1,1,1\n${commas}\n`,
      },
      'ratings.csv: line 3',
      'a row of more than 1000 cells',
    ],
    [
      'a cell of 40 MB',
      { 'movies_metadata.csv': movies, 'credits.csv': `cast,crew,id\n[],[],1\n"${'x'.repeat(40_000_000)}` },
      'credits.csv: line 3',
      'a row of more than 16 MiB',
    ],
  ];
  for (const [name, files, where, fault] of absurd) {
    it(`stops at ${name}, naming file and line, within 350 MB`, async () => {
      const { message, megabytes } = await transform(files);
      expect(message).to.include(where).and.include(fault);
      expect(megabytes).to.be.below(350);
    });
  }

  it('rejects a row of millions of stray quotes, within 350 MB', async () => {
    const { message, megabytes } = await transform({
      'movies_metadata.csv': `${movies}${'a"'.repeat(5_000_000)}\n`,
    });
    expect(message).to.equal(null);
    expect(megabytes).to.be.below(350);
  });
});

/** Milliseconds of the faster of two runs. */
function fastest(run: () => unknown): number {
  const times = [1, 2].map(() => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

describe('a cell of very many references', function () {
  this.timeout(120_000);

  /** A cell of so many entities, as Python's repr writes them, or spelled in a way that is read more slowly. */
  const cellOf = (count: number, isSpelledOtherwise: boolean): string => {
    const entries = Array.from(
      { length: count },
      (_, at) => `{'id': ${at + 1}, 'name': 'Name ${at}', 'job': 'Director', 'order': ${at}}`,
    );
    const cell = `[${entries.join(', ')}]`;
    return isSpelledOtherwise ? cell.replaceAll(', ', ',').replaceAll("'", '"') : cell;
  };
  const readers = { readEntities, readCast, readCrew };
  for (const [name, read] of Object.entries(readers)) {
    for (const isSpelledOtherwise of [false, true]) {
      const spelling = isSpelledOtherwise ? 'spelled in another way than repr does' : 'as repr spells it';
      it(`is read in linear time by ${name}, ${spelling}`, () => {
        const [few, many] = [cellOf(5_000, isSpelledOtherwise), cellOf(75_000, isSpelledOtherwise)];
        const cells = Array<string>(15).fill(few);
        const inManyCells = fastest(() => cells.map((cell) => read(cell)));
        // Quadratic time would be fifteen times as long.
        expect(fastest(() => read(many)) / inManyCells).to.be.below(10);
      });
    }
  }
});
