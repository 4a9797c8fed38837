import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { projectRoot } from '../../../src/config/project-root.js';
import { movieLine, moviesCsv } from '../../support/edition.js';
import { marquee } from '../../support/marquee.js';
import { isInstalled, skipWithout } from '../../support/optional.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { zipOf } from '../../support/zip.js';

describe('a signed edition', () => {
  const folder = temporaryFolder();
  const edition = join(folder, 'the-movies-dataset.zip');

  before(async () => {
    const csv = moviesCsv([movieLine({ id: '1' })]);
    await writeFile(edition, zipOf([{ name: 'movies_metadata.csv', data: csv }]));
  });

  it('can be made by the commands of the operations guide', async function () {
    if (!isInstalled('openssl', 'version')) skipWithout(this, 'openssl');
    const guide = await readFile(join(projectRoot, 'docs', 'operations.md'), 'utf8');
    const [, commands] = /### Signed editions\n[\s\S]*?```sh\n([\s\S]*?)```/.exec(guide) ?? [];
    await promisify(execFile)('bash', ['-euc', commands as string], { cwd: folder });
    const transform = (signature: string) =>
      marquee(
        [
          ...['transform', '--input', edition, '--out', join(folder, 'signed'), '--quiet'],
          ...['--checksums', join(folder, 'SHA256SUMS'), '--public-key', join(folder, 'source.pem')],
          ...['--signature', join(folder, signature)],
        ],
        { MARQUEE_REQUIRE_SIGNATURE: 'true' },
      );
    expect(await transform('SHA256SUMS.sig')).to.deep.equal({ code: 0, out: '', err: '' });
    expect((await transform('SHA256SUMS')).code).to.equal(3);
  });

  it('is required of a run by MARQUEE_REQUIRE_SIGNATURE, with exit code 3', async () => {
    const run = ['transform', '--input', edition, '--out', join(folder, 'out')];
    const { code, err } = await marquee(run, { MARQUEE_REQUIRE_SIGNATURE: 'true' });
    expect(code).to.equal(3);
    expect(err).to.match(/^marquee: The edition is not signed, and MARQUEE_REQUIRE_SIGNATURE is true: give /);
    expect((await marquee(run, { MARQUEE_REQUIRE_SIGNATURE: 'false' })).code).to.equal(0);
  });
});
