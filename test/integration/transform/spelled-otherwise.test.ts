import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { DatasetError } from '../../../src/files/dataset-error.js';
import { creditsColumns, movieColumns } from '../../../src/sources/the-movies-dataset.js';
import {
  type Cells,
  entities,
  inTemporaryFolder,
  type Transformed,
  transformFolder,
} from '../../support/edition.js';

type Table = { columns: readonly string[]; rows: string[][] };

const cellsOf = (cells: Cells): string[] => movieColumns.map((column) => cells[column] ?? '');

/** Movies without a quote, a comma or a newline, but for what is quoted in the usual way. */
const movies: Table = {
  columns: movieColumns,
  rows: [1, 2, 3, 4].map((id) =>
    cellsOf({
      id: String(id),
      title: `Movie ${id}`,
      overview: id === 2 ? 'Two lines,\nand a "quote".' : `What happens in movie ${id}`,
      genres: entities([18, 'Drama'], [35, "It's comedy"]),
      release_date: '1999-12-31',
      status: 'Released',
      budget: '5000000',
      vote_count: `${id}0`,
      popularity: '1.5',
    }),
  ),
};
const credits: Table = {
  columns: creditsColumns,
  rows: [1, 2, 3].map((id) => [`[{'id': 7, 'name': 'Zoë', 'order': 0}]`, '[]', String(id)]),
};

type Spelling = { order: number[]; end: string; mark: string; areAllQuoted: boolean };

function write({ columns, rows }: Table, { order, end, mark, areAllQuoted }: Spelling): string {
  const quote = (cell: string): string =>
    areAllQuoted || /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const line = (cells: readonly string[]) => order.map((at) => quote(cells[at] ?? '')).join(',');
  return mark + [columns, ...rows].map((row) => line(row) + end).join('');
}

const inOrder = ({ columns }: Table) => columns.map((_, at) => at);
const plainly = (table: Table): string =>
  write(table, { order: inOrder(table), end: '\n', mark: '', areAllQuoted: false });

const spellingOf = (table: Table): fc.Arbitrary<Spelling> =>
  fc.record({
    order: fc.shuffledSubarray(inOrder(table), { minLength: table.columns.length }),
    end: fc.constantFrom('\n', '\r\n'),
    mark: fc.constantFrom('', '\uFEFF'),
    areAllQuoted: fc.boolean(),
  });

/** Transforms these files; an error is returned. */
function transform(files: Record<string, string | Buffer>): Promise<Transformed | Error> {
  return inTemporaryFolder(async (folder) => {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    return await transformFolder(folder, join(folder, 'out')).catch((error: Error) => error);
  });
}

async function succeed(files: Record<string, string | Buffer>): Promise<Transformed> {
  const result = await transform(files);
  if (result instanceof Error) throw result;
  return result;
}

const documentsOf = ({ report: _, rejected, ...documents }: Transformed) => {
  expect(rejected).to.deep.equal([]);
  return documents;
};

describe('the transform of one edition, spelled in several ways', function () {
  this.timeout(120_000);
  let expected: Transformed;

  before(async () => {
    expected = await succeed({ 'movies_metadata.csv': plainly(movies), 'credits.csv': plainly(credits) });
    expect(expected.movies).to.have.length(4);
  });

  it('gives the same documents for columns in any order, CR LF, a byte order mark, and quotes around all cells', async () => {
    await fc.assert(
      fc.asyncProperty(spellingOf(movies), spellingOf(credits), async (ofMovies, ofCredits) => {
        const result = await succeed({
          'movies_metadata.csv': write(movies, ofMovies),
          'credits.csv': write(credits, ofCredits),
        });
        expect(documentsOf(result)).to.deep.equal(documentsOf(expected));
      }),
      { numRuns: 40 },
    );
  });

  it('passes over a column that it does not know, and names it in the report', async () => {
    const wider = { columns: [...movieColumns, 'keywords'], rows: movies.rows.map((row) => [...row, 'x']) };
    const result = await succeed({ 'movies_metadata.csv': plainly(wider), 'credits.csv': plainly(credits) });
    expect(documentsOf(result)).to.deep.equal(documentsOf(expected));
    expect(result.report.ignored).to.deep.equal(['keywords']);
  });

  it('reads every other row when a quote stands inside an unquoted cell of one, which is read or rejected with its line (rule 19)', async () => {
    const unquoted = movieColumns.flatMap((column, at) =>
      ['title', 'overview', 'status', 'release_date', 'budget', 'id', 'popularity'].includes(column)
        ? [at]
        : [],
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0, 2, 3),
        fc.constantFrom(...unquoted),
        fc.nat(),
        async (row, column, place) => {
          const lines = plainly(movies).split('\n');
          // The second movie, of two lines, is not touched.
          const line = 1 + row + (row > 1 ? 1 : 0);
          const cells = splitPlainly(lines[line] as string);
          const cell = cells[column] as string;
          const at = 1 + (place % cell.length);
          cells[column] = `${cell.slice(0, at)}"${cell.slice(at)}`;
          lines[line] = cells.join(',');
          const result = await succeed({
            'movies_metadata.csv': lines.join('\n'),
            'credits.csv': plainly(credits),
          });
          const others = ({ movies: written }: Transformed) => written.filter(({ id }) => id !== row + 1);
          expect(others(result)).to.deep.equal(others(expected));
          const touched = result.movies.find(({ id }) => id === row + 1);
          if (movieColumns[column] === 'id') {
            expect(result.rejected).to.have.length(1);
            expect(result.rejected[0]).to.deep.include({ line: line + 1, reason: 'id', raw: lines[line] });
          } else expect(touched).to.not.equal(undefined);
          if (movieColumns[column] === 'overview') expect(touched?.overview).to.equal(cells[column]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('of a file cut at any byte, gives the documents of all whole rows, or says in which line it was cut', async () => {
    const whole = Buffer.from(plainly(movies));
    const header = `${movieColumns.join(',')}\n`.length;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: header, max: whole.length - 1 }), async (length) => {
        const cut = whole.subarray(0, length);
        const result = await transform({ 'movies_metadata.csv': cut });
        if (result instanceof Error) {
          expect(result).to.be.instanceOf(DatasetError);
          const isEmpty = length === header;
          expect(result.message).to.match(
            isEmpty
              ? /holds no usable movie/
              : /movies_metadata\.csv: line \d: the file ends inside a quoted cell|no usable movie/,
          );
          return;
        }
        const { movies: written, rejected } = result;
        const { wholeRows, line: lastLine } = findCut(cut.toString());
        const withoutCredits = expected.movies.map((movie) => ({ ...movie, cast: [], castCount: 0 }));
        expect(written.slice(0, wholeRows)).to.deep.equal(withoutCredits.slice(0, wholeRows));
        // What is left of the last row is rejected, with its line, or lacks no more than the end of its last cell.
        for (const { line, reason } of rejected) {
          expect(reason).to.equal('fieldCount');
          expect(line).to.equal(lastLine);
        }
        expect(written.length + rejected.length - wholeRows).to.be.within(0, 1);
      }),
      { numRuns: 60 },
    );
  });
});

/** The cells of a line, in which commas stand inside quotes too. */
function splitPlainly(line: string): string[] {
  return (
    line
      .match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)
      ?.map((cell) => cell.replace(/,$/, ''))
      .slice(0, movieColumns.length) ?? []
  );
}

/** Rows below the header that have their line end, and the line on which the next one begins. */
function findCut(csv: string): { wholeRows: number; line: number } {
  const found = { wholeRows: -1, line: 1 };
  let line = 1;
  let isInside = false;
  for (const character of csv) {
    if (character === '"') isInside = !isInside;
    if (character !== '\n') continue;
    line++;
    if (isInside) continue;
    found.wholeRows++;
    found.line = line;
  }
  return found;
}
