import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { DatasetError } from '../../../../src/files/dataset-error.js';
import { inTemporaryFolder } from '../../../support/edition.js';
import { type ReadEdition, readEdition } from '../../../support/read-edition.js';
import { zipOf } from '../../../support/zip.js';

const lines = Array.from({ length: 400 }, (_, index) => `${index},Film ${(index * 7919) % 1009}é\n`).join('');
const parts = [
  { name: 'edition/movies_metadata.csv', data: `id,title\n${lines}` },
  { name: 'edition/links.csv', data: 'movieId,imdbId,tmdbId\n1,0114709,862\n', method: 0 },
  { name: 'edition/ratings.csv', data: 'userId,movieId,rating,timestamp\n1,110,1.0,1425941529\n' },
];
const zips = { plain: zipOf(parts), zip64: zipOf(parts, { zip64: true }) };

/** Reads every file of a zip of these bytes: what came out, or the DatasetError; any other error is passed on. */
async function attempt(folder: string, bytes: Buffer): Promise<ReadEdition | DatasetError> {
  const path = join(folder, 'edition.zip');
  await writeFile(path, bytes);
  try {
    return await readEdition(path);
  } catch (error) {
    if (error instanceof DatasetError) return error;
    throw error;
  }
}

describe('a damaged zip', () => {
  for (const [kind, whole] of Object.entries(zips)) {
    it(`is reported as truncated wherever it was cut (${kind})`, async () => {
      await inTemporaryFolder(async (folder) => {
        for (let length = 4; length < whole.length; length += length < whole.length - 400 ? 97 : 1) {
          const result = await attempt(folder, whole.subarray(0, length));
          expect(result, `cut to ${length} bytes`).to.be.instanceOf(DatasetError);
          expect((result as DatasetError).message)
            .to.include('is truncated')
            .and.include('download it again');
        }
      });
    });

    it(`never yields other bytes than the intact one (${kind}), whichever bit is flipped`, async () => {
      await inTemporaryFolder(async (folder) => {
        const right = await attempt(folder, whole);
        let noticed = 0;
        const flips = 500;
        for (let flip = 0; flip < flips; flip++) {
          const bytes = Buffer.from(whole);
          // Two thirds where the structure is, at the end; the rest anywhere.
          const bit =
            flip % 3 === 0
              ? (flip * 7919) % (whole.length * 8)
              : whole.length * 8 - 1 - ((flip * 13) % (600 * 8));
          bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
          const result = await attempt(folder, bytes);
          if (result instanceof DatasetError) noticed++;
          else expect(result, `bit ${bit}`).to.deep.equal(right);
        }
        expect(noticed).to.be.greaterThan(flips / 2);
      });
    }).timeout(20_000);
  }

  it('never yields other bytes, whatever is cut out, overwritten or inserted', async () => {
    await inTemporaryFolder(async (folder) => {
      const right = await attempt(folder, zips.plain);
      const place = fc.integer({ min: 0, max: zips.plain.length });
      await fc.assert(
        fc.asyncProperty(place, fc.nat(60), fc.uint8Array({ maxLength: 60 }), async (at, removed, added) => {
          const bytes = Buffer.concat([zips.plain.subarray(0, at), added, zips.plain.subarray(at + removed)]);
          const result = await attempt(folder, bytes);
          if (!(result instanceof DatasetError)) expect(result).to.deep.equal(right);
        }),
        { numRuns: 400 },
      );
    });
  }).timeout(20_000);

  it('never throws anything but DatasetError, whatever its directory contains', async () => {
    await inTemporaryFolder(async (folder) => {
      const start = Buffer.from('PK\x03\x04');
      await fc.assert(
        fc.asyncProperty(
          fc.uint8Array({ minLength: 98, maxLength: 98 }),
          fc.boolean(),
          async (random, zip64) => {
            const end = Buffer.from(random);
            end.write('PK\x06\x06', 0, 'latin1');
            if (zip64) end.write('PK\x06\x07', 56, 'latin1');
            end.write('PK\x05\x06', 76, 'latin1');
            end.writeUInt16LE(0, 96);
            if (!zip64) end.writeUInt16LE(0, 80);
            expect(await attempt(folder, Buffer.concat([start, end]))).to.be.instanceOf(DatasetError);
          },
        ),
        { numRuns: 300 },
      );
    });
  });
});
