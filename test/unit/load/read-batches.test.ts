import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { readBatches } from '../../../src/load/bulk/read-batches.js';
import { toOperations } from '../../../src/load/bulk/send-bulk.js';
import { inTemporaryFolder } from '../../support/edition.js';

describe('readBatches', () => {
  const lines = Array.from({ length: 10 }, (_, at) => JSON.stringify({ id: at + 1, name: 'é'.repeat(40) }));
  const read = (batchBytes: number) =>
    inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'genres.ndjson'), `${lines.join('\n')}\n`);
      const batches: string[][] = [];
      for await (const batch of readBatches(folder, 'genres', batchBytes)) batches.push(toOperations(batch));
      return batches;
    });

  it('closes a batch as soon as its documents have so many bytes', async () => {
    // Each document has 98 bytes and 58 characters.
    expect((await read(290)).map((batch) => batch.length / 2)).to.deep.equal([3, 3, 3, 1]);
    expect((await read(1)).length).to.equal(10);
    expect((await read(1e6)).length).to.equal(1);
  });

  it('keeps the documents byte for byte, each after the action that names its id', async () => {
    const expected = lines.flatMap((line, at) => [`{"index":{"_id":"${at + 1}"}}`, line]);
    expect((await read(250)).flat()).to.deep.equal(expected);
  });
});
