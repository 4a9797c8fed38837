import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { DatasetError, InputNotFoundError } from '../../../../src/files/dataset-error.js';
import { openEdition } from '../../../../src/sources/open-edition.js';
import { inTemporaryFolder } from '../../../support/edition.js';
import { failureOf } from '../../../support/failure.js';
import { readEdition } from '../../../support/read-edition.js';

type Files = Record<string, string | Buffer>;

/** A folder with these files, for as long as something runs in it. */
const inFolderWith = <T>(files: Files, run: (folder: string) => Promise<T>): Promise<T> =>
  inTemporaryFolder(async (folder) => {
    for (const [name, data] of Object.entries(files)) await writeFile(join(folder, name), data);
    return await run(folder);
  });

const read = (files: Files, options = {}) => inFolderWith(files, (folder) => readEdition(folder, options));

/** The message of the error with which reading the folder ends, the folder itself left out. */
const fault = (files: Files, options = {}, kind: new (message: string) => Error = DatasetError) =>
  inFolderWith(files, async (folder) => {
    const failure = await failureOf(readEdition(folder, options));
    expect(failure).to.be.instanceOf(kind);
    expect(failure.message).to.include(folder);
    return failure.message.replaceAll(folder, 'FOLDER');
  });

describe('openEdition of a folder', () => {
  it('returns each file with its text, size and digest, and names missing files', async () => {
    const { files, missing } = await read({
      'movies_metadata.csv': 'id\n1\n',
      'ratings.csv': 'r\n',
      'other.txt': '',
    });
    expect(Object.keys(files)).to.deep.equal(['movies_metadata.csv', 'ratings.csv']);
    expect(missing).to.deep.equal(['credits.csv', 'keywords.csv', 'links.csv']);
    expect(files['movies_metadata.csv']).to.deep.equal({
      text: 'id\n1\n',
      size: 5,
      source: {
        name: 'movies_metadata.csv',
        size: 5,
        // printf 'id\n1\n' | sha256sum
        sha256: '7cde7fb64fd82bd152710cf238e017b9ab46c0592483edc067ba4f6c75fac108',
      },
    });
  });

  it('reads gzipped files, also of several members, and describes the CSV in them', async () => {
    const packed = Buffer.concat([gzipSync('id\n'), gzipSync('1\n')]);
    const { files } = await read({ 'movies_metadata.csv.gz': packed });
    const plain = await read({ 'movies_metadata.csv': 'id\n1\n' });
    expect(files['movies_metadata.csv']).to.deep.equal({
      ...plain.files['movies_metadata.csv'],
      size: undefined,
    });
  });

  it('reads the small files only with `small`, and then instead of the full ones', async () => {
    const files = {
      'movies_metadata.csv': 'm',
      'links.csv': 'full',
      'links_small.csv': 'small',
      'ratings.csv': 'full',
    };
    expect((await read(files)).files['links.csv']?.text).to.equal('full');
    const small = await read(files, { small: true });
    expect(small.files['links.csv']).to.deep.include({ text: 'small' });
    expect(small.files['links.csv']?.source.name).to.equal('links_small.csv');
    expect(small.files['ratings.csv']).to.equal(undefined);
    expect(small.missing).to.deep.equal(['credits.csv', 'keywords.csv', 'ratings_small.csv']);
  });

  it('opens a file any number of times', async () => {
    await inFolderWith({ 'movies_metadata.csv': 'id\n' }, async (folder) => {
      const { movies } = await openEdition(folder);
      for (let time = 0; time < 2; time++) {
        const { stream, describe } = await movies.open();
        expect(() => describe()).to.throw('has not been read to its end');
        expect(String(await stream.toArray())).to.equal('id\n');
        expect(describe().size).to.equal(3);
      }
    });
  });

  const wrong: [string, Files, string][] = [
    ['an empty folder', {}, 'FOLDER holds no movies_metadata.csv, which an edition must have: it is empty'],
    [
      'a folder without movies_metadata.csv',
      { 'credits.csv': 'x', 'a.zip': 'x' },
      'it holds "a.zip", "credits.csv". If "a.zip" is the edition, give its path',
    ],
    ['an empty file', { 'movies_metadata.csv': '' }, 'FOLDER/movies_metadata.csv is empty'],
    ['an empty file beside', { 'movies_metadata.csv': 'x', 'links.csv': '' }, 'FOLDER/links.csv is empty'],
    [
      'an empty file, packed',
      { 'movies_metadata.csv.gz': gzipSync('') },
      'FOLDER/movies_metadata.csv.gz is empty',
    ],
    [
      'a file both plain and packed',
      { 'movies_metadata.csv': 'x', 'movies_metadata.csv.gz': gzipSync('x') },
      'FOLDER holds movies_metadata.csv more than once: "movies_metadata.csv" and "movies_metadata.csv.gz"; which one counts cannot be told',
    ],
    [
      'no gzip under its name',
      { 'movies_metadata.csv.gz': 'id\n1\n' },
      'is damaged (incorrect header check)',
    ],
    [
      'a truncated gzip',
      { 'movies_metadata.csv.gz': gzipSync('id\n'.repeat(99)).subarray(0, -9) },
      'movies_metadata.csv.gz is damaged (unexpected end of file). Copy or download it again',
    ],
    [
      'a gzip with a wrong checksum',
      { 'movies_metadata.csv.gz': withByte(gzipSync('id\n1\n'), -6, 0x55) },
      'is damaged (incorrect data check)',
    ],
    [
      'bytes after a gzip',
      { 'movies_metadata.csv.gz': Buffer.concat([gzipSync('id\n'), Buffer.from('junk')]) },
      'is damaged (incorrect header check)',
    ],
    [
      'zeros after a gzip',
      { 'movies_metadata.csv.gz': Buffer.concat([gzipSync('id\n'), Buffer.alloc(4)]) },
      'is damaged (4 bytes follow the end of its data)',
    ],
    [
      'a gzip bomb',
      { 'movies_metadata.csv.gz': gzipSync(Buffer.alloc(40 * 1024 ** 2, 'a')) },
      'looks like a zip bomb',
    ],
    [
      'UTF-16',
      { 'movies_metadata.csv': Buffer.from('\ufeffid\n', 'utf16le') },
      'the file begins like UTF-16',
    ],
    [
      'Latin-1',
      { 'movies_metadata.csv': Buffer.from('id\n\xe9\n', 'latin1') },
      'line 2, byte 3: the bytes e9 0a',
    ],
    ['a binary file', { 'movies_metadata.csv': Buffer.from([1, 0, 2]) }, 'byte 1: a NUL byte'],
  ];
  for (const [name, files, message] of wrong) {
    it(`refuses ${name}`, async () => {
      expect(await fault(files)).to.include(message);
    });
  }

  it('rejects a folder where a file is expected', async () => {
    await inTemporaryFolder(async (folder) => {
      await mkdir(join(folder, 'movies_metadata.csv'));
      const { message } = await failureOf(openEdition(folder));
      expect(message).to.include('movies_metadata.csv is not a file');
    });
  });

  it('rejects an expected size or digest for a folder', async () => {
    expect(await fault({ 'movies_metadata.csv': 'x' }, { expectedSize: 1 }, InputNotFoundError)).to.include(
      'is a folder; a size or SHA-256',
    );
  });
});

function withByte(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[(at + copy.length) % copy.length] = value;
  return copy;
}
