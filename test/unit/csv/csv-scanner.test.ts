import { Readable } from 'node:stream';
import { expect } from 'chai';
import csvParser from 'csv-parser';
import fc from 'fast-check';
import { CsvScanner } from '../../../src/csv/csv-scanner.js';

function scan(text: string, chunkSize = 7): string[][] {
  const scanner = new CsvScanner();
  const rows: string[][] = [];
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunkSize) {
    scanner.push(bytes.subarray(at, at + chunkSize));
    while (scanner.next()) rows.push(scanner.cells());
  }
  scanner.end();
  while (scanner.next()) rows.push(scanner.cells());
  return rows;
}

async function parse(text: string): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const row of Readable.from([Buffer.from(text)], { objectMode: false }).pipe(
    csvParser({ headers: false }),
  ))
    rows.push(Object.values(row as Record<number, string>));
  return rows;
}

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

describe('CsvScanner', () => {
  it('reads every well-formed table as csv-parser does', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', ',', '"', '\n', 'é', '😀', ' ', '\\'),
      maxLength: 9,
    });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 40 }), { minLength: 1, maxLength: 5 });
    const end = fc.constantFrom('\n', '\r\n');
    await fc.assert(
      fc.asyncProperty(table, end, fc.integer({ min: 1, max: 50 }), async (rows, lineEnd, size) => {
        const text = rows.map((cells) => `${cells.map(quoted).join(',')}${lineEnd}`).join('');
        expect(scan(text, size)).to.deep.equal(rows);
        expect(await parse(text)).to.deep.equal(rows);
      }),
      { numRuns: 300 },
    );
  }).timeout(30_000);

  it("reads what is not well formed as Python's csv does", () => {
    expect(scan('"a"b,c"d,"e""f"g"\n"open')).to.deep.equal([['ab', 'c"d', 'e"fg"'], ['open']]);
    expect(scan('a,')).to.deep.equal([['a', '']]);
    expect(scan('"a"')).to.deep.equal([['a']]);
    expect(scan('\r\n"a"\r\n')).to.deep.equal([[], ['a']]);
  });

  it('reads digits and tenths without making texts, and says where there are none', () => {
    const scanner = new CsvScanner();
    scanner.push(Buffer.from('12,3.5,,x,4,1234567890123456\n'));
    scanner.next();
    expect([0, 1, 2, 3, 4, 5].map((at) => scanner.digits(at))).to.deep.equal([12, -1, -1, -1, 4, -1]);
    expect([0, 1, 2, 3, 4].map((at) => scanner.tenths(at))).to.deep.equal([-1, 35, -1, -1, -1]);
  });

  it('refuses a row of more than 16 MiB, naming its line', () => {
    const scanner = new CsvScanner();
    scanner.push(Buffer.from(`a\n"${'x'.repeat(17 * 1024 * 1024)}`));
    scanner.next();
    expect(() => scanner.next()).to.throw(RangeError, 'line 2: a row of more than 16 MiB');
  });
});
