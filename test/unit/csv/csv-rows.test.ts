import { Readable } from 'node:stream';
import { expect } from 'chai';
import fc from 'fast-check';
import type { CsvRow } from '../../../src/csv/csv-row.js';
import { eachCsvRow } from '../../../src/csv/csv-rows.js';

async function rowsOf(text: string | Buffer, chunkSize = 64 * 1024): Promise<CsvRow[]> {
  const bytes = Buffer.from(text as string);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkSize)
    chunks.push(Buffer.from(bytes.subarray(at, at + chunkSize)));
  const rows: CsvRow[] = [];
  await eachCsvRow(Readable.from(chunks, { objectMode: false }), (row) => rows.push(row.take()));
  return rows;
}

const cellsOf = async (text: string, chunkSize?: number) =>
  (await rowsOf(text, chunkSize)).map(({ cells }) => cells);

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

describe('eachCsvRow', () => {
  it('undoes quotes and keeps newlines, commas and quotes inside them', async () => {
    const [row] = await cellsOf('a,"b, ""c""\nd",e\n');
    expect(row).to.deep.equal(['a', 'b, "c"\nd', 'e']);
  });

  it('takes a byte order mark off, also in front of a quoted header', async () => {
    expect(await cellsOf('\uFEFFid,title\n')).to.deep.equal([['id', 'title']]);
    expect(await cellsOf('\uFEFF"id",title\n', 1)).to.deep.equal([['id', 'title']]);
  });

  it('reads lines that end in CR LF, and a last line without an end', async () => {
    expect(await cellsOf('a,b\r\nc,d\r\ne,f')).to.deep.equal([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ]);
  });

  it('answers rows of any length, and a blank line as a row without cells', async () => {
    expect(await cellsOf('a,b\nc\n\nd,e,f\n,\n')).to.deep.equal([
      ['a', 'b'],
      ['c'],
      [],
      ['d', 'e', 'f'],
      ['', ''],
    ]);
  });

  it('says on which line each row begins, counting the newlines inside cells and blank lines', async () => {
    const rows = await rowsOf('h,h\n"two\nlines",x\n\ny,z\n');
    expect(rows.map(({ line }) => line)).to.deep.equal([1, 2, 4, 5]);
  });

  it('keeps the bytes of each row as they stand', async () => {
    const text = 'h,h\n"say ""hi""",x\n"é\n",y';
    const rows = await rowsOf(text, 5);
    expect(rows.map(({ bytes }) => bytes.toString())).to.deep.equal(['h,h\n', '"say ""hi""",x\n', '"é\n",y']);
  });

  it('gives the same rows however the bytes are cut, for any cells', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', 'é', '😀', ' '), maxLength: 8 });
    const row = fc.array(cell, { minLength: 2, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 40 }),
        async (table, size) => {
          const text = table.map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
          const rows = await rowsOf(text, size);
          expect(rows.map(({ cells }) => cells)).to.deep.equal(table);
          expect(Buffer.concat(rows.map(({ bytes }) => bytes)).toString()).to.equal(text);
        },
      ),
      { numRuns: 500 },
    );
  }).timeout(30_000);

  it('passes an error of its source on', async () => {
    const source = new Readable({ read: () => source.destroy(new Error('the disk is gone')) });
    const failure = await eachCsvRow(source, () => {}).then(
      () => undefined,
      (error: Error) => error,
    );
    expect(failure?.message).to.equal('the disk is gone');
  });
});
