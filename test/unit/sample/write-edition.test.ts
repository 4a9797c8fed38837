import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { columns } from '../../../sample/csv-files.js';
import { UnusableFolderError, writeEdition } from '../../../sample/write-edition.js';
import { readCsv } from '../../support/read-csv.js';

const promised = '36e757f07cc15a97293f34a77bb67b99e79f4cdff951719cbc634c5fe2a0d17c';

const options = { movies: 120, seed: 7, ratings: 3000 };

describe('writeEdition', () => {
  let base: string;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'marquee-sample-'));
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  it('writes the same bytes for the same options, and others for another seed', async () => {
    await writeEdition(join(base, 'a'), options);
    await writeEdition(join(base, 'b'), options);
    await writeEdition(join(base, 'c'), { ...options, seed: 8 });
    for (const file of Object.keys(columns)) {
      expect(digest(join(base, 'a', file)), file).to.equal(digest(join(base, 'b', file)));
      expect(digest(join(base, 'a', file)), file).not.to.equal(digest(join(base, 'c', file)));
    }
  });

  // Whoever changes these bytes changes everybody's sample edition: do it knowingly, and say so in the changelog.
  it('keeps the bytes it has promised', async () => {
    await writeEdition(join(base, 'a'), options);
    const all = Object.keys(columns).map((file) => digest(join(base, 'a', file)));
    expect(createHash('sha256').update(all.join()).digest('hex')).to.equal(promised);
  });

  it('writes the seven files with the headers of the data set, says that it is a sample, and writes nothing else', async () => {
    const ledger = await writeEdition(base, options);
    expect(readdirSync(base).sort()).to.deep.equal([...Object.keys(columns), 'sample.json'].sort());
    for (const [file, header] of Object.entries(columns)) {
      const text = readFileSync(join(base, file), 'utf8');
      const [first, ...rows] = readCsv(text);
      expect(first, file).to.deep.equal(header);
      expect(ledger.files[file as keyof typeof columns]).to.deep.equal({
        rows: rows.length,
        bytes: Buffer.byteLength(text),
      });
      if (file !== 'movies_metadata.csv') {
        expect(
          rows.filter((row) => row.length !== header.length),
          file,
        ).to.deep.equal([]);
      }
    }
    expect(ledger.files['ratings.csv'].rows).to.equal(options.ratings);
  });

  it('replaces an earlier edition and what an interrupted run has left', async () => {
    await writeEdition(base, options);
    const before = digest(join(base, 'credits.csv'));
    await writeEdition(base, { ...options, seed: 9 });
    expect(digest(join(base, 'credits.csv'))).not.to.equal(before);
    expect(readdirSync(base)).to.have.length(8);
  });

  it('refuses a folder with other files, and leaves it as it is', async () => {
    writeFileSync(join(base, 'thesis.txt'), 'mine');
    const error = await writeEdition(base, options).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(UnusableFolderError);
    expect((error as Error).message).to.contain("holds 'thesis.txt'");
    expect(readdirSync(base)).to.deep.equal(['thesis.txt']);
  });

  it('says so when the folder is a file', async () => {
    const file = join(base, 'file');
    writeFileSync(file, '');
    const error = await writeEdition(file, options).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(UnusableFolderError);
    expect((error as Error).message).to.contain(file);
  });

  it('writes an edition of one movie and no rating', async () => {
    const ledger = await writeEdition(base, { movies: 1, seed: 0, ratings: 0 });
    expect(ledger.movies).to.equal(1);
    expect(ledger.files['ratings.csv'].rows).to.equal(0);
  });
});

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
