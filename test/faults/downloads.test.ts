// The Elasticsearch client is imported on purpose: with it comes undici, which must not serve these requests.
import '@elastic/elasticsearch';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { downloadEdition } from '../../src/files/download/download-edition.js';
import { movieLine, moviesCsv } from '../support/edition.js';
import { marquee } from '../support/marquee.js';
import { downloadServers, startRawServer } from '../support/raw-server.js';
import { sharedNodeUrl } from '../support/shared-node.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { zipOf } from '../support/zip.js';

/** Words that do not compress: the zip must be larger than what a connection buffers. */
const csv = moviesCsv(
  Array.from({ length: 100 }, (_, at) =>
    movieLine({ id: String(at + 1), title: `Film ${at}`, overview: randomBytes(10_000).toString('hex') }),
  ),
);
const zip = zipOf([{ name: 'movies_metadata.csv', data: csv, method: 0 }]);

describe('a download from a server that', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();

  for (const [kind, answer] of Object.entries(downloadServers(zip))) {
    it(`${kind} brings every byte, 50 times in one process`, async () => {
      const server = await startRawServer(answer);
      try {
        const limits = { backOff: { retries: 5, firstMs: 10, longestMs: 100 } };
        const downloads = Array.from({ length: 50 }, (_, at) =>
          downloadEdition(new URL(`${server.url}/${at}.zip`), { cacheDir: join(folder, kind), limits }),
        );
        for (const { path } of await Promise.all(downloads)) {
          expect((await readFile(path)).equals(zip)).to.equal(true);
        }
      } finally {
        await server.close();
      }
    });

    it(`${kind} is loaded and published by reload`, async () => {
      const server = await startRawServer(answer);
      try {
        const run = [
          'reload',
          '--force',
          '--accept-shrink',
          '--quiet',
          '--input',
          `${server.url}/edition.zip`,
        ];
        const { code, err } = await marquee(run, {
          ELASTICSEARCH_URL: await sharedNodeUrl(),
          MARQUEE_DATA: join(folder, `reload ${kind}`),
        });
        expect(err).to.equal('');
        expect(code).to.equal(0);
      } finally {
        await server.close();
      }
    });
  }

  it('breaks off is resumed where it broke off', async () => {
    const server = await startRawServer(
      downloadServers(zip)['breaks off in the middle'] as Parameters<typeof startRawServer>[0],
    );
    await downloadEdition(new URL(`${server.url}/edition.zip`), { cacheDir: join(folder, 'resumed') });
    await server.close();
    expect(server.requests).to.have.length(2);
    expect(server.requests[1]?.head).to.match(/^range: bytes=[1-9]/im);
  });
});
