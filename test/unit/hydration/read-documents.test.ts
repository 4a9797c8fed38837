import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { HydrationError, readDocuments } from '../../../src/hydration/read-hydration.js';
import { inTemporaryFolder } from '../../support/edition.js';
import { failureOf } from '../../support/failure.js';

describe('readDocuments', () => {
  const read = (text: string) =>
    inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'genres.ndjson'), text);
      const documents: object[] = [];
      for await (const document of readDocuments(folder, 'genres')) documents.push(document);
      return documents;
    });

  it('reads one document per line, the last one also without a line feed', async () => {
    const documents = [
      { id: 18, name: 'Drama "é"\n' },
      { id: 35, name: null },
    ];
    const text = documents.map((document) => JSON.stringify(document)).join('\n');
    expect(await read(text)).to.deep.equal(documents);
    expect(await read(`${text}\n`)).to.deep.equal(documents);
    expect(await read('')).to.deep.equal([]);
  });

  for (const [fault, line] of [
    ['is cut short', '{"id":2,"na'],
    ['is no object', '[1,2]'],
    ['is null', 'null'],
    ['has no id', '{"name":"x"}'],
    ['has an id that is no whole number', '{"id":"2"}'],
  ] as const) {
    it(`names file and line of the first one that ${fault}`, async () => {
      const failure = await failureOf(read(`{"id":1}\n${line}\n{"id":3}\n`));
      expect(failure).to.be.instanceOf(HydrationError);
      expect(failure.message).to.match(
        /genres\.ndjson: line 2 is not a JSON object with a numeric id; the file is damaged/,
      );
    });
  }
});
