import { expect } from 'chai';
import { type JoinedRow, joinSplitRows } from '../../../src/csv/join-split-rows.js';

const columns = 4;

async function join(...table: string[][]): Promise<JoinedRow[]> {
  async function* rows() {
    for (const [index, cells] of table.entries()) {
      yield { cells, line: index + 2, bytes: Buffer.from(`${cells.join(',')}\n`) };
    }
  }
  const joined: JoinedRow[] = [];
  for await (const row of joinSplitRows(rows(), columns)) joined.push(row);
  return joined;
}

const whole = ['a', 'b', 'c', 'd'];

describe('joinSplitRows', () => {
  it('joins two short rows whose cells add up to the columns plus one, with the newline between', async () => {
    const rows = await join(whole, ['a', 'first half'], ['second half', 'c', 'd'], whole);
    expect(rows.map(({ cells }) => cells)).to.deep.equal([
      whole,
      ['a', 'first half\nsecond half', 'c', 'd'],
      whole,
    ]);
    expect(rows.map(({ isRepaired }) => isRepaired)).to.deep.equal([undefined, true, undefined]);
    expect(rows[1]).to.include({ line: 3 });
    expect(rows[1]?.bytes.toString()).to.equal('a,first half\nsecond half,c,d\n');
  });

  it('passes short rows on that do not add up', async () => {
    const rows = await join(['a'], ['b'], whole, ['c', 'd']);
    expect(rows.map(({ cells }) => cells.length)).to.deep.equal([1, 1, 4, 2]);
    expect(rows.some(({ isRepaired }) => isRepaired)).to.equal(false);
  });

  it('tries each short row with its next neighbour', async () => {
    const rows = await join(['x'], ['a', 'b'], ['b', 'c', 'd']);
    expect(rows.map(({ cells }) => cells)).to.deep.equal([['x'], ['a', 'b\nb', 'c', 'd']]);
  });

  it('does not join over a whole row, a long row or a blank line', async () => {
    for (const between of [whole, [...whole, 'e'], []]) {
      expect(await join(['a', 'b'], between, ['b', 'c', 'd'])).to.have.length(3);
    }
  });

  it('does not join a long row with a short one', async () => {
    expect(await join([...whole, 'e'], [])).to.have.length(2);
  });
});
