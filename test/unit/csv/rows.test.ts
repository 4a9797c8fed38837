import { Readable } from 'node:stream';
import { expect } from 'chai';
import fc from 'fast-check';
import { type CsvRow, readRows } from '../../../src/csv/rows.js';
import { DatasetError } from '../../../src/files/dataset-error.js';
import { readCsvStrictly } from './read-csv.js';

function toStream(text: string | Buffer, chunkSize: number): Readable {
  const bytes = Buffer.from(text as string);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkSize)
    chunks.push(Buffer.from(bytes.subarray(at, at + chunkSize)));
  return Readable.from(chunks, { objectMode: false });
}

async function rowsOf(text: string | Buffer, chunkSize = 64 * 1024): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const row of readRows(toStream(text, chunkSize), 'a/file.csv')) rows.push(row);
  return rows;
}

const cellsOf = async (text: string, chunkSize?: number) =>
  (await rowsOf(text, chunkSize)).map(({ cells }) => cells);

const failureOf = (run: Promise<unknown>): Promise<Error | undefined> =>
  run.then(
    () => undefined,
    (error: Error) => error,
  );

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

describe('readRows', () => {
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

  it('returns rows of any length, and a blank line as a row without cells', async () => {
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

  describe('rule 19, stray quotes', () => {
    it('reads a quote inside an unquoted cell as a character, and every row behind it', async () => {
      expect(await cellsOf('1,plain,2\n4,st"ray,7\n5,"quoted, cell",8\n6,x"y"z,9\n')).to.deep.equal([
        ['1', 'plain', '2'],
        ['4', 'st"ray', '7'],
        ['5', 'quoted, cell', '8'],
        ['6', 'x"y"z', '9'],
      ]);
    });

    it("reads text behind a closing quote as part of the cell, as Python's csv does", async () => {
      expect(await cellsOf('"a"b,c"d,"e""f"g\n"h" ,"i"\n')).to.deep.equal([
        ['ab', 'c"d', 'e"fg'],
        ['h ', 'i'],
      ]);
    });

    it('keeps the line and the bytes of a row with a stray quote', async () => {
      const rows = await rowsOf('h\n\nst"ray\r\nnext\n', 3);
      expect(rows[2]).to.deep.include({ line: 3, cells: ['st"ray'] });
      expect(rows[2]?.bytes.toString()).to.equal('st"ray\r\n');
      expect(rows[3]).to.deep.include({ line: 4, cells: ['next'] });
    });
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

  it("reads any text as RFC 4180 and Python's csv do, or rejects it as cut short", async () => {
    const text = fc.string({
      unit: fc.constantFrom('"', '"', ',', '\n', '\r', 'a', 'é', ' '),
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 45 }), async (csv, size) => {
        const expected = readCsvStrictly(csv);
        if (expected === undefined) {
          const failure = await failureOf(rowsOf(csv, size));
          expect(failure).to.be.instanceOf(DatasetError);
          expect(failure?.message).to.match(/^a\/file\.csv: line \d+: the file ends inside a quoted cell/);
          return;
        }
        const rows = await rowsOf(csv, size);
        expect(rows.map(({ cells }) => cells)).to.deep.equal(expected);
        expect(Buffer.concat(rows.map(({ bytes }) => bytes)).toString()).to.equal(csv);
        for (const { line, bytes } of rows) {
          const before = csv
            .split('\n')
            .slice(0, line - 1)
            .join('\n');
          expect(csv.slice(before.length + (line > 1 ? 1 : 0)).startsWith(bytes.toString())).to.equal(true);
        }
      }),
      { numRuns: 5000 },
    );
  }).timeout(60_000);

  it('reads any bytes, and loses none of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 60 }),
        fc.integer({ min: 1, max: 60 }),
        async (bytes, size) => {
          const csv = Buffer.from(bytes.map((byte) => (byte === 34 ? 39 : byte)));
          const rows = await rowsOf(csv, size);
          expect(Buffer.concat(rows.map((row) => row.bytes)).equals(csv)).to.equal(true);
        },
      ),
      { numRuns: 1000 },
    );
  }).timeout(30_000);

  it('rejects a file that ends inside a quoted cell, naming file and line (rule 18)', async () => {
    const failure = await failureOf(rowsOf('h\n"whole"\n"op\nen'));
    expect(failure).to.be.instanceOf(DatasetError);
    expect(failure?.message).to.include('a/file.csv: line 3: the file ends inside a quoted cell');
  });

  it('rejects a row of more than 16 MiB, naming file and line', async () => {
    const failure = await failureOf(rowsOf(`a\n"${'x'.repeat(17 * 1024 * 1024)}`, 256 * 1024));
    expect(failure).to.be.instanceOf(DatasetError);
    expect(failure?.message).to.include('a/file.csv: line 2: a row of more than 16 MiB');
  });

  it('passes an error of its source on', async () => {
    const source = new Readable({ read: () => source.destroy(new Error('the disk is gone')) });
    const failure = await failureOf(readRows(source, 'a/file.csv').next());
    expect(failure?.message).to.equal('the disk is gone');
  });

  it('stops with the reason of its signal', async () => {
    const signal = AbortSignal.abort(new Error('interrupted'));
    const failure = await failureOf(readRows(toStream('a\nb\n', 1), 'a/file.csv', signal).next());
    expect(failure?.message).to.equal('interrupted');
  });

  it('closes its source when its reader stops', async () => {
    const source = toStream('a\nb\n'.repeat(100_000), 1024);
    const closed = new Promise((resolve) => source.once('close', resolve));
    for await (const _ of readRows(source, 'a/file.csv')) break;
    await closed;
  });
});
