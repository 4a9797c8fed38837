import { expect } from 'chai';
import fc from 'fast-check';
import { ByteTable } from '../../../src/csv/byte-table.js';

describe('ByteTable', () => {
  it('numbers keys in the order in which they come, as a map does', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 4, max: 3 }), { maxLength: 200 }), (keys) => {
        const table = new ByteTable();
        const map = new Map<string, number>();
        for (const key of keys) {
          const source = Buffer.concat([Buffer.from('<'), key, Buffer.from('>')]);
          const found = table.find(source, 1, 1 + key.length);
          expect(found).to.equal(map.get(key.join()) ?? -1);
          if (found === -1) map.set(key.join(), table.add(source, 1, 1 + key.length));
        }
        expect(table.size).to.equal(map.size);
      }),
    );
  });

  it('finds each of many thousand keys', () => {
    const table = new ByteTable();
    const keys = Array.from({ length: 20_000 }, (_, number) => Buffer.from(`{'id': ${number}}`));
    for (const key of keys) table.add(key, 0, key.length);
    expect(keys.every((key, number) => table.find(key, 0, key.length) === number)).to.equal(true);
  });
});
