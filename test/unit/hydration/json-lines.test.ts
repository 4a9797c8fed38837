import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { NdjsonFile } from '../../../src/hydration/json-lines.js';
import { inTemporaryFolder } from '../../support/edition.js';
import { skipWithout } from '../../support/optional.js';

describe('NdjsonFile', () => {
  it('writes one document per line, in order, more than fit into one block', async () => {
    await inTemporaryFolder(async (folder) => {
      const file = new NdjsonFile(join(folder, 'x.ndjson'));
      const documents = Array.from({ length: 5000 }, (_, id) => ({ id, text: 'line\nend é'.repeat(5) }));
      for (const document of documents) file.write(document);
      file.close();
      const lines = (await readFile(file.path, 'utf8')).split('\n');
      expect(lines.pop()).to.equal('');
      expect(lines.map((line) => JSON.parse(line))).to.deep.equal(documents);
    });
  });

  it('fails when the disk is full', function () {
    if (!existsSync('/dev/full')) skipWithout(this, '/dev/full');
    const file = new NdjsonFile('/dev/full');
    const write = () => {
      for (let i = 0; i < 30_000; i++) file.write({ text: 'x'.repeat(100) });
      file.close();
    };
    expect(write).to.throw('ENOSPC');
  });

  it('fails when its folder does not exist', () => {
    expect(() => new NdjsonFile('/no/such/folder/x.ndjson')).to.throw('ENOENT');
  });
});
