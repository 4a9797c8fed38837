import { expect } from 'chai';
import fc from 'fast-check';
import { copyDecimal } from '../../../src/csv/copy-as-json.js';
import { CsvScanner } from '../../../src/csv/csv-scanner.js';

/** The only row of a text, and its first cell copied as JSON. */
function copyFirst(text: string): { cell: string; json: string } {
  const scanner = new CsvScanner();
  scanner.push(Buffer.from(text));
  scanner.end();
  scanner.next();
  const target = Buffer.alloc(1000);
  return { cell: scanner.cell(0), json: target.toString('utf8', 0, scanner.copyJson(0, target, 0)) };
}

const letters = fc.constantFrom(
  'a',
  '"',
  '\\',
  '\t',
  '\n',
  '\r',
  '\u0001',
  '\u007f',
  '\u2028',
  'é',
  '😀',
  ' ',
);
const text = fc.string({ unit: letters, maxLength: 12 });

describe('a cell copied as JSON', () => {
  it('is what JSON.stringify makes of its text, in quotes or not, with text behind them or not', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('', 'tail'), (value, tail) => {
        for (const written of [`"${value.replaceAll('"', '""')}"${tail},x`, `${value},x`]) {
          const { cell, json } = copyFirst(written);
          expect(json).to.equal(JSON.stringify(cell));
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('copyDecimal', () => {
  const copy = (cell: string): string | undefined => {
    const target = Buffer.alloc(100);
    const end = copyDecimal(Buffer.from(cell), 0, cell.length, target, 0);
    return end === -1 ? undefined : target.toString('latin1', 0, end);
  };

  it('copies numbers as JSON spells them', () => {
    for (const cell of ['0', '7', '21.946943', '0.000001', '123456789012345', '12345678.901234']) {
      expect(copy(cell)).to.equal(cell);
    }
  });

  it('leaves every other spelling to whoever reads numbers', () => {
    const others = ['', '.', '1.', '.5', '1.50', '00.1', '007', '-1', '+1', '1e5', '1.2.3', '0.0000001', 'x'];
    for (const cell of [...others, '1234567890123456', ' 1']) expect(copy(cell), cell).to.equal(undefined);
  });

  it('never copies what JSON.stringify spells otherwise', () => {
    const cells = fc.string({ unit: fc.constantFrom('0', '1', '9', '.'), minLength: 1, maxLength: 17 });
    fc.assert(
      fc.property(cells, (cell) => {
        const copied = copy(cell);
        if (copied !== undefined) expect(copied).to.equal(JSON.stringify(Number(cell)));
      }),
      { numRuns: 5000 },
    );
  });
});
