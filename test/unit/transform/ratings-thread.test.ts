import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { DatasetError } from '../../../src/files/dataset-error.js';
import { type ReadProgress, transformEdition } from '../../../src/transform/transform-edition.js';
import { inTemporaryFolder, movieLine, moviesCsv } from '../../support/edition.js';
import { failureOf } from '../../support/failure.js';
import { serveFile, startFileServer } from '../../support/file-server.js';
import { zipOf } from '../../support/zip.js';

const header = 'userId,movieId,rating,timestamp\n';
const movies = moviesCsv([movieLine({ id: '1' })]);

async function writeInput(folder: string, ratings: string): Promise<string> {
  const input = join(folder, 'edition');
  await mkdir(input);
  await writeFile(join(input, 'movies_metadata.csv'), movies);
  await writeFile(join(input, 'ratings.csv'), ratings);
  return input;
}

describe('the thread that reads ratings.csv', () => {
  it('tells how far it is, as the other files do', async () => {
    await inTemporaryFolder(async (folder) => {
      const input = await writeInput(folder, `${header}1,2,3.5,4\n`);
      const told: ReadProgress[] = [];
      await transformEdition({ input, out: join(folder, 'out'), onRead: (progress) => told.push(progress) });
      const size = header.length + 10;
      expect(told.filter(({ file }) => file === 'ratings.csv').at(-1)).to.deep.equal({
        file: 'ratings.csv',
        read: size,
        size,
      });
    });
  });

  it('fails the transform with what is wrong with the file, and leaves nothing', async () => {
    await inTemporaryFolder(async (folder) => {
      const input = await writeInput(folder, `${header}${'1,2,6,4\n'.repeat(30)}`);
      const out = join(folder, 'out');
      const failure = await failureOf(transformEdition({ input, out }));
      expect(failure).to.be.instanceOf(DatasetError);
      expect(failure.message)
        .to.include('ratings.csv: the first 10 rows were all rejected')
        .and.include(input);
      expect(await readdir(out)).to.deep.equal([]);
    });
  });

  it('stops with the reason of the signal', async () => {
    await inTemporaryFolder(async (folder) => {
      const input = await writeInput(folder, `${header}${'1,2,3.5,4\n'.repeat(500_000)}`);
      const controller = new AbortController();
      const onRead = ({ file }: ReadProgress) =>
        file === 'ratings.csv' && controller.abort(new Error('interrupted'));
      const out = join(folder, 'out');
      const failure = await failureOf(transformEdition({ input, out, signal: controller.signal, onRead }));
      expect(failure.message).to.equal('interrupted');
      expect(await readdir(out)).to.deep.equal([]);
    });
  });

  it('has a download with damaged ratings downloaded again by the next run', async () => {
    const files = (crc32?: number) => [
      { name: 'movies_metadata.csv', data: movies },
      { name: 'ratings.csv', data: `${header}1,2,3.5,4\n`, ...(crc32 ? { claims: { crc32 } } : {}) },
    ];
    await inTemporaryFolder(async (folder) => {
      const server = await startFileServer(serveFile({ bytes: zipOf(files()), etag: '"one"' }));
      try {
        server.script = [serveFile({ bytes: zipOf(files(1)), etag: '"one"' })];
        const options = { input: `${server.origin}/edition.zip`, out: join(folder, 'out'), cacheDir: folder };
        const failure = await failureOf(transformEdition(options));
        expect(failure).to.be.instanceOf(DatasetError);
        expect(failure.message).to.include('its checksum (CRC-32) does not match');
        expect((await transformEdition(options)).files['ratings.csv']?.rows).to.equal(1);
        expect(server.asked[1]?.ifNoneMatch).to.equal(undefined);
      } finally {
        await server.close();
      }
    });
  });
});
