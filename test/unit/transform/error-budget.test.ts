import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { DatasetError } from '../../../src/files/dataset-error.js';
import { transformEdition } from '../../../src/transform/transform-edition.js';
import { inTemporaryFolder, movieLine, moviesCsv, transformLines } from '../../support/edition.js';

const good = (count: number, from = 1) =>
  Array.from({ length: count }, (_, at) => movieLine({ id: String(from + at) }));
const bad = (count: number) => Array.from({ length: count }, () => movieLine({ id: 'none' }));
const blank = (count: number) => Array.from({ length: count }, () => ','.repeat(23));

/** The error of a transform of these lines; undefined when it succeeds. */
async function failureOf(
  lines: string[],
  files: Record<string, string> = {},
  limits?: object,
): Promise<Error | undefined> {
  return await inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'movies_metadata.csv'), moviesCsv(lines));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const usual = { maxRejectedShare: 0.01, maxRejectedAtStart: 10, minUsableShare: 0.5 };
    return await transformEdition({
      input: folder,
      out: join(folder, 'out'),
      limits: { ...usual, ...limits },
    }).then(
      () => undefined,
      (error: Error) => error,
    );
  });
}

describe('the error budget', () => {
  it('stops at 10 rejected rows in a row at the start, with the first of them', async () => {
    const failure = await failureOf([...bad(10), ...good(5000)]);
    expect(failure).to.be.instanceOf(DatasetError);
    expect(failure?.message)
      .to.include("the first 10 rows were all rejected. The first: line 2, id is 'none'")
      .and.include('--max-rejected-at-start');
    expect(await failureOf([...bad(9), ...good(5000)])).to.equal(undefined);
  });

  it('stops when more than 1 % of many rows are rejected', async () => {
    const failure = await failureOf([...good(2900), ...bad(31)]);
    expect(failure?.message)
      .to.include('31 of 2931 rows were rejected; at most 1 % may be')
      .and.include('--max-rejected');
    expect(await failureOf([...good(2900), ...bad(29)])).to.equal(undefined);
  });

  it('tells of rows that end in bare CR', async () => {
    const { rejected } = await transformLines([
      ...good(2),
      `${movieLine({ id: '3' })}\r${movieLine({ id: '4' })}`,
    ]);
    expect(rejected[0]).to.deep.include({
      line: 4,
      message: '47 cells; a row has 24 cells; a bare CR stands in it: lines must end in LF or CR LF',
    });
  });

  it('takes no share of a few rows', async () => {
    expect(await failureOf([...good(30), ...bad(20)])).to.equal(undefined);
    expect((await failureOf([...good(30), ...bad(21)]))?.message).to.include('21 of 51 rows');
  });

  it('stops when fewer than half of the rows are usable', async () => {
    expect((await failureOf([...good(4), ...bad(5)]))?.message).to.include('only 4 of 9 rows are usable');
    expect(await failureOf([...good(5), ...bad(5)])).to.equal(undefined);
  });

  it('explains a copy saved by a spreadsheet: most of its rows are blank', async () => {
    const failure = await failureOf([...good(40), ...blank(960)]);
    expect(failure?.message)
      .to.include('only 40 of 1000 rows are usable')
      .and.include('looks like a copy saved by a spreadsheet')
      .and.include('Use the original file');
  });

  it('watches over the other files as well', async () => {
    const ratings = [
      'userId,movieId,rating,timestamp',
      ...Array.from({ length: 40 }, () => '1,2,six,3'),
      '',
    ].join('\n');
    const failure = await failureOf(good(5), { 'ratings.csv': ratings });
    expect(failure?.message).to.include('ratings.csv: the first 10 rows were all rejected');
  });

  it('can be raised', async () => {
    const lines = [...bad(30), ...good(5)];
    const limits = { maxRejectedShare: 1, maxRejectedAtStart: 1000, minUsableShare: 0 };
    expect(await failureOf(lines, {}, limits)).to.equal(undefined);
  });

  it('leaves the spreadsheet’s dates and truth values alone when its rows are whole', async () => {
    const lines = good(50).map((line) =>
      line.replace('1999-12-31', '12/31/1999').replaceAll('False', 'FALSE'),
    );
    expect(await failureOf(lines)).to.equal(undefined);
  });
});
