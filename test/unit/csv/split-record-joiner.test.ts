import { expect } from 'chai';
import type { CsvRow } from '../../../src/csv/csv-row.js';
import { SplitRecordJoiner } from '../../../src/csv/split-record-joiner.js';

const columns = 4;

function join(...table: string[][]): (CsvRow & { isRepaired: boolean })[] {
  const records: (CsvRow & { isRepaired: boolean })[] = [];
  const joiner = new SplitRecordJoiner(columns, (row, isRepaired) => records.push({ ...row, isRepaired }));
  table.forEach((cells, index) => {
    joiner.add({ cells, line: index + 2, bytes: Buffer.from(`${cells.join(',')}\n`) });
  });
  joiner.end();
  return records;
}

const whole = ['a', 'b', 'c', 'd'];

describe('SplitRecordJoiner', () => {
  it('joins two short rows whose cells add up to the columns plus one, with the newline between', () => {
    const records = join(whole, ['a', 'first half'], ['second half', 'c', 'd'], whole);
    expect(records.map(({ cells }) => cells)).to.deep.equal([
      whole,
      ['a', 'first half\nsecond half', 'c', 'd'],
      whole,
    ]);
    expect(records.map(({ isRepaired }) => isRepaired)).to.deep.equal([false, true, false]);
    expect(records[1]).to.include({ line: 3 });
    expect(records[1]?.bytes.toString()).to.equal('a,first half\nsecond half,c,d\n');
  });

  it('passes short rows on that do not add up', () => {
    const records = join(['a'], ['b'], whole, ['c', 'd']);
    expect(records.map(({ cells }) => cells.length)).to.deep.equal([1, 1, 4, 2]);
    expect(records.some(({ isRepaired }) => isRepaired)).to.equal(false);
  });

  it('tries each short row with its next neighbour', () => {
    const records = join(['x'], ['a', 'b'], ['b', 'c', 'd']);
    expect(records.map(({ cells }) => cells)).to.deep.equal([['x'], ['a', 'b\nb', 'c', 'd']]);
  });

  it('does not join over a whole row, a long row or a blank line', () => {
    for (const between of [whole, [...whole, 'e'], []]) {
      const records = join(['a', 'b'], between, ['b', 'c', 'd']);
      expect(records).to.have.length(3);
    }
  });

  it('does not join a long row with a short one', () => {
    expect(join([...whole, 'e'], [])).to.have.length(2);
  });
});
