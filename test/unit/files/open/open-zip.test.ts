import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { DatasetError } from '../../../../src/files/dataset-error.js';
import { openEdition } from '../../../../src/sources/open-edition.js';
import { inTemporaryFolder } from '../../../support/edition.js';
import { failureOf } from '../../../support/failure.js';
import { type ReadEdition, readEdition } from '../../../support/read-edition.js';
import { type ZipPart, zipOf } from '../../../support/zip.js';

const movies: ZipPart = { name: 'movies_metadata.csv', data: 'id,title\n1,Jumanji\n' };
const mebibyte = 1024 ** 2;

/** Runs something on a file with these bytes. */
const withFile = <T>(bytes: Buffer | string, run: (path: string) => Promise<T>): Promise<T> =>
  inTemporaryFolder(async (folder) => {
    const path = join(folder, 'edition.zip');
    await writeFile(path, bytes);
    return await run(path);
  });

const read = (bytes: Buffer, options = {}): Promise<ReadEdition> =>
  withFile(bytes, (path) => readEdition(path, options));

/** The message of the error with which reading the file ends, its path written as ZIP. */
const fault = (bytes: Buffer | string, options = {}) =>
  withFile(bytes, async (path) => {
    const failure = await failureOf(readEdition(path, options));
    expect(failure).to.be.instanceOf(DatasetError);
    expect(failure.message).to.include(path);
    return failure.message.replaceAll(path, 'ZIP');
  });

describe('openEdition of a zip', () => {
  it('reads files in a folder, stored or deflated, and ignores the rest', async () => {
    const { files, missing } = await read(
      zipOf([
        { name: 'the-movies-dataset/', data: '', method: 0 },
        { ...movies, name: 'the-movies-dataset/movies_metadata.csv' },
        { name: 'the-movies-dataset/ratings.csv', data: 'userId\n', method: 0 },
        { name: 'the-movies-dataset/links_small.csv', data: 'small' },
        { name: '__MACOSX/the-movies-dataset/movies_metadata.csv', data: 'x' },
        { name: '__MACOSX/the-movies-dataset/._movies_metadata.csv', data: 'x' },
        { name: 'read me.txt', data: 'x' },
      ]),
    );
    expect(Object.keys(files)).to.deep.equal(['movies_metadata.csv', 'ratings.csv']);
    expect(files['movies_metadata.csv']).to.deep.include({ text: movies.data, size: 19 });
    expect(files['movies_metadata.csv']?.source).to.deep.include({ name: 'movies_metadata.csv', size: 19 });
    expect(missing).to.deep.equal(['credits.csv', 'keywords.csv', 'links.csv']);
  });

  it('reads the small files with `small`', async () => {
    const { files } = await read(zipOf([movies, { name: 'links_small.csv', data: 'small' }]), {
      small: true,
    });
    expect(files['links.csv']?.source.name).to.equal('links_small.csv');
  });

  it('reads a zip64 and a zip with a comment', async () => {
    expect((await read(zipOf([movies], { zip64: true }))).files['movies_metadata.csv']?.text).to.equal(
      movies.data,
    );
    expect((await read(zipOf([movies], { comment: 'made in 2017' }))).missing).to.have.length(4);
  });

  it('reads a gzipped file inside', async () => {
    const { files } = await read(zipOf([{ name: 'movies_metadata.csv.gz', data: gzipSync(movies.data) }]));
    expect(files['movies_metadata.csv']).to.deep.include({ text: movies.data, size: undefined });
  });

  it('reads large files completely, several at once', async () => {
    const text = Array.from({ length: 300_000 }, (_, index) => `${index},${(index * 7919) % 10007}\n`).join(
      '',
    );
    await withFile(zipOf([{ ...movies, data: text }]), async (path) => {
      const edition = await openEdition(path);
      const texts = await Promise.all(
        [1, 2].map(async () =>
          Buffer.concat(await (await edition.movies.open()).stream.toArray()).toString(),
        ),
      );
      await edition.close();
      for (const found of texts) expect(found === text).to.equal(true);
    });
  });

  it('accepts a zip with the expected size and digest', async () => {
    const bytes = zipOf([movies]);
    const expectedSha256 = createHash('sha256').update(bytes).digest('hex').toUpperCase();
    expect(await read(bytes, { expectedSize: bytes.length, expectedSha256 })).to.have.property('files');
    expect(await fault(bytes, { expectedSize: 7 })).to.include(
      `ZIP has ${bytes.length} bytes; 7 were expected`,
    );
    expect(await fault(bytes, { expectedSha256: 'a'.repeat(64) })).to.match(
      /ZIP has the SHA-256 \w{64}; a{64} was expected/,
    );
  });

  it('fails open streams when it is closed', async () => {
    await withFile(zipOf([{ ...movies, data: '1,x\n'.repeat(400_000), method: 0 }]), async (path) => {
      const edition = await openEdition(path);
      const { stream } = await edition.movies.open();
      stream.once('readable', () => edition.close());
      expect(await failureOf(stream.toArray())).to.have.property('code', 'EBADF');
    });
  });

  describe('rejects a file that is not a zip, and says what it is', () => {
    const cases: [string, Buffer | string, string][] = [
      ['an empty file', '', 'ZIP is empty; expected the zip of an edition'],
      [
        'a CSV',
        'id,title,year\n1,a,2\n',
        "ZIP is not a zip but a CSV file, which begins with 'id,title,year\\x0a1,a,2\\x0a'",
      ],
      ['a web page', '\n<!DOCTYPE html><html>', 'a web page (HTML), perhaps one to sign in'],
      ['a .tar.gz', gzipSync('x'), "a gzip file (.gz, .tar.gz), which begins with '\\x1f\\x8b"],
      ['a .7z', Buffer.from('7z\xbc\xaf\x27\x1c\0', 'latin1'), 'a 7-Zip archive'],
      ['JSON', '{"error": 1}', '. Expected the zip of an edition, or the folder that holds its CSV files'],
      ['anything else', '\x1b[2Jhello', "a file of another kind, which begins with '\\x1b[2Jhello'"],
      ['one byte', 'P', "a file of another kind, which begins with 'P'"],
    ];
    for (const [name, bytes, message] of cases) {
      it(name, async () => {
        expect(await fault(bytes)).to.include(message);
      });
    }
  });

  describe('rejects a zip', () => {
    const bomb = { ...movies, data: Buffer.alloc(64 * mebibyte) };
    const cases: [string, readonly ZipPart[], string][] = [
      ['without any entry', [], 'ZIP holds no movies_metadata.csv, which an edition must have: it is empty'],
      [
        'without movies_metadata.csv',
        [{ name: 'a/credits.csv', data: 'x' }],
        'ZIP holds no movies_metadata.csv, which an edition must have; it holds "a/credits.csv"',
      ],
      [
        'with two files of one name',
        [movies, { ...movies, name: 'copy/movies_metadata.csv' }],
        'ZIP holds movies_metadata.csv more than once: "movies_metadata.csv" and "copy/movies_metadata.csv"',
      ],
      ['with the same entry twice', [movies, movies], 'more than once'],
      [
        'with a file both plain and packed',
        [movies, { name: 'movies_metadata.csv.gz', data: gzipSync('x') }],
        'more than once',
      ],
      ['with an empty file', [{ ...movies, data: '' }], 'ZIP: movies_metadata.csv is empty'],
      [
        'that is encrypted',
        [{ ...movies, method: 0, flags: 1, claims: { packedSize: 31 } }],
        'ZIP: movies_metadata.csv is encrypted',
      ],
      [
        'packed in another way',
        [{ ...movies, method: 9 }],
        'packed by method 9; only 0 (stored) and 8 (deflate)',
      ],
      [
        'that is a bomb',
        [bomb],
        'ZIP: movies_metadata.csv looks like a zip bomb (67108864 bytes or more, packed in 65',
      ],
      [
        'that is a bomb and denies it',
        [{ ...bomb, claims: { size: 1000 } }],
        'is damaged (it holds more than the 1000 bytes announced)',
      ],
      [
        'with a gzip bomb inside',
        [{ name: 'movies_metadata.csv.gz', data: gzipSync(Buffer.alloc(40 * mebibyte, 'a')), method: 0 }],
        'looks like a zip bomb (1',
      ],
      [
        'whose file would end behind it',
        [{ ...movies, claims: { packedSize: 5000 } }],
        'is a damaged zip, or of an unsupported kind (file data overflows file bounds',
      ],
      [
        'that announces a byte more',
        [{ ...movies, claims: { size: 20 } }],
        'it holds 19 of the 20 bytes announced',
      ],
      [
        'that announces a byte less',
        [{ ...movies, claims: { size: 18 } }],
        'it holds more than the 18 bytes announced',
      ],
      [
        'with a wrong checksum',
        [{ ...movies, claims: { crc32: 1 } }],
        'its checksum (CRC-32) does not match',
      ],
      [
        'with bytes after those of a file',
        [{ ...movies, claims: { packedSize: 30 } }],
        'bytes follow the end of its data)',
      ],
      [
        'with fewer bytes than needed',
        [{ ...movies, claims: { packedSize: 9 } }],
        'is damaged (unexpected end of file)',
      ],
      [
        'whose directory calls a file otherwise',
        [{ ...movies, localName: 'movies_metadatA.csv' }],
        'its directory says "movies_metadata.csv" where the file is called "movies_metadatA.csv"',
      ],
    ];
    for (const [name, parts, message] of cases) {
      it(name, async () => {
        expect(await fault(zipOf(parts))).to.include(message);
      });
    }

    for (const name of [
      '../movies_metadata.csv',
      'a/../../b.csv',
      '/etc/x',
      'C:/x.csv',
      'c:x',
      'a\\movies_metadata.csv',
      '..\\x',
    ]) {
      it(`with the name ${name}, wherever it occurs`, async () => {
        expect(await fault(zipOf([movies, { name, data: 'x' }]))).to.include(
          `ZIP holds the entry ${JSON.stringify(name)}, whose name leads out of the zip or contains a backslash`,
        );
      });
    }

    it('whose directory has more entries than it announces, which would hide a file', async () => {
      const bytes = zipOf([movies, { name: 'ratings.csv', data: 'x' }]);
      bytes.writeUInt16LE(1, bytes.length - 12);
      expect(await fault(bytes)).to.include('its directory does not end after the 1 entries announced');
    });

    it('that refers to offsets beyond its end', async () => {
      const bytes = zipOf([movies]);
      bytes.writeUInt32LE(0xfffffff0, bytes.length - 6);
      expect(await fault(bytes)).to.include(
        `ZIP is damaged or truncated: it refers to byte ${0xfffffff0 + 46}, and has ${bytes.length}`,
      );
    });

    it('with a thousand files and more', async () => {
      const parts = Array.from({ length: 1001 }, (_, index) => ({ name: `${index}`, data: '' }));
      expect(await fault(zipOf(parts))).to.include('says that it holds 1001 files');
    });
  });

  it('rejects the path of one file beside the movies, and names its folder', async () => {
    await inTemporaryFolder(async (folder) => {
      for (const name of ['credits.csv.gz', 'ratings_small.csv']) {
        await writeFile(join(folder, name), 'x');
        const { message } = await failureOf(openEdition(join(folder, name)));
        expect(message).to.include(`is one file of an edition; give the folder that holds it: ${folder}`);
      }
    });
  });

  it('rejects missing inputs and schemes other than http(s), without repeating a password', async () => {
    expect((await failureOf(openEdition('/no/such.zip'))).message).to.include(
      '/no/such.zip: no such file or folder',
    );
    const ftp = (await failureOf(openEdition('ftp://user:secret@host/a.zip?key=secret'))).message;
    expect(ftp).to.include('ftp://***@host/a.zip?…: ftp is not supported').and.not.include('secret');
    const broken = (await failureOf(openEdition('https://user:secret@:x/'))).message;
    expect(broken).to.include('The URL given (https://…) cannot be read').and.not.include('secret');
  });
});
