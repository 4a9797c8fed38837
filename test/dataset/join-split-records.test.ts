import { expect } from 'chai';
import type { CsvRow } from '../../src/dataset/csv-rows.js';
import { type CsvRecord, joinSplitRecords } from '../../src/dataset/join-split-records.js';

const columns = 4;

async function join(...table: string[][]): Promise<CsvRecord[]> {
  const rows: CsvRow[] = table.map((cells, index) => ({
    cells,
    line: index + 2,
    bytes: Buffer.from(`${cells.join(',')}\n`),
  }));
  const records: CsvRecord[] = [];
  for await (const record of joinSplitRecords(
    (async function* () {
      yield* rows;
    })(),
    columns,
  ))
    records.push(record);
  return records;
}

const whole = ['a', 'b', 'c', 'd'];

describe('joinSplitRecords', () => {
  it('joins two short rows whose cells add up to the columns plus one, with the newline between', async () => {
    const records = await join(whole, ['a', 'first half'], ['second half', 'c', 'd'], whole);
    expect(records.map(({ cells }) => cells)).to.deep.equal([
      whole,
      ['a', 'first half\nsecond half', 'c', 'd'],
      whole,
    ]);
    expect(records.map(({ isRepaired }) => isRepaired)).to.deep.equal([false, true, false]);
    expect(records[1]).to.include({ line: 3 });
    expect(records[1]?.bytes.toString()).to.equal('a,first half\nsecond half,c,d\n');
  });

  it('passes short rows on that do not add up', async () => {
    const records = await join(['a'], ['b'], whole, ['c', 'd']);
    expect(records.map(({ cells }) => cells.length)).to.deep.equal([1, 1, 4, 2]);
    expect(records.some(({ isRepaired }) => isRepaired)).to.equal(false);
  });

  it('tries each short row with its next neighbour', async () => {
    const records = await join(['x'], ['a', 'b'], ['b', 'c', 'd']);
    expect(records.map(({ cells }) => cells)).to.deep.equal([['x'], ['a', 'b\nb', 'c', 'd']]);
  });

  it('does not join over a whole row, a long row or a blank line', async () => {
    for (const between of [whole, [...whole, 'e'], []]) {
      const records = await join(['a', 'b'], between, ['b', 'c', 'd']);
      expect(records).to.have.length(3);
    }
  });

  it('does not join a long row with a short one', async () => {
    expect(await join([...whole, 'e'], [])).to.have.length(2);
  });
});
