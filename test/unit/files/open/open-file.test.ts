import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { inTemporaryFolder } from '../../../support/edition.js';
import { failureOf } from '../../../support/failure.js';
import { readEdition } from '../../../support/read-edition.js';

const read = (name: string, data: string | Buffer) =>
  inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, name), data);
    return await readEdition(join(folder, name));
  });

describe('openEdition of a single file', () => {
  for (const [name, data] of [
    ['movies_metadata.csv', 'id\n1\n'],
    ['movies_metadata.csv.gz', gzipSync('id\n1\n')],
  ] as const) {
    it(`reads ${name} as an edition without the other files`, async () => {
      const { files, missing } = await read(name, data);
      expect(files['movies_metadata.csv']?.text).to.equal('id\n1\n');
      expect(files['movies_metadata.csv']?.source.name).to.equal('movies_metadata.csv');
      expect(missing).to.deep.equal(['credits.csv', 'keywords.csv', 'links.csv', 'ratings.csv']);
    });
  }

  it('names the columns of a file that has no shape, the shapes tried and what they miss', async () => {
    const { message } = await failureOf(read('my movies.csv', 'id,title,year\n1,a,1999\n'));
    expect(message)
      .to.include(
        "my movies.csv: line 1: the columns are those of no shape that is read. Found: 'id', 'title', 'year'",
      )
      .and.include('Tried: the-movies-dataset (missing: adult, belongs_to_collection,');
  });
});
