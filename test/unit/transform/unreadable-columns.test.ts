import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { describeReport } from '../../../src/commands/describe-report.js';
import { DatasetError } from '../../../src/files/dataset-error.js';
import type { Report } from '../../../src/model/report.js';
import { transformEdition } from '../../../src/transform/transform-edition.js';
import type { CellOptions } from '../../../src/transform/unreadable-columns.js';
import { type Cells, inTemporaryFolder, movieLine, moviesCsv } from '../../support/edition.js';
import { failureOf } from '../../support/failure.js';

/** Transforms movies with these cells, and other files. */
const transform = (
  rows: readonly Cells[],
  cells: Partial<CellOptions> = {},
  files: Record<string, string> = {},
): Promise<Report> =>
  inTemporaryFolder(async (folder) => {
    const lines = rows.map((row, at) => movieLine({ id: String(at + 1), ...row }));
    await writeFile(join(folder, 'movies_metadata.csv'), moviesCsv(lines));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    return await transformEdition({ input: folder, out: join(folder, 'out'), cells });
  });

const messageOf = async (run: Promise<unknown>): Promise<string> => {
  const failure = await failureOf(run);
  expect(failure).to.be.instanceOf(DatasetError);
  return failure.message;
};

const times = (count: number, cells: Cells): Cells[] => Array<Cells>(count).fill(cells);

describe('rule 17, unreadable columns', () => {
  it('stops an edition whose dates are saved the other way round, and names the option that reads it', async () => {
    const rows = ['30/10/1995', '1/2/2003', '25/12/1999', '31/1/2001', '13/1/2001'].map((release_date) => ({
      release_date,
    }));
    const message = await messageOf(transform(rows));
    expect(message).to.match(
      /movies_metadata\.csv: 4 of the 5 filled cells of the column release_date \(80 %\) cannot be read/,
    );
    expect(message)
      .to.include("such as '30/10/1995' (line 2), '25/12/1999' (line 4), '31/1/2001' (line 5).")
      .and.include('Accepted: YYYY-MM-DD and M/D/YYYY')
      .and.include('--dates day-first')
      .and.include('At most 10 %')
      .and.include('--max-unreadable');
    const { years } = await transform(rows, { dates: 'day-first' });
    expect(years).to.deep.equal({ 1995: 1, 1999: 1, 2001: 2, 2003: 1 });
    const other = await messageOf(transform([{ release_date: '10/30/1995' }], { dates: 'day-first' }));
    expect(other).to.include('--dates month-first');
  });

  const columns: [column: string, cell: string, form: string][] = [
    ['budget', '€30000000', '$30,000,000'],
    ['revenue', '30 million', '$30,000,000'],
    ['popularity', '21,9', 'a number of 0 or more'],
    ['status', 'Veröffentlicht', 'Post Production'],
    ['vote_count', '12.5', 'a whole number'],
    ['genres', 'Drama, Comedy', 'a Python literal'],
    ['production_companies', "[{'id': 7, 'name': 'Pixar'", 'a Python literal'],
  ];
  for (const [column, cell, form] of columns) {
    it(`stops an edition whose column ${column} cannot be read`, async () => {
      const message = await messageOf(transform([...times(8, {}), { [column]: cell }]));
      expect(message)
        .to.include('1 of the 9 filled cells')
        .and.include(`of the column ${column} (11.1 %)`)
        .and.include(`'${cell}' (line 10)`)
        .and.include(form);
    });
  }

  const sides: [column: string, file: string, text: string][] = [
    ['cast', 'credits.csv', "cast,crew,id\n\"[{'id': 7, 'name': 'Z'\",[],1\n"],
    ['crew', 'credits.csv', 'cast,crew,id\n[],nobody,1\n'],
    ['keywords', 'keywords.csv', 'id,keywords\n1,"prison, love"\n'],
  ];
  for (const [column, file, text] of sides) {
    it(`stops an edition whose column ${column} cannot be read`, async () => {
      const message = await messageOf(transform([{}], {}, { [file]: text }));
      expect(message)
        .to.include(`${file}: 1 of the 1 filled cells of the column ${column} (100 %)`)
        .and.include('(line 2)');
    });
  }

  it('names every column over the limit', async () => {
    const message = await messageOf(transform([{ budget: '€1', revenue: '€2' }]));
    expect(message).to.include('column budget (100 %)').and.include('column revenue (100 %)');
  });

  it('accepts a tenth of the filled cells, and another share with --max-unreadable', async () => {
    const tenth = [...times(9, {}), { budget: 'much' }];
    expect((await transform(tenth)).issues).to.have.property('budget: money');
    await transform([...times(8, {}), { budget: 'much' }], { maxUnreadableShare: 0.2 });
    await messageOf(transform(tenth, { maxUnreadableShare: 0.05 }));
  });

  it('takes empty cells, zeros, ambiguous dates and absurd scores for unknown, not for unreadable', async () => {
    const unknown = {
      release_date: '',
      budget: '',
      revenue: '0',
      popularity: '',
      vote_count: '',
      status: ' ',
    };
    await transform(times(5, { ...unknown, genres: '', production_companies: '[]' }));
    await transform(times(5, { release_date: '1/2/03', popularity: '1e300', budget: '8' }));
    // Of two filled cells one is more than a tenth.
    await messageOf(transform([...times(20, { budget: '' }), { budget: 'much' }, { budget: '5000' }]));
  });

  it('does not look at columns on which no figure rests', async () => {
    const { issues } = await transform(
      times(3, { runtime: 'long', adult: 'perhaps', spoken_languages: 'all' }),
    );
    expect(issues).to.have.keys('adult: boolean', 'runtime: number', 'spoken_languages: literal');
  });

  it('keeps a status that TMDB does not have, and counts it as an issue', async () => {
    const { issues } = await transform([...times(20, {}), { status: 'Pilot' }]);
    expect(issues).to.deep.equal({ 'status: word': { count: 1, examples: [{ id: 21, line: 22 }] } });
  });

  it('shows values of the data with their control characters escaped, and their first characters only', async () => {
    const budget = `\u001b[2J\u202e${'x'.repeat(200)}`;
    const message = await messageOf(transform([{ budget }]));
    expect(message).to.include(`'\\x1b[2J\\u202e${'x'.repeat(75)}…' (line 2)`);
  });

  it('counts the unreadable cells of all files in the printed summary', async () => {
    const report = await transform(
      [{ budget: 'much' }, {}],
      { maxUnreadableShare: 1 },
      {
        'credits.csv': 'cast,crew,id\nnone,[],1\n[],no,2\n',
        'keywords.csv': 'id,keywords\n1,x y\n2,y z\n',
      },
    );
    expect(describeReport(report)).to.include(
      'unreadable cells: budget: money 1, cast: literal 1, crew: literal 1, keywords: literal 2',
    );
  });
});
