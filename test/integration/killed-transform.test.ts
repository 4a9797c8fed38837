import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { readManifest, verifyFiles } from '../../src/hydration/read-hydration.js';
import { projectRoot } from '../../src/root.js';
import { writeEdition } from '../../src/sample/write-edition.js';
import { start } from '../support/marquee.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Milliseconds after its start at which the transform is killed: from before its first file to after its last. */
const moments = [150, 400, 600, 750, 900, 1100, 1300, 1600, 2000, 2600, 3500];

describe('a transform that is killed', function () {
  this.timeout(180_000);
  const folder = temporaryFolder();
  const input = join(folder, 'edition');
  const transform = (out: string) =>
    start(process.execPath, [
      join(projectRoot, 'dist/src/cli.js'),
      'transform',
      '--input',
      input,
      '--out',
      out,
    ]);

  before(() => writeEdition(input, { movies: 4000, seed: 9, ratings: 100_000 }));

  for (const moment of moments) {
    it(`after ${moment} ms leaves nothing that loads, unless it was done`, async () => {
      const out = join(folder, `out-${moment}`);
      const run = transform(out);
      await sleep(moment);
      run.process.kill('SIGKILL');
      await run.ended;
      if (existsSync(join(out, 'manifest.json'))) await verifyFiles(out, await readManifest(out));
      else {
        const failure = await readManifest(out).then(
          () => undefined,
          (error: Error) => error,
        );
        expect(failure?.message).to.include('Only a finished transform can be loaded');
      }
    });
  }

  it('does not harm the next run, which cleans up after it', async () => {
    const out = join(folder, 'out-600');
    const { code } = await transform(out).ended;
    expect(code).to.equal(0);
    await verifyFiles(out, await readManifest(out));
    expect(existsSync(join(out, '.staging'))).to.equal(false);
  });

  it('by Ctrl-C ends within a second, says so, and leaves no file behind', async () => {
    const out = join(folder, 'out-interrupted');
    const run = transform(out);
    while (!existsSync(join(out, '.staging', 'credits.spill'))) await sleep(20);
    const asked = Date.now();
    run.process.kill('SIGINT');
    const { code, err } = await run.ended;
    expect(Date.now() - asked).to.be.below(1000);
    expect({ code, err }).to.deep.equal({ code: 5, err: 'marquee: interrupted\n' });
    expect(existsSync(join(out, 'manifest.json'))).to.equal(false);
    expect(existsSync(join(out, '.staging'))).to.equal(false);
  });
});
