import { expect } from 'chai';
import { DatasetError } from '../../../../src/files/dataset-error.js';
import { rejectBomb } from '../../../../src/files/open/unpack.js';

const [mebibyte, gibibyte] = [1024 ** 2, 1024 ** 3];

describe('rejectBomb', () => {
  const fine: [string, number, number][] = [
    ['the real ratings.csv', 709_550_327, 169_000_000],
    ['20 GiB at 10 : 1', 20 * gibibyte, 2 * gibibyte],
    ['16 MiB at any ratio', 16 * mebibyte, 1],
    ['200 : 1', 200 * mebibyte, mebibyte],
  ];
  for (const [name, size, packedSize] of fine) {
    it(`lets ${name} pass`, () => expect(() => rejectBomb(size, packedSize, 'a.csv')).not.to.throw());
  }

  const bombs: [string, number, number][] = [
    ['a byte more than 20 GiB', 20 * gibibyte + 1, 5 * gibibyte],
    ['a byte more than 200 : 1', 200 * mebibyte + 1, mebibyte],
    ['much out of nothing', 17 * mebibyte, 0],
  ];
  for (const [name, size, packedSize] of bombs) {
    it(`refuses ${name}, naming both sizes and the limits`, () => {
      const sizes = `a.csv looks like a zip bomb (${size} bytes or more, packed in ${packedSize}; allowed are 200 : 1`;
      expect(() => rejectBomb(size, packedSize, 'a.csv')).to.throw(DatasetError, sizes);
    });
  }
});
