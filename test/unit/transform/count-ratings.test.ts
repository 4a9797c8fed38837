import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import fc from 'fast-check';
import { NdjsonFile } from '../../../src/hydration/json-lines.js';
import { countRatings, type Histograms } from '../../../src/transform/count-ratings.js';
import { ErrorBudget } from '../../../src/transform/error-budget.js';
import { failureOf } from '../../support/failure.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { readCsvStrictly } from '../csv/read-csv.js';

const limits = { maxRejectedShare: 1, maxRejectedAtStart: Number.POSITIVE_INFINITY, minUsableShare: 0 };
const header = ['userId', 'movieId', 'rating', 'timestamp'];

describe('countRatings', () => {
  const path = join(temporaryFolder(), 'rejected');

  async function count(csv: string, chunkSize = 1000) {
    const bytes = Buffer.from(csv);
    const chunks = Array.from({ length: Math.ceil(bytes.length / chunkSize) }, (_, at) =>
      Buffer.from(bytes.subarray(at * chunkSize, (at + 1) * chunkSize)),
    );
    const rejections = new NdjsonFile(path);
    const budget = new ErrorBudget({ name: 'ratings.csv', where: 'a/ratings.csv' }, rejections, limits);
    try {
      const stream = Readable.from(chunks, { objectMode: false });
      const histograms = await countRatings({ stream, where: 'a/ratings.csv' }, budget);
      return { histograms, budget };
    } finally {
      rejections.close();
    }
  }

  const rejectedLines = (): number[] =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).line);

  /** The same by way of texts. */
  function countTexts(rows: readonly string[][], order: readonly string[]) {
    const histograms: Histograms = new Map();
    let rejected = 0;
    for (const row of rows) {
      const id = (row[order.indexOf('movieId')] ?? '').trim();
      const stars = (row[order.indexOf('rating')] ?? '').trim();
      const half = /^[\d.]+$/.test(stars) ? 2 * Number(stars) : Number.NaN;
      if (
        row.length !== 4 ||
        !/^0*[1-9]\d*$/.test(id) ||
        !(Number.isInteger(half) && half >= 1 && half <= 10)
      ) {
        rejected++;
        continue;
      }
      const histogram = histograms.get(Number(id)) ?? new Array<number>(10).fill(0);
      histogram[half - 1] = (histogram[half - 1] as number) + 1;
      histograms.set(Number(id), histogram);
    }
    return { histograms, rejected };
  }

  const id = fc.constantFrom('1', '2', '30', '007', '0', '', 'x', ' 2', '12.5', '-1', '"2"');
  const stars = fc.constantFrom(
    '0.5',
    '4.0',
    '5.0',
    '3.5',
    '4',
    '5.5',
    '4.50',
    '0.0',
    '',
    '3.2',
    '"3.5"',
    '/.?',
  );
  const other = fc.constantFrom('1', '20', '1260759144', '', 'a', '"a\nb"', 'st"ray', '"it""s"');
  const row = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(fc.constant('1'), fc.constant('2'), fc.constant('3.5'), fc.constant('9')),
    },
    { weight: 4, arbitrary: fc.tuple(other, id, stars, other) },
    { weight: 1, arbitrary: fc.constantFrom(['1', '2', '3.5'], ['1', '2', '3.5', '4', '5'], ['']) },
  );

  it('counts plain rows and all others as reading them as text does, and rejects the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 12 }),
        fc.shuffledSubarray(header, { minLength: 4 }),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', '\uFEFF'),
        fc.boolean(),
        fc.integer({ min: 1, max: 80 }),
        async (rows, order, end, mark, isEnded, size) => {
          const cells = rows.map((row) =>
            row.length === 4 ? order.map((column) => row[header.indexOf(column)]) : row,
          );
          const csv = [order, ...cells].map((row) => row.join(',')).join(end) + (isEnded ? end : '');
          const expected = countTexts((readCsvStrictly(csv) ?? []).slice(1), order);
          const { histograms, budget } = await count(mark + csv, size);
          expect([...histograms].sort()).to.deep.equal([...expected.histograms].sort());
          expect(budget.rejected).to.equal(expected.rejected);
          expect(budget.rows).to.equal((readCsvStrictly(csv) ?? []).length - 1);
        },
      ),
      { numRuns: 2000 },
    );
  }).timeout(60_000);

  it('says on which line a rejected row begins', async () => {
    const { histograms } = await count(
      `${header}\n1,2,3.5,4\n1,2,6.0,4\n"a\nb",2,3.5,4\n1,2,3.5,4\n\n1,x,1.0,4\n`,
    );
    expect(rejectedLines()).to.deep.equal([3, 7, 8]);
    expect(histograms.get(2)).to.deep.equal([0, 0, 0, 0, 0, 0, 3, 0, 0, 0]);
  });

  it('rejects a file that ends inside quotes, one without a header, and one with another header', async () => {
    expect((await failureOf(count(`${header}\n1,"2,3.5,4\n`))).message).to.include(
      'a/ratings.csv: line 2: the file ends inside a quoted cell',
    );
    expect((await failureOf(count('\uFEFF'))).message).to.include('a/ratings.csv is empty');
    expect((await failureOf(count('1,2,3.5,4\n'))).message).to.include('a/ratings.csv: line 1: the header');
  });
});
