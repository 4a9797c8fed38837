import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { DatasetError, InputNotFoundError } from '../../../../src/files/dataset-error.js';
import { DownloadError } from '../../../../src/files/download/transient-error.js';
import type { AuthenticityOptions } from '../../../../src/files/edition-source.js';
import { openInput } from '../../../../src/files/open/open-input.js';
import { movieLine, moviesCsv } from '../../../support/edition.js';
import { failureOf } from '../../../support/failure.js';
import { type FileServer, refuse, serveFile, startFileServer } from '../../../support/file-server.js';
import { temporaryFolder } from '../../../support/temporary-folder.js';
import { zipOf } from '../../../support/zip.js';

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
const csv = moviesCsv([movieLine({ id: '1' })]);
const zip = zipOf([{ name: 'movies_metadata.csv', data: csv }]);
const other = zipOf([{ name: 'movies_metadata.csv', data: moviesCsv([movieLine({ id: '2' })]) }]);

describe('the authenticity of an edition', () => {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder, name);
  const [source, stranger] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
  const signed = (bytes: Buffer | string, key: KeyObject = source.privateKey): Buffer =>
    sign(null, Buffer.from(bytes), key);
  const sums = `${sha256(zip)}  edition.zip\n`;

  before(async () => {
    await writeFile(at('edition.zip'), zip);
    await writeFile(at('other.zip'), other);
    await writeFile(at('SHA256SUMS'), sums);
    await writeFile(at('SHA256SUMS.sig'), signed(sums));
    await writeFile(at('edition.sig'), signed(zip));
    await writeFile(at('source.pem'), source.publicKey.export({ type: 'spki', format: 'pem' }));
    await writeFile(at('stranger.pem'), stranger.publicKey.export({ type: 'spki', format: 'pem' }));
  });

  type Options = AuthenticityOptions & { expectedSha256?: string };
  const open = async (input: string, { expectedSha256, ...authenticity }: Options): Promise<void> => {
    const options = { authenticity, cacheDir: at('cache'), ...(expectedSha256 && { expectedSha256 }) };
    await (await openInput(input, options)).close();
  };
  /** Expects that an edition is rejected; returns why. */
  const fault = async (
    options: Options,
    input = at('edition.zip'),
    kind: new (m: string) => Error = DatasetError,
  ) => {
    const failure = await failureOf(open(input, options));
    expect(failure, failure.message).to.be.instanceOf(kind);
    return failure.message;
  };
  const bySums = (): Options => ({
    checksums: at('SHA256SUMS'),
    signature: at('SHA256SUMS.sig'),
    publicKey: at('source.pem'),
    isRequired: true,
  });
  const byItself = (): Options => ({
    signature: at('edition.sig'),
    publicKey: at('source.pem'),
    isRequired: true,
  });

  it('is shown by a signature of its checksums, by one of itself, in bytes or base64', async () => {
    await open(at('edition.zip'), bySums());
    await open(at('edition.zip'), byItself());
    await writeFile(at('base64.sig'), `${signed(zip).toString('base64')}\n`);
    await open(at('edition.zip'), { ...byItself(), signature: at('base64.sig') });
  });

  it('is not shown by a checksum alone where a signature is required, and the edition is not looked at', async () => {
    const options = { checksums: at('SHA256SUMS'), isRequired: true };
    for (const input of [at('edition.zip'), at('not-there.zip'), 'http://127.0.0.1:1/e.zip']) {
      expect(await fault(options, input)).to.match(
        /^The edition is not signed, and MARQUEE_REQUIRE_SIGNATURE/,
      );
    }
    await open(at('edition.zip'), { checksums: at('SHA256SUMS') });
  });

  it('is not shown by a forged signature: of another key, of other bytes, cut short, or none', async () => {
    await writeFile(at('forged.sig'), signed(sums, stranger.privateKey));
    await writeFile(at('cut.sig'), signed(sums).subarray(0, 63));
    await writeFile(at('text.sig'), 'no signature at all');
    const is = /is no signature of .*SHA256SUMS by the key given/;
    expect(await fault({ ...bySums(), signature: at('forged.sig') })).to.match(is);
    expect(await fault({ ...bySums(), publicKey: at('stranger.pem') })).to.match(is);
    expect(await fault({ ...bySums(), signature: at('edition.sig') })).to.match(is);
    expect(await fault({ ...bySums(), signature: at('cut.sig') })).to.include(
      'is no Ed25519 signature: it has 63 bytes',
    );
    expect(await fault({ ...bySums(), signature: at('text.sig') })).to.include('is no Ed25519 signature');
    expect(await fault({ ...byItself(), signature: at('SHA256SUMS.sig') })).to.include('is no signature of');
  });

  it('is not shown of a swapped edition, one cut short, or one that the checksums do not have', async () => {
    await mkdir(at('swapped'));
    await writeFile(at('swapped/edition.zip'), other);
    expect(await fault(bySums(), at('swapped/edition.zip'))).to.include('has the SHA-256');
    expect(await fault(byItself(), at('swapped/edition.zip'))).to.include('is no signature of');
    await writeFile(at('swapped/edition.zip'), zip.subarray(0, -1));
    expect(await fault(bySums(), at('swapped/edition.zip'))).to.include('has the SHA-256');
    expect(await fault(bySums(), at('other.zip'))).to.include(
      'has no checksum of other.zip; it has those of: edition.zip',
    );
    await writeFile(at('added'), `${sums}${sha256(other)}  other.zip\n`);
    expect(await fault({ ...bySums(), checksums: at('added') }, at('other.zip'))).to.include(
      'is no signature of',
    );
    expect(await fault({ ...bySums(), expectedSha256: sha256(other) })).to.include(
      'The checksums say that edition.zip',
    );
  });

  it('of a folder is shown of every file: none may be altered, added or missing', async () => {
    const edition = at('folder');
    await mkdir(edition);
    const [movies, keywords] = ['movies_metadata.csv', 'keywords.csv'].map((name) => join(edition, name)) as [
      string,
      string,
    ];
    const write = async () => {
      await writeFile(movies, csv);
      await writeFile(keywords, 'id,keywords\n1,[]\n');
    };
    await write();
    const lines = `${sha256(csv)}  movies_metadata.csv\n${sha256('id,keywords\n1,[]\n')} *./keywords.csv\n`;
    await writeFile(join(edition, 'SHA256SUMS'), lines);
    await writeFile(join(edition, 'SHA256SUMS.sig'), signed(lines));
    const options = {
      ...bySums(),
      checksums: join(edition, 'SHA256SUMS'),
      signature: join(edition, 'SHA256SUMS.sig'),
    };
    await open(edition, options);
    await writeFile(keywords, 'id,keywords\n1,[ ]\n');
    expect(await fault(options, edition)).to.include('keywords.csv has the SHA-256');
    await write();
    await writeFile(join(edition, 'credits.csv'), 'x');
    expect(await fault(options, edition)).to.include('has no checksum of credits.csv');
    await rm(join(edition, 'credits.csv'));
    await rm(keywords);
    expect(await fault(options, edition)).to.include('has no keywords.csv, of which');
    expect(await fault(byItself(), edition, InputNotFoundError)).to.include(
      'is a folder: a signature is one of its SHA256SUMS',
    );
  });

  it('needs files that are there, and are what they are said to be', async () => {
    expect(await fault({ signature: at('edition.sig') }, undefined, InputNotFoundError)).to.include(
      'go together',
    );
    expect(await fault({ publicKey: at('source.pem') }, undefined, InputNotFoundError)).to.include(
      'go together',
    );
    expect(await fault({ checksums: at('none') }, undefined, InputNotFoundError)).to.include(
      'none: no such file; expected a file of checksums',
    );
    await writeFile(
      at('rsa.pem'),
      generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }),
    );
    await writeFile(at('secret.pem'), source.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    for (const key of ['rsa.pem', 'secret.pem', 'SHA256SUMS']) {
      expect(await fault({ ...byItself(), publicKey: at(key) }, undefined, InputNotFoundError)).to.include(
        'holds no Ed25519 public key',
      );
    }
    for (const [text, reason] of [
      ['', 'holds no checksum'],
      ['hello\n', 'line 1 is no checksum'],
      [`${sums}${sha256('x')}  edition.zip\n`, 'two checksums of edition.zip'],
    ] as const) {
      await writeFile(at('sums'), text);
      expect(await fault({ checksums: at('sums') })).to.include(reason);
    }
  });

  describe('of a URL', () => {
    let server: FileServer;
    let files: Record<string, Buffer>;
    beforeEach(async () => {
      files = {
        '/edition.zip': zip,
        '/SHA256SUMS': Buffer.from(sums),
        '/SHA256SUMS.sig': signed(sums),
        '/edition.sig': signed(zip),
      };
      server = await startFileServer((response, request) => {
        const bytes = files[request.url ?? ''];
        (bytes === undefined ? refuse(404) : serveFile({ bytes }))(response, request);
      });
    });
    afterEach(() => server.close());
    const options = (): Options => ({
      checksums: `${server.origin}/SHA256SUMS`,
      signature: `${server.origin}/SHA256SUMS.sig`,
      publicKey: at('source.pem'),
      isRequired: true,
    });
    const input = () => `${server.origin}/edition.zip`;
    const paths = () => server.asked.map(({ path }) => path);

    it('is verified before the edition is downloaded', async () => {
      await open(input(), options());
      expect(paths()).to.deep.equal(['/SHA256SUMS.sig', '/SHA256SUMS', '/edition.zip']);
      server.asked.length = 0;
      files['/SHA256SUMS.sig'] = signed(sums, stranger.privateKey);
      expect(await fault(options(), input())).to.include('is no signature of');
      expect(paths()).to.deep.equal(['/SHA256SUMS.sig', '/SHA256SUMS']);
    });

    it('rejects another file than the signed one, and one whose own signature is not valid; neither stays', async () => {
      files['/edition.zip'] = other;
      expect(await fault(options(), input())).to.include('the download was deleted');
      const own = { ...options(), checksums: undefined, signature: `${server.origin}/edition.sig` };
      expect(await fault(own, input())).to.include('is no signature of');
      files['/edition.zip'] = zip;
      await open(input(), own);
      await open(input(), options());
    });

    it('without a signature takes another digest for a broken download; 404 and an outage are told apart', async () => {
      files['/edition.zip'] = other;
      const { checksums } = options();
      expect(await fault({ checksums }, input(), DownloadError)).to.include('run it again');
      delete files['/SHA256SUMS.sig'];
      expect(await fault(options(), input(), InputNotFoundError)).to.include('answered 404');
      server.otherwise = refuse(503);
      expect(await fault(options(), input(), DownloadError)).to.include('answered 503');
      server.otherwise = serveFile({ bytes: Buffer.alloc(2 * 1024 * 1024) });
      expect(await fault({ checksums }, input(), DownloadError)).to.include('2097152 bytes');
    });
  });
});
