import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { DatasetError, InputNotFoundError } from '../../../../src/files/dataset-error.js';
import { downloadEdition } from '../../../../src/files/download/download-edition.js';
import type { DownloadOptions } from '../../../../src/files/download/download-options.js';
import { DownloadError } from '../../../../src/files/download/transient-error.js';
import { failureOf } from '../../../support/failure.js';
import {
  type FileServer,
  refuse,
  type ServedFile,
  serveFile,
  startFileServer,
} from '../../../support/file-server.js';

const [etag, lastModified] = ['"one"', 'Sun, 01 Nov 2026 00:00:00 GMT'];
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
/** Quick, so that the tests are. */
const backOff = { retries: 5, firstMs: 1, longestMs: 20 };

describe('downloadEdition', () => {
  const bytes = randomBytes(400_000);
  const file: ServedFile = { bytes, etag };
  let cacheDir: string;
  let server: FileServer;

  beforeEach(async () => {
    cacheDir = await mkdtemp(join(tmpdir(), 'marquee-cache-'));
    server = await startFileServer(serveFile(file));
  });
  afterEach(async () => {
    await server.close();
    await rm(cacheDir, { recursive: true });
  });

  const url = (path = '/files/edition.zip') => new URL(path, server.origin);
  const download = (options: Partial<DownloadOptions> = {}, from = url()) =>
    downloadEdition(from, { cacheDir, ...options, limits: { backOff, ...options.limits } });
  /** The message of the error of a download: one that may pass by itself, unless told otherwise. */
  const fault = async (
    options: Partial<DownloadOptions> = {},
    { from = url(), kind = DownloadError }: { from?: URL; kind?: new (message: string) => Error } = {},
  ) => {
    const failure = await failureOf(download(options, from));
    expect(failure).to.be.instanceOf(kind);
    return failure.message.replaceAll(server.origin, 'ORIGIN');
  };
  const expectBytes = async ({ path }: { path: string }, expected = bytes) =>
    expect((await readFile(path)).equals(expected)).to.equal(true);
  const namesInCache = async () =>
    (await readdir(cacheDir)).map((name) => name.replace(/^\w{16}-/, '')).sort();

  it('downloads a file, reports its progress, and leaves only the file and its metadata', async () => {
    const seen: number[] = [];
    await expectBytes(
      await download({ onProgress: ({ received, total }) => seen.push(received, total ?? -1) }),
    );
    expect(seen.slice(-2)).to.deep.equal([bytes.length, bytes.length]);
    expect(await namesInCache()).to.deep.equal(['edition.zip', 'edition.zip.json']);
  });

  it('resumes where the connection broke, any number of times', async () => {
    server.script = [1000, 50_000, 1, 100_000].map((breakAfter) => serveFile(file, { breakAfter }));
    await expectBytes(await download());
    const starts = server.asked.map(({ range }) => Number(/\d+/.exec(range ?? '0')));
    expect(starts).to.deep.equal([0, 1000, 51_000, 51_001, 151_001]);
    expect(server.asked[1]?.ifRange).to.equal(etag);
  });

  it('resumes by date when there is no strong ETag', async () => {
    const dated = { bytes, lastModified, etag: 'W/"weak"' };
    server.script = [serveFile(dated, { breakAfter: 1000 })];
    server.otherwise = serveFile(dated);
    await expectBytes(await download());
    expect(server.asked[1]).to.include({ range: 'bytes=1000-', ifRange: lastModified });
  });

  it('starts over when nothing identifies the version of the file', async () => {
    server.script = [serveFile({ bytes }, { breakAfter: 1000 })];
    server.otherwise = serveFile({ bytes });
    await expectBytes(await download());
    expect(server.asked[1]?.range).to.equal(undefined);
  });

  it('starts over when the file has changed in between', async () => {
    const changed = randomBytes(300_000);
    server.script = [serveFile(file, { breakAfter: 1000 })];
    server.otherwise = serveFile({ bytes: changed, etag: '"two"' });
    await expectBytes(await download(), changed);
  });

  it('starts over when the server ignores the range', async () => {
    server.script = [serveFile(file, { breakAfter: 1000 })];
    server.otherwise = serveFile(file, { ignoreRange: true });
    await expectBytes(await download());
  });

  it('starts over when the server answers another range, or says there is none', async () => {
    const elsewhere = { 'content-range': `bytes 7-${bytes.length - 1}/${bytes.length}` };
    for (const wrong of [refuse(206, elsewhere), refuse(206), refuse(416)]) {
      server.script = [serveFile(file, { breakAfter: 1000 }), wrong];
      const result = await download();
      await expectBytes(result);
      await rm(result.path);
    }
  });

  it('does not mix versions, even if the server ignores If-Range', async () => {
    const changed = { bytes: randomBytes(bytes.length), etag: '"two"' };
    server.script = [
      serveFile(file, { breakAfter: 1000 }),
      (response, request) => {
        request.headers['if-range'] = '"two"';
        serveFile(changed)(response, request);
      },
    ];
    server.otherwise = serveFile(changed);
    await expectBytes(await download(), changed.bytes);
  });

  it('does not mix versions of one date and different sizes', async () => {
    const changed = { bytes: randomBytes(bytes.length + 1), lastModified };
    server.script = [serveFile({ bytes, lastModified }, { breakAfter: 1000 })];
    server.otherwise = serveFile(changed);
    await expectBytes(await download(), changed.bytes);
  });

  it('resumes the download of an interrupted run', async () => {
    const controller = new AbortController();
    server.script = [serveFile(file, { stallAfter: 70_000 })];
    const run = download({
      signal: controller.signal,
      onProgress: ({ received }) => received >= 70_000 && controller.abort(),
      limits: { stallAfter: 60_000 },
    });
    const startedAt = Date.now();
    expect(await failureOf(run)).to.have.property('name', 'AbortError');
    expect(Date.now() - startedAt).to.be.lessThan(10_000);
    expect(await namesInCache()).to.deep.equal(['edition.zip.part', 'edition.zip.part.json']);
    await expectBytes(await download());
    expect(server.asked[1]?.range).to.equal('bytes=70000-');
  });

  it('ends at once when it is interrupted during a pause', async () => {
    const controller = new AbortController();
    server.otherwise = refuse(503);
    setTimeout(() => controller.abort(), 50);
    const run = download({
      signal: controller.signal,
      limits: { backOff: { retries: 5, firstMs: 60_000, longestMs: 60_000 } },
    });
    expect(await failureOf(run)).to.have.property('name', 'AbortError');
  });

  it('uses a part that has all its bytes as the file', async () => {
    const { path } = await download();
    await writeFile(`${path}.part`, await readFile(path));
    await writeFile(`${path}.part.json`, await readFile(`${path}.json`));
    await rm(path);
    await expectBytes(await download());
    expect(server.asked[1]).to.include({ ifNoneMatch: etag }).and.not.have.property('range');
  });

  it('does not use a part or copy without metadata, or with metadata cut short', async () => {
    const { path } = await download();
    await writeFile(`${path}.part`, 'rubbish');
    await writeFile(`${path}.part.json`, '{"etag": ');
    await truncate(path, 5);
    await rm(`${path}.json`);
    await expectBytes(await download());
    expect(server.asked[1]).to.deep.equal({ path: '/files/edition.zip' });
  });

  describe('a finished download', () => {
    it('is used again when the server says that it is unchanged', async () => {
      await download();
      await expectBytes(await download());
      expect(server.asked.map(({ ifNoneMatch }) => ifNoneMatch)).to.deep.equal([undefined, etag]);
    });

    it('is replaced when the file has changed', async () => {
      await download();
      const changed = randomBytes(1000);
      server.otherwise = serveFile({ bytes: changed, etag: '"two"' });
      await expectBytes(await download(), changed);
    });

    it('is downloaded again when the copy is incomplete', async () => {
      await truncate((await download()).path, 1000);
      await expectBytes(await download());
    });

    it('is downloaded again once it was found to be damaged', async () => {
      const { invalidate } = await download();
      await invalidate();
      await download();
      expect(server.asked[1]?.ifNoneMatch).to.equal(undefined);
    });

    it('is used without a request when it has the expected digest', async () => {
      await download();
      await server.close();
      await expectBytes(await download({ expectedSha256: sha256(bytes).toUpperCase() }));
    });

    it('is kept when the server cannot be reached, and its path is named', async () => {
      const { path } = await download();
      server.otherwise = refuse(500);
      expect(await fault()).to.include(`an earlier download is in ${path}: give that path to use it`);
    });
  });

  describe('retries', () => {
    for (const status of [408, 429, 500, 502, 503, 504]) {
      it(`after ${status}`, async () => {
        server.script = [refuse(status), refuse(status)];
        await expectBytes(await download());
      });
    }

    it('after as long as the server asks for, within limits', async () => {
      server.script = [refuse(503, { 'retry-after': '100000' })];
      const startedAt = Date.now();
      await download({ limits: { backOff: { ...backOff, longestMs: 300 } } });
      expect(Date.now() - startedAt).to.be.within(290, 20_000);
    });

    it('when the server stalls, before or within an answer', async () => {
      server.script = [() => {}, serveFile(file, { stallAfter: 1000 })];
      await expectBytes(await download({ limits: { answerWithin: 400, stallAfter: 400 } }));
      expect(server.asked[2]?.range).to.equal('bytes=1000-');
    });

    it('a limited number of times, then says why it failed and what is kept', async () => {
      server.script = [serveFile(file, { breakAfter: 5000 })];
      server.otherwise = (response) => response.destroy();
      const message = await fault();
      expect(message).to.match(/^ORIGIN\/files\/edition\.zip could not be downloaded: socket hang up /);
      expect(message).to.include('6 requests; 5000 bytes are kept: run it again to resume the download');
      expect(server.asked).to.have.length(6);
    });

    it('and does not count an answer that gets no further as progress', async () => {
      server.otherwise = serveFile({ bytes }, { breakAfter: 5000 });
      await fault();
      expect(server.asked).to.have.length(6);
    });

    it('with a limited number of requests, however small the steps', async () => {
      server.otherwise = serveFile(file, { breakAfter: 10 });
      expect(await fault({ limits: { maxRequests: 20 } })).to.include('20 requests; 200 bytes are kept');
    });

    it('when the connection is refused', async () => {
      await server.close();
      expect(await fault())
        .to.include('ECONNREFUSED')
        .and.include('check the address and the network');
    });
  });

  it('names a permanent status and what to do, without a retry', async () => {
    for (const [status, message] of [
      [404, 'the server answered 404 Not Found; there is no such file: check the address'],
      [403, 'access is denied'],
      [401, 'it asks for a sign-in'],
      [204, 'expected 200'],
      [304, 'the server answered 304'],
      [206, 'the server answered 206'],
    ] as const) {
      server.asked.length = 0;
      server.otherwise = refuse(status);
      expect(await fault({}, { kind: InputNotFoundError }))
        .to.include('ORIGIN/files/edition.zip: ')
        .and.include(message);
      expect(server.asked).to.have.length(1);
    }
    expect(await namesInCache()).to.deep.equal([]);
  });

  describe('redirects', () => {
    it('are followed', async () => {
      server.script = [refuse(302, { location: '/b' }), refuse(307, { location: `${server.origin}/c` })];
      await expectBytes(await download());
      expect(server.asked.map(({ path }) => path)).to.deep.equal(['/files/edition.zip', '/b', '/c']);
    });

    it('are followed a limited number of times', async () => {
      server.otherwise = refuse(302, { location: '/again?key=secret' });
      const message = await fault({}, { kind: InputNotFoundError });
      expect(message)
        .to.include('redirects more than 5 times, last to ORIGIN/again?…')
        .and.not.include('secret');
      expect(server.asked).to.have.length(6);
    });

    it('to another scheme are not followed', async () => {
      for (const location of ['file:///etc/passwd', 'ftp://host/a.zip', 'data:text/plain,x', 'http://']) {
        server.script = [refuse(302, { location })];
        expect(await fault({}, { kind: InputNotFoundError })).to.include(
          'ORIGIN/files/edition.zip redirects to ',
        );
      }
    });
  });

  it('sends user and password to their own origin only, and repeats neither, nor the query', async () => {
    const from = url('/a.zip?token=secret');
    from.username = 'user';
    from.password = 'secret';
    server.script = [refuse(302, { location: `http://localhost:${url().port}/b` }), refuse(404)];
    const message = await fault({}, { from, kind: InputNotFoundError });
    expect(server.asked.map(({ authorization }) => authorization)).to.deep.equal([
      `Basic ${Buffer.from('user:secret').toString('base64')}`,
      undefined,
    ]);
    expect(message).to.include('http://***@127.0.0.1:').and.include('/a.zip?…').and.not.include('secret');
    expect((await namesInCache()).join()).not.to.include('secret');
  });

  describe('size and digest', () => {
    it('are accepted when they match', async () => {
      await expectBytes(await download({ expectedSize: bytes.length, expectedSha256: sha256(bytes) }));
    });

    it('are rejected when they differ, and the download is deleted', async () => {
      expect(await fault({ expectedSha256: 'a'.repeat(64) })).to.include(
        `(downloaded) has the SHA-256 ${sha256(bytes)}; ${'a'.repeat(64)} was expected`,
      );
      expect(await namesInCache()).to.deep.equal([]);
    });

    it('are compared with what the server announces before anything is downloaded', async () => {
      for (const expectedSize of [7, bytes.length + 1]) {
        expect(await fault({ expectedSize }, { kind: DatasetError })).to.include(
          `has ${bytes.length} bytes; ${expectedSize} were expected`,
        );
      }
      expect(await fault({ limits: { maxBytes: 9 } }, { kind: DatasetError })).to.include(
        'at most 9 are downloaded',
      );
      expect(await namesInCache()).to.deep.equal([]);
    });

    it('limit a file without an announced size, too', async () => {
      server.otherwise = serveFile(file, { chunked: true });
      await expectBytes(await download());
      await rm(cacheDir, { recursive: true });
      expect(await fault({ expectedSize: 1000 }, { kind: DatasetError })).to.include(
        'has more than 1000 bytes; 1000 were expected',
      );
      expect(await fault({ expectedSize: bytes.length + 1 })).to.include(`has ${bytes.length} bytes`);
      expect(await namesInCache()).to.deep.equal([]);
    });
  });

  it('stops a download that never ends', async () => {
    server.otherwise = (response) => {
      const send = () => !response.destroyed && response.write(bytes, send);
      send();
    };
    expect(await fault({ limits: { maxBytes: 3e6 } }, { kind: DatasetError })).to.include(
      'has more than 3000000 bytes; at most 3000000 are',
    );
    expect(await namesInCache()).to.deep.equal([]);
  });

  it('fails while another process downloads the same URL, and takes over the lock of a dead one', async () => {
    const { path } = await download();
    await writeFile(`${path}.lock`, String(process.ppid));
    expect(await fault()).to.include(`is being downloaded already, by process ${process.ppid}`);
    await writeFile(`${path}.lock`, '999999999');
    await expectBytes(await download());
  });

  it('keeps files of the same name and different addresses apart', async () => {
    await download({}, url('/2026-10/edition.zip'));
    const other = randomBytes(10);
    server.otherwise = serveFile({ bytes: other, etag });
    await expectBytes(await download({}, url('/2026-11/edition.zip')), other);
  });
});
