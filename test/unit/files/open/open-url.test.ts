import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { DatasetError } from '../../../../src/files/dataset-error.js';
import { failureOf } from '../../../support/failure.js';
import { type FileServer, serveFile, startFileServer } from '../../../support/file-server.js';
import { readEdition } from '../../../support/read-edition.js';
import { zipOf } from '../../../support/zip.js';

const movies = { name: 'movies_metadata.csv', data: 'id,title\n1,Jumanji\n' };

describe('openEdition of a URL', () => {
  let cacheDir: string;
  let server: FileServer;
  const zip = zipOf([movies]);

  beforeEach(async () => {
    cacheDir = await mkdtemp(join(tmpdir(), 'marquee-cache-'));
    server = await startFileServer(serveFile({ bytes: zip, etag: '"one"' }));
  });
  afterEach(async () => {
    await server.close();
    await rm(cacheDir, { recursive: true });
  });

  const read = () => readEdition(`${server.origin}/edition.zip?token=secret`, { cacheDir });

  it('downloads the zip, and reads it from the cache the next time', async () => {
    for (let time = 0; time < 2; time++) {
      const { files } = await read();
      expect(files['movies_metadata.csv']?.text).to.equal(movies.data);
    }
    expect(server.asked.map(({ ifNoneMatch }) => ifNoneMatch)).to.deep.equal([undefined, '"one"']);
  });

  const bad: [string, Buffer, string][] = [
    ['a web page', Buffer.from('<html>Sign in</html>'), 'is not a zip but a web page (HTML)'],
    ['a zip cut short where no length was announced', zip.subarray(0, 60), 'is truncated'],
    [
      'a zip that is damaged inside',
      zipOf([{ ...movies, claims: { crc32: 1 } }]),
      'its checksum (CRC-32) does not match',
    ],
    ['a zip without movies', zipOf([{ ...movies, name: 'x' }]), 'edition.zip?… holds no movies_metadata.csv'],
  ];
  for (const [name, bytes, message] of bad) {
    it(`does not keep ${name}: the next run downloads it anew`, async () => {
      server.script = [serveFile({ bytes, etag: '"one"' }, { chunked: true })];
      const failure = await failureOf(read());
      expect(failure).to.be.instanceOf(DatasetError);
      expect(failure.message).to.include(message).and.not.include('secret');
      expect((await read()).files['movies_metadata.csv']?.text).to.equal(movies.data);
      expect(server.asked[1]?.ifNoneMatch).to.equal(undefined);
    });
  }
});
